/** A calendar date of the API (no time, no zone) as people say it; the same on the server and in every browser. */
export function saidDate(date: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}

/**
 * Whole months from today to a calendar date; none when it is past.
 *
 * @param today where the reader is
 */
export function monthsUntil(date: string, today: Date = new Date()): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const months = (year - today.getFullYear()) * 12 + month - 1 - today.getMonth() - (day < today.getDate() ? 1 : 0);
  return Math.max(0, months);
}

/** Whether amounts of this kind are money: their unit is a currency. */
export const isMoney = (kind: string): boolean => kind === 'base-salary' || kind === 'stipend';

/**
 * An exact amount as it is read: `$1,200`, `2 CPD credits`, `−$400`, an endorsement by its name. No arithmetic: decimal text in, text out.
 *
 * @param amount decimal text of the API, `"1200.00"`
 */
export function saidAmount({ kind, unit, amount }: { kind: string; unit: string; amount: string }): string {
  if (isMoney(kind)) {
    const whole = /^-?\d+(\.0*)?$/.test(amount);
    return new Intl.NumberFormat('en-US', {
      style: 'currency',
      currency: unit,
      minimumFractionDigits: whole ? 0 : 2,
      maximumFractionDigits: 2,
    })
      .format(amount as Intl.StringNumericLiteral)
      .replace('-', '−');
  }
  if ((kind === 'endorsement' || kind === 'status') && Number(amount) === 1) return unit;
  return saidCount(amount, unit);
}

/** A number of something: `1 CPD credit`, `2 CPD credits`, `−1 CPD credit`. */
export function saidCount(amount: string, unit: string): string {
  const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(amount as Intl.StringNumericLiteral).replace('-', '−');
  return `${number} ${Math.abs(Number(amount)) === 1 || unit.endsWith('s') ? unit : `${unit}s`}`;
}
