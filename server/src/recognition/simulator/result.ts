import { decimalOf, type Hundredths } from '../ledger/hundredths.ts';

/** What a figure comes to in one run of ten, in half of them, and in nine of ten at most. */
export interface Band<T = string> {
  low: T;
  middle: T;
  high: T;
}

/** What a scenario costs and brings; money and credits as decimal text. */
export interface ScenarioResult {
  name: string;
  years: { raises: Band; stipends: Band; cost: Band }[];
  /** All years together. */
  total: Band;
  /** All years together, later ones counting less; null where that was not asked for. */
  discounted: Band | null;
  /** What raises go on costing each year after the last one. */
  afterwards: Band;
  /** Of those who take part: what they were paid in all years; of those who have a raise when the last one ends, how much a year. */
  educator: { middle: string; highest: string; raiseMiddle: string; raiseHighest: string };
  /** How many of those who take part meet a limit, in percent, and what limits kept from them on average. */
  caps: { percent: number; lost: string };
  /** Credits and whatever else is no money, all years together. */
  others: { kind: string; unit: string; amount: Band }[];
}

/** What a simulation comes to. */
export interface SimulationResult {
  /** Whether it is exact: awards as they were, nothing drawn by chance. */
  isExact: boolean;
  runs: number;
  educators: number;
  currency: string;
  /** First and last month of each year. */
  years: { from: string; to: string }[];
  /** Percent of educators with at least one award, at the end of each month. */
  adoption: Band<number>[];
  /** Awards in each year. */
  awards: Band<number>[];
  scenarios: ScenarioResult[];
}

/** The values at one, five and nine tenths of their order (nearest rank). */
export function bandOf<T extends number>(values: readonly T[]): Band<T> {
  const inOrder = [...values].sort((one, other) => one - other);
  const at = (tenths: number) => (inOrder[Math.max(0, Math.ceil((inOrder.length * tenths) / 10) - 1)] ?? 0) as T;
  return { low: at(1), middle: at(5), high: at(9) };
}

/** A band of whole hundredths as decimal text. */
export function moneyBand(values: readonly Hundredths[]): Band {
  const { low, middle, high } = bandOf(values);
  return { low: decimalOf(low), middle: decimalOf(middle), high: decimalOf(high) };
}

/** The middle one and the highest of values that each stand for several. */
export function weighted(values: readonly (readonly [value: number, weight: number])[]): { middle: number; highest: number } {
  const inOrder = values.filter(([, weight]) => weight > 0).sort(([one], [other]) => one - other);
  const half = inOrder.reduce((sum, [, weight]) => sum + weight, 0) / 2;
  let passed = 0;
  for (const [value, weight] of inOrder) {
    passed += weight;
    if (passed >= half) return { middle: value, highest: inOrder.at(-1)?.[0] ?? 0 };
  }
  return { middle: 0, highest: 0 };
}

/** Value times a fraction as a whole number, half up, however large. */
export function portion(value: number, times: number, of: number): number {
  if (times === of) return value;
  const product = 2n * BigInt(value) * BigInt(times) + BigInt(of);
  return Number(product / (2n * BigInt(of)));
}

/**
 * What yearly amounts are worth at the beginning: those of the first year whole, those of each later year divided by 1 + rate once more.
 *
 * @param tenths the rate in tenths of a percent
 */
export function discounted(years: readonly Hundredths[], tenths: number): Hundredths {
  let sum = 0;
  let [kept, full] = [1n, 1n];
  for (const amount of years) {
    sum += Number((2n * BigInt(amount) * kept + full) / (2n * full));
    kept *= 1000n;
    full *= BigInt(1000 + tenths);
  }
  return sum;
}
