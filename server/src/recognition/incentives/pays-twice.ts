import type { Rule } from './rule.ts';

/** A rule with the days on which it counts. */
export interface DatedRule {
  rule: Rule;
  effectiveFrom: string;
  effectiveUntil: string | null;
}

/**
 * Whether two incentives would give the same thing for the same award: one kind and unit, days, programs and difficulties in common, and
 * nothing that excludes one by the other. Conversions take credits, not awards, and never do.
 */
export function paysTwice(one: DatedRule, other: DatedRule): boolean {
  const [a, b] = [one.rule, other.rule];
  if (a.value.kind === 'convert' || b.value.kind === 'convert') return false;
  if (JSON.stringify(a.value.pays) !== JSON.stringify(b.value.pays)) return false;
  if (a.exclusive && a.exclusive.group === b.exclusive?.group) return false;
  const apart = (from: DatedRule, to: DatedRule) => from.effectiveUntil !== null && from.effectiveUntil < to.effectiveFrom;
  if (apart(one, other) || apart(other, one)) return false;
  return meet(a.counts.programs, b.counts.programs) && meet(difficultiesOf(a), difficultiesOf(b));
}

/** Null stands for all. */
function meet<T>(one: readonly T[] | null, other: readonly T[] | null): boolean {
  return one === null || other === null || one.some((item) => other.includes(item));
}

function difficultiesOf({ value, counts }: Rule): number[] | null {
  const paid = value.kind === 'by-difficulty' ? Object.keys(value.amounts).map(Number) : null;
  if (!paid || !counts.difficulties) return paid ?? counts.difficulties;
  return counts.difficulties.filter((difficulty) => paid.includes(difficulty));
}
