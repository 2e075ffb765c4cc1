const gigabyte = 1024 ** 3;

/** The largest file, in bytes. */
export const largestFile = 5 * gigabyte;
/** What one person may keep, unfinished uploads included, in bytes. */
export const quota = 50 * gigabyte;
/** The longest answer that is kept, in characters: far above any word limit, so that nothing typed is refused in earnest. */
export const longestAnswer = 100_000;
/** Unfinished uploads, and files that never became evidence, go after this many days. */
export const keptDays = 7;
