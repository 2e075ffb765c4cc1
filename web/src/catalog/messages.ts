/** English texts of catalog. */
export const catalog = {} as const;
