const month = new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A month as people say it: `Nov 2026`. */
export const saidMonth = (of: string): string => month.format(new Date(`${of}-01T00:00:00Z`));

/** A year from its first month to its last: `2026`, or `2026–27` where it spans two. */
export function saidYear({ from, to }: { from: string; to: string }): string {
  return from.slice(0, 4) === to.slice(0, 4) ? from.slice(0, 4) : `${from.slice(0, 4)}–${to.slice(2, 4)}`;
}

/** Money without cents, short enough for an axis: `$1,200`, `$24k`, `$1.2M`. */
export function shortMoney(value: number, currency: string): string {
  const compact = Math.abs(value) >= 10_000;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    maximumFractionDigits: compact ? 1 : 0,
    ...(compact && { notation: 'compact' }),
  }).format(value);
}
