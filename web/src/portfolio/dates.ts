/** A day as people say it. */
export const day = (date: string) =>
  new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', ...(isThisYear(date) ? {} : { year: 'numeric' }) }).format(
    new Date(date),
  );

/** A day and time as people say them. */
export const moment = (date: string) =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(date));

const isThisYear = (date: string) => new Date(date).getFullYear() === new Date().getFullYear();

/** A time of today. */
export const clock = (date: Date) => new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' }).format(date);

/** A size of a file as people say it. */
export function fileSize(bytes: number): string {
  const [unit, divisor] =
    bytes >= 1e9 ? (['gigabyte', 1e9] as const) : bytes >= 1e6 ? (['megabyte', 1e6] as const) : (['kilobyte', 1e3] as const);
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, maximumFractionDigits: unit === 'gigabyte' ? 1 : 0 }).format(
    Math.max(bytes / divisor, unit === 'kilobyte' && bytes > 0 ? 1 : 0),
  );
}
