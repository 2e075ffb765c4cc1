import type { z } from 'zod';
import type { Listed } from '../recognition/simulator/careers.ts';
import { type CurveBasis, Simulation } from '../recognition/simulator/simulation.ts';
import { aRule } from './recognition.ts';

/** Simulations with defaults. */

/** The list of the report's Kettle Moraine by difficulty: 6, 7 and 7. */
export const aList: Listed[] = Array.from({ length: 20 }, (_, index) => ({
  countsAs: `mc:${String(index).padStart(2, '0')}`,
  programId: 'program',
  difficulty: ((index % 3) + 1) as Listed['difficulty'],
  hours: 1000,
}));

export const aStipendRule = () =>
  aRule({ value: { kind: 'by-difficulty', pays: { kind: 'stipend' }, amounts: { 1: '200', 2: '400', 3: '600' } } });

/** Three hundred educators of whom most begin within some years. */
export const aCurve = (overrides: Partial<CurveBasis> = {}): CurveBasis => ({
  kind: 'curve',
  educators: 300,
  begunPercent: 20,
  begunAwards: 2,
  ceilingPercent: { low: 60, likely: 80, high: 90 },
  curve: { kind: 'logistic', halfwayMonths: 18, spreadMonths: 30 },
  awardsPerYear: { low: 0.8, likely: 1.2, high: 2 },
  difficulties: [30, 40, 30],
  leavingPercent: 8,
  ...overrides,
});

/** The question that Kettle Moraine weighed: a permanent raise, or a stipend once. */
export function aSimulation(overrides: Partial<z.input<typeof Simulation>> = {}): Simulation {
  return Simulation.parse({
    question: 'A raise for good, or a stipend once?',
    startsOn: '2027-07',
    years: 5,
    basis: aCurve(),
    scenarios: [
      { name: 'Raise', incentives: [{ name: 'Raise', rule: aRule() }] },
      { name: 'Stipend', incentives: [{ name: 'Stipend', rule: aStipendRule() }] },
    ],
    runs: 50,
    seed: 7,
    ...overrides,
  });
}
