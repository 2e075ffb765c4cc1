import { saidAmount } from '../said-amount.ts';
import type { SimulationResult } from './simulator-queries.ts';

interface Band {
  low: string;
  middle: string;
  high: string;
}

/**
 * Money as it is read. What is exact is told to the cent; what is expected in whole units, since its cents mean nothing.
 *
 * @param amount decimal text of the API
 */
export function saidMoney(amount: string, { currency, isExact }: Pick<SimulationResult, 'currency' | 'isExact'>): string {
  return saidAmount({ kind: 'stipend', unit: currency, amount: isExact ? amount : String(Math.round(Number(amount))) });
}

/** The same for a sentence: what is expected in three places, as one would say it. */
export function saidAbout(amount: string, result: Pick<SimulationResult, 'currency' | 'isExact'>): string {
  return saidMoney(result.isExact ? amount : String(Number(Number(amount).toPrecision(3))), result);
}

/** Hundredths of decimal text, for comparing and taking differences; amounts are far below 2^53. */
export const hundredths = (amount: string): number => Math.round(Number(amount) * 100);

/** Whether low and high are the same, so that there is no range to tell. */
export const isOne = ({ low, high }: Band): boolean => low === high;

/** As numbers, for a chart. */
export const drawn = ({ low, middle, high }: Band) => ({ low: Number(low), middle: Number(middle), high: Number(high) });
