import { z } from 'zod';

/**
 * The recognizer's own terms: currency, years, pay calendar, cycle. They hold from a date on, so that a new calendar moves nothing that
 * was due by the old one. Dates are calendar dates as text (`2026-11-25`): comparing the text compares the days.
 */

const MonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/, 'takes a month and a day up to 28, such as 07-01');

export const PayCalendar = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('monthly'), day: z.int().min(1).max(28) }),
  z
    .object({ kind: z.literal('twice-a-month'), days: z.tuple([z.int().min(1).max(28), z.int().min(1).max(28)]) })
    .refine(({ days: [first, second] }) => first < second, { message: 'the first day comes before the second', path: ['days'] }),
  z.object({ kind: z.literal('every-n-weeks'), weeks: z.int().min(1).max(4), anchor: z.iso.date() }),
]);
export type PayCalendar = z.infer<typeof PayCalendar>;

export const Terms = z
  .object({
    /** ISO 4217, of a currency with hundredths. */
    currency: z.string().regex(/^[A-Z]{3}$/),
    fiscalYearStart: MonthDay,
    contractYearStart: MonthDay,
    /** The days on which pay periods begin. */
    payCalendar: PayCalendar,
    /** The cycle of caps "a cycle", for educators whose licence has none of its own. */
    cycle: z.object({ years: z.int().min(1).max(20), anchor: z.iso.date() }),
  })
  .meta({ id: 'RecognitionTerms' });
export type Terms = z.infer<typeof Terms>;

/** What holds until a recognizer publishes terms of its own. */
export const defaultTerms: Terms = {
  currency: 'USD',
  fiscalYearStart: '07-01',
  contractYearStart: '07-01',
  payCalendar: { kind: 'monthly', day: 1 },
  cycle: { years: 5, anchor: '2020-07-01' },
};

const dayMs = 86_400_000;
const toDay = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / dayMs);
const fromDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);
const dateOf = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** Days from one date to another. */
export const daysBetween = (from: string, to: string): number => toDay(to) - toDay(from);

/** The date some days later; earlier when negative. */
export const addDays = (date: string, days: number): string => fromDay(toDay(date) + days);

/** The same day some months later (earlier when negative); the last day of the month where there is no such day. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1];
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate();
  return dateOf(y, m, Math.min(day, last));
}

/** The first day of the year that contains a date, for years that begin on a month and day. */
export function yearStart(date: string, monthDay: string): string {
  const year = Number(date.slice(0, 4));
  return date.slice(5) >= monthDay ? `${date.slice(0, 4)}-${monthDay}` : `${String(year - 1).padStart(4, '0')}-${monthDay}`;
}

/** The first day of a cycle of years that contains a date. */
export function cycleStart(date: string, { years, anchor }: { years: number; anchor: string }): string {
  const months = years * 12;
  const passed = (Number(date.slice(0, 4)) - Number(anchor.slice(0, 4))) * 12 + Number(date.slice(5, 7)) - Number(anchor.slice(5, 7));
  const count = Math.floor(passed / months);
  const start = addMonths(anchor, count * months);
  return start > date ? addMonths(anchor, (count - 1) * months) : start;
}

/** The first pay period that begins after a date. */
export function nextPayPeriod(date: string, calendar: PayCalendar): string {
  if (calendar.kind === 'every-n-weeks') {
    const length = calendar.weeks * 7;
    const anchor = toDay(calendar.anchor);
    return fromDay(anchor + (Math.floor((toDay(date) - anchor) / length) + 1) * length);
  }
  const days = calendar.kind === 'monthly' ? [calendar.day] : calendar.days;
  const [year = 0, month = 1] = date.split('-').map(Number);
  for (const day of days) if (dateOf(year, month, day) > date) return dateOf(year, month, day);
  const next = addMonths(dateOf(year, month, 1), 1);
  return `${next.slice(0, 8)}${String(days[0]).padStart(2, '0')}`;
}

/** The first contract year that begins after a date. */
export function nextContractYear(date: string, monthDay: string): string {
  return addMonths(yearStart(date, monthDay), 12);
}
