import type { Rating } from './kappa.ts';

/** What a difference between two levels counts: any alike, by how many ratings lie between them, or by their distance squared. */
export type Scale = 'nominal' | 'ordinal' | 'interval';

/**
 * Krippendorff's alpha (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"): 1 minus observed over expected disagreement,
 * over any number of evaluators, with ratings missing.
 *
 * @param units ratings by thing; a thing with one rating says nothing and is left out
 * @returns null when nothing was rated twice, or everybody always used the same level
 */
export function krippendorffsAlpha(units: readonly (readonly Rating[])[], scale: Scale): number | null {
  const pairable = units.map((unit) => unit.filter((rating) => rating !== null)).filter(({ length }) => length > 1);
  const total = pairable.reduce((sum, { length }) => sum + length, 0);
  if (!total) return null;
  const counts = new Map<number, number>();
  for (const rating of pairable.flat()) counts.set(rating, (counts.get(rating) ?? 0) + 1);
  const levels = [...counts.keys()].sort((a, b) => a - b);
  const countOf = (level: number) => counts.get(level) ?? 0;
  const between = new Map<string, number>();
  const difference = (a: number, b: number): number => {
    if (a === b) return 0;
    if (scale === 'nominal') return 1;
    if (scale === 'interval') return (a - b) ** 2;
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    const known = between.get(key);
    if (known !== undefined) return known;
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    const ranks = levels.filter((level) => level >= low && level <= high).reduce((sum, level) => sum + countOf(level), 0);
    const squared = (ranks - (countOf(low) + countOf(high)) / 2) ** 2;
    between.set(key, squared);
    return squared;
  };
  let observed = 0;
  for (const unit of pairable) {
    let inUnit = 0;
    for (const [index, one] of unit.entries()) for (const other of unit.slice(index + 1)) inUnit += 2 * difference(one, other);
    observed += inUnit / (unit.length - 1);
  }
  let expected = 0;
  for (const [index, one] of levels.entries())
    for (const other of levels.slice(index + 1)) expected += 2 * countOf(one) * countOf(other) * difference(one, other);
  return expected ? 1 - ((total - 1) * observed) / expected : null;
}
