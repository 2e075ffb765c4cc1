/** The largest file, in bytes. */
export const largestFile = 5 * 1024 ** 3;
/** The longest answer that is kept, in characters: far above any word limit, so that nothing typed is refused in earnest. */
export const longestAnswer = 100_000;
