/** English texts that every page shares. */
export const shell = {
  product: 'Brevet',
  promise: 'Show what you can do. Have it recognized.',
} as const;
