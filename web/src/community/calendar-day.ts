/** A calendar date as people say it; it has no time zone, and must not move by one. */
export const calendarDay = (date: string): string =>
  new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
