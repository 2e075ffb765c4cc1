import { createHash } from 'node:crypto';
import type { EffectiveRule } from '../incentives/rule.ts';
import { nextContractYear, nextPayPeriod, type Terms } from '../incentives/terms.ts';
import { capPeriod, countedPeriods } from './caps.ts';
import { countingVersions, employmentOn, isEligible } from './counting.ts';
import type { Allocation, AwardFact, Facts, StartingFact } from './facts.ts';
import { divide, type Hundredths } from './hundredths.ts';
import { joinLots, type Lot, lotOf, takeFrom, withoutLapsed } from './lots.ts';
import { inForce, type ReadVersion, type Rulebook, termsOn, unitOf } from './rulebook.ts';

/**
 * What an educator's awards are worth, from nothing but facts. The order in which facts arrived has no say: awards are taken by their
 * date, then by what they count as. An incentive's version is the one in force on the date of the award; what waits is carried from
 * one version to the next.
 */

/** What waits or is used up in one incentive. */
export interface Standing {
  incentiveId: string;
  /** Periods that caps ask for. */
  capped: Rulebook['incentives'][number]['capped'];
  /** Awards (of `every`), credits or hours (of `convert`) that wait for more, the oldest first. */
  waiting: Lot[];
  /** Of `set`: what of it is held, by what it counts as. */
  held: Map<string, Lot>;
  /** Whether what is given once was given. */
  given: boolean;
  /** What filled caps, by period: `fiscal-year/2026-07-01`. */
  used: Map<string, Hundredths>;
  /** What caps kept from being paid. */
  forfeited: Hundredths;
}

/** Every allocation that is due, and how each incentive stands after the last fact. */
export interface Worth {
  allocations: Allocation[];
  standings: Map<string, Standing>;
}

