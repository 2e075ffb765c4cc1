/** A figure about fewer educators than this is not told: one could see through it to a person. */
export const smallestCell = 5;

/** Whether a figure about so many educators is told; nothing at all is told too. */
export const isTold = (educators: number): boolean => educators === 0 || educators >= smallestCell;

/**
 * Which rows of a table with a known total are kept back: those about too few, and where that is one alone, the next smallest with it,
 * because the total less the others would tell it.
 *
 * @returns for each row whether it is told
 */
export function toldRows(educators: readonly number[]): boolean[] {
  const told = educators.map(isTold);
  if (told.filter((is) => !is).length !== 1) return told;
  let next = -1;
  for (const [index, count] of educators.entries())
    if (told[index] && count > 0 && (next < 0 || count < (educators[next] ?? 0))) next = index;
  return told.map((is, index) => is && index !== next);
}
