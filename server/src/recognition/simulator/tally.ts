import { monthAfter, monthOf, roundTwelfths } from '../insight/raises.ts';
import { decimalOf, type Hundredths } from '../ledger/hundredths.ts';
import type { Horizon, Price } from './price.ts';
import { bandOf, discounted, moneyBand, type ScenarioResult, type SimulationResult, weighted } from './result.ts';
import type { Simulation } from './simulation.ts';

/** What one run of one scenario summed up to. */
export interface Sums {
  raises: Hundredths[];
  stipends: Hundredths[];
  raiseAtEnd: Hundredths;
  others: ReadonlyMap<string, Hundredths>;
}

/** Prices of people, each with how many it stands for. */
export type Taking = readonly (readonly [Price, number])[];

/** Adds up prices, each so many times; what raises cost in a year is rounded once. */
export function sumUp(taking: Iterable<readonly [Price, number]>, years: number): Sums {
  const twelfths = new Array<number>(years).fill(0);
  const stipends = new Array<number>(years).fill(0);
  const others = new Map<string, number>();
  let raiseAtEnd = 0;
  for (const [price, times] of taking) {
    for (let year = 0; year < years; year += 1) {
      twelfths[year] = (twelfths[year] ?? 0) + (price.raises[year] ?? 0) * times;
      stipends[year] = (stipends[year] ?? 0) + (price.stipends[year] ?? 0) * times;
    }
    raiseAtEnd += price.raiseAtEnd * times;
    for (const [name, amount] of price.others) others.set(name, (others.get(name) ?? 0) + amount * times);
  }
  return { raises: twelfths.map(roundTwelfths), stipends, raiseAtEnd, others };
}

/** What a scenario comes to, from the sums of its runs and the prices of those who took part in any. */
export function scenarioResult(
  name: string,
  runs: readonly Sums[],
  taking: Taking,
  { years, discountTenths }: { years: number; discountTenths: number },
): ScenarioResult {
  const costs = runs.map(({ raises, stipends }) => raises.map((raise, year) => raise + (stipends[year] ?? 0)));
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  const people = sum(taking.map(([, times]) => times));
  const capped = taking.filter(([{ forfeited }]) => forfeited > 0);
  const cappedPeople = sum(capped.map(([, times]) => times));
  const lost = sum(capped.map(([{ forfeited }, times]) => forfeited * times));
  const [paid, raise] = [
    weighted(taking.map(([price, times]) => [price.paid, times])),
    // whoever left has none any more, and says nothing of what those have who stay
    weighted(taking.flatMap(([{ raiseAtEnd }, times]) => (raiseAtEnd > 0 ? [[raiseAtEnd, times] as const] : []))),
  ];
  const names = [...new Set(runs.flatMap(({ others }) => [...others.keys()]))].sort();
  return {
    name,
    years: Array.from({ length: years }, (_, year) => ({
      raises: moneyBand(runs.map(({ raises }) => raises[year] ?? 0)),
      stipends: moneyBand(runs.map(({ stipends }) => stipends[year] ?? 0)),
      cost: moneyBand(costs.map((cost) => cost[year] ?? 0)),
    })),
    total: moneyBand(costs.map(sum)),
    discounted: discountTenths ? moneyBand(costs.map((cost) => discounted(cost, discountTenths))) : null,
    afterwards: moneyBand(runs.map(({ raiseAtEnd }) => raiseAtEnd)),
    educator: {
      middle: decimalOf(paid.middle),
      highest: decimalOf(paid.highest),
      raiseMiddle: decimalOf(raise.middle),
      raiseHighest: decimalOf(raise.highest),
    },
    caps: {
      percent: people ? Math.round((1000 * cappedPeople) / people) / 10 : 0,
      lost: decimalOf(cappedPeople ? Math.round(lost / cappedPeople) : 0),
    },
    others: names.map((key) => {
      const [kind = '', unit = ''] = [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)];
      return { kind, unit, amount: moneyBand(runs.map(({ others }) => others.get(key) ?? 0)) };
    }),
  };
}

/** Years, currency and bands that all scenarios share. */
export function sharedResult(
  { runs, currency, isExact, educators }: { runs: number; currency: string; isExact: boolean; educators: number },
  { start, years }: Horizon,
  adoption: readonly (readonly number[])[],
  awards: readonly (readonly number[])[],
): Omit<SimulationResult, 'scenarios'> {
  return {
    isExact,
    runs,
    educators,
    currency,
    years: Array.from({ length: years }, (_, year) => {
      const from = monthOf(start + 12 * year);
      return { from, to: monthAfter(from, 11) };
    }),
    adoption: adoption.map(bandOf),
    awards: awards.map(bandOf),
  };
}

/** The years of a simulation. */
export const horizonOf = ({ startsOn, years }: Pick<Simulation, 'startsOn' | 'years'>): Horizon => ({
  start: Number(startsOn.slice(0, 4)) * 12 + Number(startsOn.slice(5)) - 1,
  years,
  startsOn: `${startsOn}-01`,
});
