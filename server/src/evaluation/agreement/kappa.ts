/** One evaluator's level for one thing, as its place from the lowest (0); null where there is none. */
export type Rating = number | null;

/** How much two levels differ in weighted kappa: not at all or wholly, by their distance, or by its square. */
export type Weighting = 'none' | 'linear' | 'quadratic';

/**
 * Share of pairs of ratings of the same thing that are the same, from 0 to 1.
 *
 * @param units ratings by thing; things with fewer than two say nothing
 * @returns null when nothing was rated twice
 */
export function percentAgreement(units: readonly (readonly Rating[])[]): number | null {
  let same = 0;
  let pairs = 0;
  for (const unit of units) {
    const ratings = unit.filter((rating) => rating !== null);
    for (const [index, one] of ratings.entries())
      for (const other of ratings.slice(index + 1)) {
        pairs += 1;
        if (one === other) same += 1;
      }
  }
  return pairs ? same / pairs : null;
}

/**
 * Cohen's kappa of two evaluators: agreement beyond what their own habits would bring about by chance.
 * Unweighted as in Cohen (1960), weighted as in Cohen (1968); linear weights are the default of many programs for ordered levels.
 *
 * @param pairs ratings of the same things; those with a null are left out
 * @returns null without pairs, and when chance alone would always agree (both used one and the same level)
 */
export function cohensKappa(pairs: readonly (readonly [Rating, Rating])[], weighting: Weighting = 'none'): number | null {
  const rated = pairs.filter((pair): pair is [number, number] => pair[0] !== null && pair[1] !== null);
  if (!rated.length) return null;
  const levels = 1 + Math.max(...rated.flat());
  const apart = (a: number, b: number) => (weighting === 'none' ? Number(a !== b) : Math.abs(a - b) ** (weighting === 'linear' ? 1 : 2));
  const first = new Array<number>(levels).fill(0);
  const second = new Array<number>(levels).fill(0);
  let observed = 0;
  for (const [a, b] of rated) {
    first[a] = (first[a] ?? 0) + 1;
    second[b] = (second[b] ?? 0) + 1;
    observed += apart(a, b);
  }
  let expected = 0;
  for (const [a, countA] of first.entries())
    for (const [b, countB] of second.entries()) expected += (countA * countB * apart(a, b)) / rated.length;
  return expected ? 1 - observed / expected : null;
}

/**
 * Fleiss' kappa (Fleiss 1971) of several evaluators who need not be the same for each thing, as long as each thing has as many ratings.
 *
 * @param units ratings by thing; things that have not as many ratings as most do are left out
 * @returns null when nothing was rated twice, or only one level was ever used
 */
export function fleissKappa(units: readonly (readonly Rating[])[]): number | null {
  const rated = units.map((unit) => unit.filter((rating) => rating !== null)).filter(({ length }) => length > 1);
  const sizes = new Map<number, number>();
  for (const { length } of rated) sizes.set(length, (sizes.get(length) ?? 0) + 1);
  const [raters] = [...sizes].sort(([a, many], [b, more]) => more - many || b - a)[0] ?? [];
  if (!raters) return null;
  const even = rated.filter(({ length }) => length === raters);
  const totals = new Map<number, number>();
  let agreement = 0;
  for (const unit of even) {
    const counts = new Map<number, number>();
    for (const rating of unit) counts.set(rating, (counts.get(rating) ?? 0) + 1);
    for (const [rating, count] of counts) {
      totals.set(rating, (totals.get(rating) ?? 0) + count);
      agreement += (count * (count - 1)) / (raters * (raters - 1));
    }
  }
  const observed = agreement / even.length;
  const all = even.length * raters;
  const expected = [...totals.values()].reduce((sum, count) => sum + (count / all) ** 2, 0);
  return expected < 1 ? (observed - expected) / (1 - expected) : null;
}
