import { isTold } from '../insight/small-cells.ts';

/** How many people a cell is about, and how many of these agreed to be shown by name. */
export interface Counted {
  holders: number;
  agreed: number;
}

/** Whether a number is told: about few people only when each of them agreed to be named, for then it says no more than the list of names. */
export const mayTell = ({ holders, agreed }: Counted): boolean => isTold(holders) || agreed === holders;

/**
 * Which cells of a column are told. Those about fewer than five are kept back; where that would be one cell alone, the next smallest is
 * kept back with it, because the total less the others would tell it.
 *
 * @param cells one for each school
 */
export function toldCells(cells: readonly Counted[]): boolean[] {
  const told = cells.map(mayTell);
  if (told.filter((is) => !is).length !== 1) return told;
  let next = -1;
  for (const [index, { holders }] of cells.entries())
    if (told[index] && holders > 0 && (next < 0 || holders < (cells[next]?.holders ?? 0))) next = index;
  return told.map((is, index) => is && index !== next);
}
