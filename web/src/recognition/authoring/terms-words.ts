import type { components } from '../../api/generated.ts';
import { saidDate } from '../said-amount.ts';

/** As the API gives them, and as it takes them. */
export type Terms = Omit<PublishedTerms, 'payCalendar'> & { payCalendar: PayCalendar };
export type PublishedTerms = components['schemas']['RecognitionTerms'];
type Calendars = PublishedTerms['payCalendar'];
/** Of a pair of days the API says no more than that they are numbers. */
type PayCalendar = Exclude<Calendars, { kind: 'twice-a-month' }> | { kind: 'twice-a-month'; days: number[] };

/** A day of every year, `07-01`, as people say it: “July 1”. */
export function saidMonthDay(monthDay: string): string {
  return new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`2001-${monthDay}T00:00:00Z`),
  );
}

/** What a pay calendar says, for the sentence that says it. */
export function calendarOf(calendar: Terms['payCalendar']) {
  if (calendar.kind === 'monthly') return { day: calendar.day };
  if (calendar.kind === 'twice-a-month') return { first: calendar.days[0] ?? 1, second: calendar.days[1] ?? 16 };
  return { weeks: calendar.weeks, anchor: saidDate(calendar.anchor) };
}
