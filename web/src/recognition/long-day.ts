/** A calendar date as people say it: March 1, 2026. The same on server and screen, whatever the time zone. */
export const longDay = (date: string): string =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));

/** Today where the reader is, as 2026-11-25; the server decides by the recognizer's own time zone. */
export const today = (): string => new Intl.DateTimeFormat('en-CA').format(new Date());