/** @param facts of one educator with one recognizer, in any order */
export function worth(facts: Facts, rulebook: Rulebook): Worth {
  const standings = new Map<string, Standing>(
    rulebook.incentives.map(({ incentiveId, capped }) => [
      incentiveId,
      { incentiveId, capped, waiting: [], held: new Map(), given: false, used: new Map(), forfeited: 0 },
    ]),
  );
  const employment = [...facts.employment].sort((one, other) => compare(one.effectiveOn, other.effectiveOn));
  const allocations: Allocation[] = [];
  const seen = new Map<string, number>();

  function enter(allocation: Omit<Allocation, 'key'>): void {
    const name = nameOf(allocation);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    allocations.push({ ...allocation, key: count === 1 ? name : `${name}#${count}` });
  }

  /** Pays what caps leave of an amount, and passes credits and hours on to conversions. */
  function give(version: ReadVersion, standing: Standing, amount: Hundredths, lot: Lot, chain: readonly string[]): void {
    const terms = termsOn(rulebook, lot.award);
    const periods = version.caps.map(({ per, amount: cap }) => {
      const period = capPeriod(per, lot.award, terms, employmentOn(employment, lot.award));
      return { period, left: cap - (per === 'award' ? 0 : (standing.used.get(period) ?? 0)) };
    });
    if (!Number.isSafeInteger(amount)) throw new RangeError(`Incentive ${version.incentiveId} would pay more than can be counted.`);
    const paid = Math.max(0, Math.min(amount, ...periods.map(({ left }) => left)));
    standing.forfeited += amount - paid;
    if (paid === 0) return;
    use(standing, paid, countedPeriods(standing.capped, lot.award, terms, employmentOn(employment, lot.award)));
    const { pays } = version.value;
    const unit = unitOf(pays, terms);
    enter({
      incentiveId: version.incentiveId,
      versionId: version.versionId,
      kind: pays.kind,
      unit,
      amount: paid,
      earnedOn: lot.award,
      effectiveOn: effectiveOn(version.rule.effective, lot, terms),
      claimIds: lot.claimIds,
      startingBalanceIds: lot.startingBalanceIds,
    });
    if (pays.kind === 'credit' || pays.kind === 'hours')
      convert(pays.kind, unit, { ...lot, amount: paid }, [...chain, version.incentiveId]);
  }

  /** Hands credits or hours to every conversion that takes them; none takes what it made itself. */
  function convert(kind: 'credit' | 'hours', unit: string, lot: Lot, chain: readonly string[]): void {
    for (const { incentiveId, versions } of rulebook.incentives) {
      const version = inForce(versions, lot.award);
      if (version?.value.kind !== 'convert' || chain.includes(incentiveId)) continue;
      const { value } = version;
      if (value.from.kind !== kind || value.from.unit !== unit) continue;
      if (!isEligible(version, employmentOn(employment, lot.award), lot.award)) continue;
      const standing = standings.get(incentiveId);
      if (!standing || (value.once && standing.given)) continue;
      standing.waiting = withoutLapsed(standing.waiting, value.lapseAfterMonths, lot.award);
      standing.waiting.push(lot);
      const sum = standing.waiting.reduce((total, { amount }) => total + amount, 0);
      const times = value.once ? Math.min(1, Math.floor(sum / value.every)) : Math.floor(sum / value.every);
      if (times === 0) continue;
      standing.given = true;
      give(version, standing, times * value.amount, takeFrom(standing.waiting, times * value.every), chain);
    }
  }

  function count(award: AwardFact, version: ReadVersion, standing: Standing): void {
    const { value } = version;
    const lot = lotOf(award);
    switch (value.kind) {
      case 'by-difficulty':
        give(version, standing, value.amounts[award.difficulty] ?? 0, lot, []);
        return;
      case 'per-hour':
        give(version, standing, divide(award.hours * value.rate, 100 * value.step, value.mode) * value.step, lot, []);
        return;
      case 'every': {
        if (value.once && standing.given) return;
        standing.waiting = withoutLapsed(standing.waiting, value.lapseAfterMonths, award.earnedOn);
        standing.waiting.push(lot);
        while (standing.waiting.length >= value.awards && !(value.once && standing.given)) {
          standing.given = true;
          give(version, standing, value.amount, joinLots(standing.waiting.splice(0, value.awards)), []);
        }
        return;
      }
      case 'set': {
        standing.held.set(award.countsAs, lot);
        const held = [...value.achievements].flatMap((achievement) => standing.held.get(achievement) ?? []);
        if (held.length < value.need || standing.given) return;
        standing.given = true;
        give(version, standing, value.amount, joinLots(held), []);
        return;
      }
    }
  }

  const inOrder = [
    ...facts.starting.map((fact) => ({ date: fact.asOf, order: `0/${fact.kind}/${fact.unit}/${fact.id}`, fact })),
    ...facts.awards.map((award) => ({ date: award.earnedOn, order: `1/${award.countsAs}`, award })),
  ].sort((one, other) => compare(one.date, other.date) || compare(one.order, other.order));

  for (const item of inOrder) {
    if ('fact' in item) {
      const { fact } = item;
      enter({ ...startingAllocation(fact) });
      const standing = fact.incentiveId === null ? undefined : standings.get(fact.incentiveId);
      if (standing)
        use(
          standing,
          fact.amount,
          countedPeriods(standing.capped, fact.asOf, termsOn(rulebook, fact.asOf), employmentOn(employment, fact.asOf)),
        );
      const lot = {
        award: fact.asOf,
        proof: fact.asOf,
        posting: fact.asOf,
        amount: fact.amount,
        claimIds: [],
        startingBalanceIds: [fact.id],
      };
      if (fact.kind === 'credit' || fact.kind === 'hours') convert(fact.kind, fact.unit, lot, []);
      continue;
    }
    for (const version of countingVersions(item.award, rulebook, employmentOn(employment, item.award.earnedOn))) {
      const standing = standings.get(version.incentiveId);
      if (standing) count(item.award, version, standing);
    }
  }
  return { allocations, standings };
}

function effectiveOn({ kind, after }: EffectiveRule, lot: Lot, terms: Terms): string {
  const date = lot[after];
  if (kind === 'next-pay-period') return nextPayPeriod(date, terms.payCalendar);
  if (kind === 'next-contract-year') return nextContractYear(date, terms.contractYearStart);
  return date;
}

function startingAllocation({ id, kind, unit, amount, asOf }: StartingFact): Omit<Allocation, 'key'> {
  return {
    incentiveId: null,
    versionId: null,
    kind,
    unit,
    amount,
    earnedOn: asOf,
    effectiveOn: asOf,
    claimIds: [],
    startingBalanceIds: [id],
  };
}

/** A short name for all that an allocation consists of. */
function nameOf({
  versionId,
  kind,
  unit,
  amount,
  earnedOn,
  effectiveOn: due,
  claimIds,
  startingBalanceIds,
}: Omit<Allocation, 'key'>): string {
  const content = JSON.stringify([versionId, kind, unit, amount, earnedOn, due, claimIds, startingBalanceIds]);
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function use(standing: Standing, amount: Hundredths, periods: readonly string[]): void {
  for (const period of periods) standing.used.set(period, (standing.used.get(period) ?? 0) + amount);
}
