import { z } from 'zod';

/**
 * Amounts of the ledger are whole hundredths (cents, hundredths of a credit or an hour) in a JavaScript integer, decimal text at the
 * edges and `numeric` in the database: there is no fraction of a cent anywhere. Amounts stay under 10^11 and a product of two of them
 * is only ever taken of an amount and hours (10^8 · 10^6), far from 2^53.
 */
export type Hundredths = number;

const decimal = /^(-?)(\d{1,12})(?:\.(\d{1,2})0*)?$/;

/**
 * Reads decimal text, such as `400`, `12.5` or `numeric` from the database.
 *
 * @throws {RangeError} for anything that is not a decimal of at most two places
 */
export function hundredthsOf(text: string): Hundredths {
  const [, sign, whole, part = ''] = decimal.exec(text) ?? [];
  if (whole === undefined) throw new RangeError(`${JSON.stringify(text.slice(0, 40))} is not an amount of at most two decimal places`);
  const value = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return sign && value ? -value : value;
}

/** Decimal text with two places, as it stands in the database and in files. */
export function decimalOf(value: Hundredths): string {
  const size = Math.abs(value);
  return `${value < 0 ? '-' : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`;
}

/** Rounding of a quotient to whole steps. */
export const roundingModes = ['half-up', 'half-even', 'down', 'up'] as const;
export type RoundingMode = (typeof roundingModes)[number];

/** numerator / denominator as a whole number; both not negative. */
export function divide(numerator: number, denominator: number, mode: RoundingMode): number {
  const whole = Math.floor(numerator / denominator);
  const rest = numerator - whole * denominator;
  if (rest === 0 || mode === 'down') return whole;
  if (mode === 'up') return whole + 1;
  const twice = 2 * rest;
  if (twice === denominator) return mode === 'half-up' || whole % 2 === 1 ? whole + 1 : whole;
  return twice > denominator ? whole + 1 : whole;
}

/**
 * Decimal text of at most two places from outside, not negative.
 *
 * @param max the largest amount, whole units
 */
export const amountText = (max: number) =>
  z
    .string()
    .regex(/^\d{1,8}(\.\d{1,2})?$/, 'takes a number with at most two decimal places, such as 400 or 12.50')
    .refine((text) => Number(text) <= max, { message: `is more than ${max}` });
