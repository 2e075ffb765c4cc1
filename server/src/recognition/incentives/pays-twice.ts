import type { Pays, Rule } from './rule.ts';
import { addDays } from './terms.ts';

/** A rule with the days on which it counts. */
export interface DatedRule {
  rule: Rule;
  effectiveFrom: string;
  /** The last day; null while it holds. */
  effectiveUntil: string | null;
}

/**
 * Whether two incentives would give the same thing for the same award, or for the same credits: one kind and unit; days, educators, programs
 * and difficulties in common; and nothing that excludes one by the other. One that takes awards and one that takes credits never do.
 */
export function paysTwice(one: DatedRule, other: DatedRule): boolean {
  const [a, b] = [one.rule, other.rule];
  if (nameOf(a.value.pays) !== nameOf(b.value.pays)) return false;
  const apart = (from: DatedRule, to: DatedRule) => from.effectiveUntil !== null && from.effectiveUntil < to.effectiveFrom;
  if (apart(one, other) || apart(other, one)) return false;
  if (!meet(a.eligibility.positions, b.eligibility.positions) || !meet(a.eligibility.contracts, b.eligibility.contracts)) return false;
  if (a.value.kind === 'convert' || b.value.kind === 'convert')
    return a.value.kind === b.value.kind && 'from' in a.value && 'from' in b.value && nameOf(a.value.from) === nameOf(b.value.from);
  if (a.exclusive && a.exclusive.group === b.exclusive?.group) return false;
  return meet(a.counts.programs, b.counts.programs) && meet(difficultiesOf(a), difficultiesOf(b));
}

/** The versions of one incentive with the days on which each decides: until the next one begins, at the latest. */
export function daysInForce(versions: readonly (DatedRule & { number: number })[]): DatedRule[] {
  return versions.flatMap(({ number, rule, effectiveFrom, effectiveUntil }) => {
    const next = versions
      .filter((later) => later.number > number)
      .map((later) => later.effectiveFrom)
      .sort()[0];
    const last = next === undefined ? null : addDays(next, -1);
    const until = last === null || (effectiveUntil !== null && effectiveUntil < last) ? effectiveUntil : last;
    return until !== null && until < effectiveFrom ? [] : [{ rule, effectiveFrom, effectiveUntil: until }];
  });
}

const nameOf = (unit: Pays | { kind: string; unit: string }): string => `${unit.kind}/${'unit' in unit ? unit.unit : ''}`;

/** Null stands for all. */
function meet<T>(one: readonly T[] | null, other: readonly T[] | null): boolean {
  return one === null || other === null || one.some((item) => other.includes(item));
}

function difficultiesOf({ value, counts }: Rule): number[] | null {
  const paid = value.kind === 'by-difficulty' ? Object.keys(value.amounts).map(Number) : null;
  if (!paid || !counts.difficulties) return paid ?? counts.difficulties;
  return counts.difficulties.filter((difficulty) => paid.includes(difficulty));
}
