/** English texts of awards. */
export const awards = {} as const;
