/** One level that an evaluator set, beside what all who set one for the same thing set on average. */
export interface SetLevel {
  /** The criterion in its submission. */
  unit: string;
  evaluatorId: string;
  /** The level's place from 0 (lowest) to 1 (highest), so that guides with different levels compare. */
  height: number;
}

/** How strict an evaluator is beside the others who read the same. */
export interface Severity {
  evaluatorId: string;
  /** Mean distance from the others' mean on the same things; below 0 is stricter, above is kinder. Null with nothing in common. */
  lean: number | null;
  /** Things read by others, too. */
  shared: number;
}

/**
 * Severity by evaluator: over the things that somebody else set a level for, too, how far the own level lies from the mean of the others.
 * Everybody who set a level appears, in the order of the ids.
 */
export function severityByEvaluator(levels: readonly SetLevel[]): Severity[] {
  const byUnit = Map.groupBy(levels, ({ unit }) => unit);
  const distances = new Map<string, number[]>();
  for (const { evaluatorId } of levels) distances.set(evaluatorId, distances.get(evaluatorId) ?? []);
  for (const together of byUnit.values())
    for (const own of together) {
      const others = together.filter(({ evaluatorId }) => evaluatorId !== own.evaluatorId);
      if (!others.length) continue;
      const mean = others.reduce((sum, { height }) => sum + height, 0) / others.length;
      distances.get(own.evaluatorId)?.push(own.height - mean);
    }
  return [...distances]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([evaluatorId, own]) => ({
      evaluatorId,
      lean: own.length ? own.reduce((sum, distance) => sum + distance, 0) / own.length : null,
      shared: own.length,
    }));
}
