import type { Hundredths } from '../ledger/hundredths.ts';

/** Months as text, `2026-11`: comparing the text compares the months. */
export type Month = string;

/** Months passed since year 0, so that they can be counted. */
export const monthNumber = (month: Month): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

/** The month of a number. */
export const monthOf = (number: number): Month =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;

/** The month some months later. */
export const monthAfter = (month: Month, months: number): Month => monthOf(monthNumber(month) + months);

/**
 * What permanent raises cost from one month to another, both included: each a twelfth of its yearly amount a month, from the month in
 * which it takes effect. Summed in whole twelfths of a hundredth and rounded once, half up.
 *
 * @param raises yearly amounts by the month from which they are paid; negative ones take back
 */
export function costOfRaises(raises: Iterable<readonly [Month, Hundredths]>, from: Month, to: Month): Hundredths {
  const [first, last] = [monthNumber(from), monthNumber(to)];
  let twelfths = 0;
  for (const [month, amount] of raises) {
    const months = last - Math.max(first, monthNumber(month)) + 1;
    if (months > 0) twelfths += amount * months;
  }
  return roundTwelfths(twelfths);
}

/** Twelfths as a whole number, half up away from nothing. */
export function roundTwelfths(twelfths: number): number {
  const size = Math.floor((Math.abs(twelfths) + 6) / 12);
  return twelfths < 0 && size ? -size : size;
}
