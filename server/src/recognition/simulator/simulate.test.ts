import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAwardFact, aRule, arbitraryFacts, arbitraryVersions, someFacts } from '../../testing/recognition.ts';
import { aCurve, aList, aSimulation, aStipendRule } from '../../testing/simulations.ts';
import { monthNumber, monthOf } from '../insight/raises.ts';
import type { Facts } from '../ledger/facts.ts';
import { hundredthsOf } from '../ledger/hundredths.ts';
import { readRulebook } from '../ledger/rulebook.ts';
import { worth } from '../ledger/worth.ts';
import { begunAfter } from './adoption.ts';
import type { SimulationResult } from './result.ts';
import { discounted, portion, weighted } from './result.ts';
import { simulateCurve } from './simulate-curve.ts';
import { simulateHistory } from './simulate-history.ts';
import type { AdoptionCurve, CurveBasis, Simulation } from './simulation.ts';

const play = (simulation: Simulation): SimulationResult =>
  simulateCurve({ simulation, basis: simulation.basis as CurveBasis, list: aList, terms: [] }, () => undefined);
const replay = (simulation: Simulation, facts: readonly Facts[], educators = facts.length): SimulationResult => {
  const history = simulateHistory(simulation, { terms: [], educators });
  history.add(facts);
  return history.result();
};
const cents = (text: string | undefined) => hundredthsOf(text ?? '');
const scenarioOf = (result: SimulationResult, index: number) => result.scenarios[index] as SimulationResult['scenarios'][number];

describe('a simulation of what to expect', () => {
  it('costs nothing where nobody takes part, whatever the rules', () => {
    fc.assert(
      fc.property(arbitraryVersions, fc.nat({ max: 1000 }), (versions, seed) => {
        const rules = versions.slice(0, 3).map(({ rule }) => ({ name: 'A rule', rule }));
        if (!rules.length) return;
        const basis = aCurve({ begunPercent: 0, ceilingPercent: { low: 0, likely: 0, high: 0 } });
        const result = play(aSimulation({ basis, years: 2, seed, scenarios: [{ name: 'Any', incentives: rules }] }));
        const [{ total, afterwards, others }] = result.scenarios as [SimulationResult['scenarios'][number]];
        expect([total, afterwards]).toEqual([zero, zero]);
        expect(others).toEqual([]);
        expect(Math.max(...result.adoption.map(({ high }) => high))).toBe(0);
      }),
      { numRuns: 8 },
    );
  });

  it('gives the same figures for the same seed, and others for another', () => {
    const [one, again, other] = [play(aSimulation({ seed: 11 })), play(aSimulation({ seed: 11 })), play(aSimulation({ seed: 12 }))];
    expect(again).toEqual(one);
    expect(other.scenarios).not.toEqual(one.scenarios);
  });

  it('costs no less when more take part', () => {
    const share = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(share, share, fc.nat({ max: 1000 }), (one, two, seed) => {
        const [fewer, more] = [Math.min(one, two), Math.max(one, two)];
        const costs = [fewer, more].map((percent) => {
          const ceilingPercent = { low: percent, likely: percent, high: percent };
          return play(aSimulation({ seed, years: 3, basis: aCurve({ ceilingPercent, begunPercent: 0, leavingPercent: 0 }) }));
        }) as [SimulationResult, SimulationResult];
        for (const index of [0, 1])
          for (const at of ['low', 'middle', 'high'] as const)
            expect(cents(scenarioOf(costs[0], index).total[at])).toBeLessThanOrEqual(cents(scenarioOf(costs[1], index).total[at]));
      }),
      { numRuns: 4 },
    );
  });

  it('keeps its bands in order, its years in step, and never a fraction of a cent', () => {
    const result = play(aSimulation());
    for (const { years, total } of result.scenarios)
      for (const { low, middle, high } of [...years.map(({ cost }) => cost), total]) {
        expect(cents(low)).toBeLessThanOrEqual(cents(middle));
        expect(cents(middle)).toBeLessThanOrEqual(cents(high));
      }
    for (const { low, high } of result.adoption) expect([low >= 0, high <= 100]).toEqual([true, true]);
    expect(result.years).toEqual([2027, 2028, 2029, 2030, 2031].map((year) => ({ from: `${year}-07`, to: `${year + 1}-06` })));
  });

  it('shows what the district weighed: raises grow from year to year and go on, stipends do not', () => {
    const result = play(aSimulation({ basis: aCurve({ leavingPercent: 0 }) }));
    const [raise, stipend] = [scenarioOf(result, 0), scenarioOf(result, 1)];
    const middles = raise.years.map(({ cost }) => cents(cost.middle));
    expect(middles).toEqual([...middles].sort((one, other) => one - other));
    expect(cents(raise.total.middle)).toBeGreaterThan(cents(stipend.total.middle));
    expect([cents(raise.afterwards.middle) > 0, stipend.afterwards]).toEqual([true, zero]);
    // whatever was awarded is paid once as a stipend, and each year as a raise: the raise of the end is all stipends together
    expect(cents(raise.educator.raiseHighest)).toBe(cents(stipend.educator.highest));
  });

  it('reckons a large district from a part of it, to scale', () => {
    const [small, large] = [5000, 50_000].map((educators) => play(aSimulation({ basis: aCurve({ educators }) }))) as [
      SimulationResult,
      SimulationResult,
    ];
    const ratio = cents(scenarioOf(large, 0).total.middle) / cents(scenarioOf(small, 0).total.middle);
    expect(ratio).toBeCloseTo(10, 6);
  });

  it('says what limits keep back', () => {
    const capped = aRule({ caps: [{ amount: '300', per: 'lifetime' }] });
    const result = play(aSimulation({ scenarios: [{ name: 'Capped', incentives: [{ name: 'Raise', rule: capped }] }] }));
    const { caps, educator } = scenarioOf(result, 0);
    expect(educator.raiseHighest).toBe('300.00');
    expect([caps.percent > 50, cents(caps.lost) > 0]).toEqual([true, true]);
  });
});

