import type { Definition } from '../../catalog/definition.ts';
import { type CriterionLevel, decide, type Outcome, type PartStanding } from '../scoring.ts';

/** Why an evaluator reads: as planned, because two differ (or a grantor asks), or because the earner asks. */
export type Purpose = 'reading' | 'adjudication' | 'appeal';

/** The levels of one evaluator who has decided. */
export interface Reading {
  /** 1 and 2 as planned, then one more each. */
  reading: number;
  purpose: Purpose;
  levels: readonly CriterionLevel[];
}

/** Where two readings stand too far apart. */
export type Difference =
  | { kind: 'standing'; partId: string }
  /** Levels between the two. */
  | { kind: 'distance'; partId: string; criterionId: string; distance: number };

/** What follows from the readings so far. */
export type Settlement =
  | { kind: 'wait'; missing: number }
  | { kind: 'adjudicate'; differences: Difference[] }
  /** `by` is the reading whose levels stand. */
  | { kind: 'settled'; by: number; outcome: Outcome };

/** What a submission is read under. */
export interface SettlementRule {
  /** How many readings are planned. */
  readings: number;
  /** How many levels two readings may stand apart in a criterion. */
  apart: number;
  carriedParts: readonly string[];
  carriedCriteria: readonly CriterionLevel[];
}

/**
 * Says what follows from the readings of a submission. Total: every input has an answer, none throws; readings that are not complete
 * count as not there.
 *
 * A third reading (adjudication or appeal), once there, decides alone, the latest one. Before, every planned reading has to be there; they
 * agree when each part stands the same in all of them and no criterion is further apart than the rule allows, and then the first
 * reading's levels stand. Raising a level in any reading never turns a pass into "not yet": it may only make them differ, or agree.
 */
export function settle(definition: Pick<Definition, 'parts'>, rule: SettlementRule, readings: readonly Reading[]): Settlement {
  const whole = readings
    .map((reading) => ({ ...reading, verdict: decide(definition, reading.levels, rule.carriedParts, rule.carriedCriteria) }))
    .flatMap(({ verdict, ...reading }) => (verdict.kind === 'decided' ? [{ ...reading, ...verdict }] : []))
    .sort((a, b) => a.reading - b.reading);
  const last = whole.filter(({ purpose }) => purpose !== 'reading').at(-1);
  if (last) return { kind: 'settled', by: last.reading, outcome: last.outcome };
  const planned = whole.filter(({ purpose }) => purpose === 'reading');
  const needed = Math.max(1, rule.readings);
  const [first, ...others] = planned;
  if (!first || planned.length < needed) return { kind: 'wait', missing: needed - planned.length };
  const differences = others.flatMap((other) => differencesBetween(definition, rule, first, other));
  if (differences.length) return { kind: 'adjudicate', differences };
  return { kind: 'settled', by: first.reading, outcome: first.outcome };
}

interface WholeReading {
  levels: readonly CriterionLevel[];
  parts: readonly PartStanding[];
}

/** Where two complete readings differ in a part's standing, or by more levels than the rule allows. */
export function differencesBetween(
  definition: Pick<Definition, 'parts'>,
  { apart, carriedParts, carriedCriteria }: Omit<SettlementRule, 'readings'>,
  one: WholeReading,
  other: WholeReading,
): Difference[] {
  return definition.parts
    .filter(({ id }) => !carriedParts.includes(id))
    .flatMap((part): Difference[] => {
      const standing = (reading: WholeReading) => reading.parts.find(({ partId }) => partId === part.id)?.standing;
      const found: Difference[] = standing(one) === standing(other) ? [] : [{ kind: 'standing', partId: part.id }];
      for (const { id: criterionId } of part.criteria) {
        const isHere = (level: CriterionLevel) => level.partId === part.id && level.criterionId === criterionId;
        if (carriedCriteria.some(isHere)) continue;
        const height = ({ levels }: WholeReading) => part.levels.findIndex(({ id }) => id === levels.find(isHere)?.levelId);
        const distance = Math.abs(height(one) - height(other));
        if (distance > apart) found.push({ kind: 'distance', partId: part.id, criterionId, distance });
      }
      return found;
    });
}
