/** A calendar date as people say it: March 1, 2026. The same on server and screen, whatever the time zone. */
export const longDay = (date: string): string =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
