import { monthNumber } from '../insight/raises.ts';
import type { Facts, TermsVersion } from '../ledger/facts.ts';
import { termsOn } from '../ledger/rulebook.ts';
import { type Price, priceOf, rulebookOf } from './price.ts';
import type { SimulationResult } from './result.ts';
import type { Scenario, Simulation } from './simulation.ts';
import { horizonOf, scenarioResult, sharedResult, sumUp } from './tally.ts';

/**
 * Prices a recognizer's own awards of these years under each scenario, exactly as they were: as if the rules had held from the first day.
 * Facts come in any portions.
 *
 * @param educators who is employed today
 */
export function simulateHistory(
  simulation: Simulation,
  { terms, educators }: { terms: readonly TermsVersion[]; educators: number },
): { add(facts: readonly Facts[]): void; result(): SimulationResult } {
  const horizon = horizonOf(simulation);
  const [months, end] = [12 * horizon.years, horizon.start + 12 * horizon.years];
  const rulebooks = simulation.scenarios.map((scenario) => rulebookOf(scenario, horizon.startsOn, terms, true));
  const prices: Price[][] = simulation.scenarios.map(() => []);
  const began = new Array<number>(months).fill(0);
  const awards = new Array<number>(horizon.years).fill(0);
  return {
    add(portion) {
      for (const { awards: all, ...others } of portion) {
        const within = all.filter(({ earnedOn }) => monthNumber(earnedOn) < end);
        const counted = within.map(({ earnedOn }) => monthNumber(earnedOn) - horizon.start).filter((month) => month >= 0);
        for (const month of counted) awards[Math.floor(month / 12)] = (awards[Math.floor(month / 12)] ?? 0) + 1;
        const first = within.reduce((least, { earnedOn }) => Math.min(least, monthNumber(earnedOn) - horizon.start), months);
        if (first < months) began[Math.max(0, first)] = (began[Math.max(0, first)] ?? 0) + 1;
        if (counted.length === 0) continue;
        for (const [index, rulebook] of rulebooks.entries()) prices[index]?.push(priceOf({ ...others, awards: within }, rulebook, horizon));
      }
    },
    result() {
      let having = 0;
      const adoption = began.map((count) => {
        having += count;
        return [educators ? Math.min(100, Math.round((1000 * having) / educators) / 10) : 0];
      });
      const rulebook = rulebookOf(simulation.scenarios[0] as Scenario, horizon.startsOn, terms, true);
      return {
        ...sharedResult(
          { runs: 1, currency: termsOn(rulebook, horizon.startsOn).currency, isExact: true, educators },
          horizon,
          adoption,
          awards.map((count) => [count]),
        ),
        scenarios: simulation.scenarios.map(({ name }, index) => {
          const taking = (prices[index] ?? []).map((price) => [price, 1] as const);
          return scenarioResult(name, [sumUp(taking, horizon.years)], taking, {
            years: horizon.years,
            discountTenths: Math.round(simulation.discountPercent * 10),
          });
        }),
      };
    },
  };
}
