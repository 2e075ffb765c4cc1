import { monthNumber, roundTwelfths } from '../insight/raises.ts';
import type { Facts, RuleVersion, TermsVersion } from '../ledger/facts.ts';
import type { Hundredths } from '../ledger/hundredths.ts';
import { type Rulebook, readRulebook } from '../ledger/rulebook.ts';
import { worth } from '../ledger/worth.ts';
import type { Scenario } from './simulation.ts';

/** The years that are played through. */
export interface Horizon {
  /** Number of the first month (insight/raises.ts). */
  start: number;
  years: number;
  /** `2027-07-01`. */
  startsOn: string;
}

/** What the awards of one educator come to under one scenario. */
export interface Price {
  /** Twelfths of hundredths that raises cost in each year: rounded only once many are summed. */
  raises: number[];
  /** Hundredths of stipends in each year. */
  stipends: number[];
  /** Yearly raises that are paid when the last year ends. */
  raiseAtEnd: Hundredths;
  /** What the educator was paid within the years, raises and stipends together. */
  paid: Hundredths;
  /** Money that caps kept from being paid. */
  forfeited: Hundredths;
  /** Credits and whatever else is no money: `credit/CPD credit` → hundredths. */
  others: ReadonlyMap<string, Hundredths>;
}

/**
 * The rules of a scenario as the ledger takes them, in force from the first day.
 *
 * @param asksWho whether rules ask who somebody is; educators to be expected are all thought to be those they are for
 */
export function rulebookOf({ incentives }: Scenario, startsOn: string, terms: readonly TermsVersion[], asksWho: boolean): Rulebook {
  const versions = incentives.map(
    ({ rule }, index): RuleVersion => ({
      incentiveId: `incentive-${index}`,
      versionId: `version-${index}`,
      number: 1,
      effectiveFrom: startsOn,
      effectiveUntil: null,
      rule: asksWho ? rule : { ...rule, eligibility: { positions: null, contracts: null, employedForMonths: null } },
    }),
  );
  return readRulebook(versions, terms);
}

/**
 * What awards come to: `worth()` of the ledger itself, spread over the years. A raise costs a twelfth of its yearly amount each month from
 * the month in which it takes effect; a stipend is paid once.
 *
 * @param leaves number of the month from which the educator is gone and raises end; infinite for somebody who stays
 */
export function priceOf(facts: Facts, rulebook: Rulebook, { start, years }: Horizon, leaves = Number.POSITIVE_INFINITY): Price {
  const { allocations, standings } = worth(facts, rulebook);
  const end = start + 12 * years;
  const last = Math.min(end, leaves);
  const raises = new Array<number>(years).fill(0);
  const stipends = new Array<number>(years).fill(0);
  const others = new Map<string, Hundredths>();
  let raiseAtEnd = 0;
  for (const { kind, unit, amount, earnedOn, effectiveOn, incentiveId } of allocations) {
    if (incentiveId === null) continue;
    const due = monthNumber(effectiveOn);
    if (kind === 'base-salary') {
      for (let year = 0; year < years; year += 1) {
        const from = start + 12 * year;
        const months = Math.min(from + 12, last) - Math.max(from, due);
        if (months > 0) raises[year] = (raises[year] ?? 0) + amount * months;
      }
      if (due < end && leaves >= end) raiseAtEnd += amount;
    } else if (kind === 'stipend') {
      const year = Math.floor((due - start) / 12);
      if (year >= 0 && year < years) stipends[year] = (stipends[year] ?? 0) + amount;
    } else {
      const earned = monthNumber(earnedOn);
      if (earned >= start && earned < end) others.set(`${kind}/${unit}`, (others.get(`${kind}/${unit}`) ?? 0) + amount);
    }
  }
  const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
  return {
    raises,
    stipends,
    raiseAtEnd,
    paid: roundTwelfths(sum(raises)) + sum(stipends),
    forfeited: forfeitedMoney(standings, rulebook),
    others,
  };
}

function forfeitedMoney(standings: ReturnType<typeof worth>['standings'], rulebook: Rulebook): Hundredths {
  return rulebook.incentives.reduce((sum, { incentiveId, versions }) => {
    const kind = versions[0]?.value.pays.kind;
    return kind === 'base-salary' || kind === 'stipend' ? sum + (standings.get(incentiveId)?.forfeited ?? 0) : sum;
  }, 0);
}
