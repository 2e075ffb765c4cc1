import type { Allocation, AwardFact, Facts } from './facts.ts';
import { decimalOf } from './hundredths.ts';
import type { Rulebook } from './rulebook.ts';
import { worth } from './worth.ts';

/** How a ledger changes in one kind of thing; a negative amount takes back. */
export interface Gain {
  kind: string;
  unit: string;
  amount: string;
  incentiveId: string | null;
  effectiveOn: string;
}

/**
 * What one more award adds to what the facts are worth: the very computation that posting makes.
 *
 * @param before what the facts are worth, where that is known already
 */
export function addedBy(
  facts: Facts,
  award: AwardFact,
  rulebook: Rulebook,
  before: readonly Allocation[] = worth(facts, rulebook).allocations,
): Gain[] {
  const after = worth({ ...facts, awards: [...facts.awards, award] }, rulebook).allocations;
  const keysBefore = new Set(before.map(({ key }) => key));
  const keysAfter = new Set(after.map(({ key }) => key));
  const sums = new Map<string, { kind: string; unit: string; incentiveId: string | null; effectiveOn: string; sum: number }>();
  const count = ({ kind, unit, incentiveId, effectiveOn }: (typeof after)[number], amount: number) => {
    const name = JSON.stringify([kind, unit, incentiveId]);
    const known = sums.get(name);
    sums.set(name, {
      kind,
      unit,
      incentiveId,
      effectiveOn: amount > 0 ? effectiveOn : (known?.effectiveOn ?? effectiveOn),
      sum: (known?.sum ?? 0) + amount,
    });
  };
  for (const allocation of before) if (!keysAfter.has(allocation.key)) count(allocation, -allocation.amount);
  for (const allocation of after) if (!keysBefore.has(allocation.key)) count(allocation, allocation.amount);
  return [...sums.values()].filter(({ sum }) => sum !== 0).map(({ sum, ...gain }) => ({ ...gain, amount: decimalOf(sum) }));
}