describe('a simulation of what was', () => {
  it('costs to the cent what the ledger’s own recomputation says of the same awards', () => {
    fc.assert(
      fc.property(fc.array(arbitraryFacts, { minLength: 1, maxLength: 6 }), arbitraryVersions, (everybody, versions) => {
        // one version of each incentive, from before the first award; everything is due before the last year ends
        const firsts = versions
          .filter(({ number }) => number === 1)
          .map((version) => ({ ...version, effectiveFrom: '2000-01-01', effectiveUntil: null }));
        if (!firsts.length) return;
        const facts = everybody.map(({ awards }) => someFacts({ awards }));
        const rulebook = readRulebook(firsts, []);
        const sums = new Map<string, number>();
        for (const of of facts)
          for (const { kind, unit, amount } of worth(of, rulebook).allocations)
            sums.set(`${kind}/${unit}`, (sums.get(`${kind}/${unit}`) ?? 0) + amount);
        const incentives = firsts.map(({ rule }, index) => ({ name: `Incentive ${index}`, rule }));
        const result = replay(
          aSimulation({ startsOn: '2020-01', years: 15, basis: { kind: 'history' }, scenarios: [{ name: 'Ours', incentives }] }),
          facts,
        );
        const [ours] = result.scenarios as [SimulationResult['scenarios'][number]];
        expect(result.isExact).toBe(true);
        expect(cents(ours.afterwards.middle)).toBe(sums.get('base-salary/USD') ?? 0);
        expect(ours.years.reduce((sum, { stipends }) => sum + cents(stipends.middle), 0)).toBe(sums.get('stipend/USD') ?? 0);
        expect(Object.fromEntries(ours.others.map(({ kind, unit, amount }) => [`${kind}/${unit}`, cents(amount.middle)]))).toEqual(
          Object.fromEntries([...sums].filter(([name]) => !/^(base-salary|stipend)\//.test(name))),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('a raise of $400 costs $2,000 in five years and $400 in each one after, a stipend of $400 once', () => {
    const awards = [anAwardFact({ difficulty: 2, earnedOn: '2027-07-01' })];
    const {
      scenarios,
      awards: number,
      adoption,
    } = replay(aSimulation({ basis: { kind: 'history' }, discountPercent: 3 }), [someFacts({ awards })], 4);
    expect(scenarios).toMatchObject([
      { total: exactly('2000.00'), afterwards: exactly('400.00'), educator: { middle: '2000.00', raiseHighest: '400.00' } },
      { total: exactly('400.00'), afterwards: zero, educator: { middle: '400.00', raiseHighest: '0.00' } },
    ]);
    // 400 + 400/1.03 + 400/1.0609 + …, each to the cent
    expect(scenarios[0]?.discounted?.middle).toBe('1886.84');
    expect(number[0]?.middle).toBe(1);
    expect(adoption.at(-1)?.middle).toBe(25);
  });

  it('spreads a raise over the years as a plain walk through the months does', () => {
    const month = fc.integer({ min: monthNumber('2027-07'), max: monthNumber('2032-06') }).map(monthOf);
    fc.assert(
      fc.property(fc.array(month, { minLength: 1, maxLength: 12 }), (months) => {
        const awards = months.map((of) => anAwardFact({ difficulty: 3, earnedOn: `${of}-15` }));
        const { scenarios } = replay(aSimulation({ basis: { kind: 'history' } }), [someFacts({ awards })]);
        for (const [year, { raises }] of (scenarios[0]?.years ?? []).entries()) {
          const start = monthNumber('2027-07') + 12 * year;
          const paid = months.flatMap((of) =>
            Array.from({ length: 12 }, (_, index) => start + index).filter((at) => at >= monthNumber(of)),
          ).length;
          expect(cents(raises.middle)).toBe(paid * 5000);
        }
      }),
    );
  });

  it('a rule counts from the first day of the simulation, not before', () => {
    const awards = [anAwardFact({ difficulty: 2, earnedOn: '2027-06-30' })];
    const { scenarios, adoption } = replay(aSimulation({ basis: { kind: 'history' } }), [someFacts({ awards })]);
    expect(scenarios[0]?.total).toEqual(zero);
    expect(adoption[0]?.middle).toBe(100);
  });
});

describe('curves and sums', () => {
  const curve = fc.oneof(
    fc.record({
      kind: fc.constant('logistic' as const),
      halfwayMonths: fc.integer({ min: 1, max: 120 }),
      spreadMonths: fc.integer({ min: 1, max: 240 }),
    }),
    fc.record({ kind: fc.constant('bass' as const), alone: fc.integer({ min: 1, max: 100 }), together: fc.integer({ min: 0, max: 300 }) }),
  ) as fc.Arbitrary<AdoptionCurve>;

  it('nobody has begun at first, nobody leaves off, and never more than all have begun', () => {
    fc.assert(
      fc.property(curve, fc.nat({ max: 300 }), (of, month) => {
        expect(begunAfter(of, 0)).toBe(0);
        expect(begunAfter(of, month + 1)).toBeGreaterThanOrEqual(begunAfter(of, month));
        expect(begunAfter(of, month)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('half have begun after half the time, the middle eighty of a hundred within the spread', () => {
    const of: AdoptionCurve = { kind: 'logistic', halfwayMonths: 60, spreadMonths: 24 };
    expect(begunAfter(of, 60)).toBeCloseTo(0.5, 3);
    expect(begunAfter(of, 72) - begunAfter(of, 48)).toBeCloseTo(0.8, 3);
  });

  it('takes parts, middles and present values in whole cents', () => {
    expect(portion(100, 1, 3)).toBe(33);
    expect(portion(9_007_199_254_740_991, 200_000, 200_000)).toBe(9_007_199_254_740_991);
    expect(
      weighted([
        [10, 1],
        [20, 5],
        [30, 0],
      ]),
    ).toEqual({ middle: 20, highest: 20 });
    expect(discounted([10_000, 10_000], 100)).toBe(10_000 + 9091);
    expect(discounted([10_000, 10_000], 0)).toBe(20_000);
    expect(aStipendRule().value.kind).toBe('by-difficulty');
  });
});

const exactly = (amount: string) => ({ low: amount, middle: amount, high: amount });
const zero = exactly('0.00');
