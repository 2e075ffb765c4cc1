import { stringify } from 'csv-stringify/sync';
import type { ShownInsight } from './read-insight.ts';

/** The tables of an insight, each a file. */
export const insightParts = ['adoption', 'schools', 'pipeline', 'cost', 'steps', 'credits'] as const;
export type InsightPart = (typeof insightParts)[number];

/** A cell that a spreadsheet would take for a formula is told to be text. */
const cell = (value: string | number | null): string => {
  if (value === null) return '';
  return typeof value === 'string' && /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : String(value);
};

/** One table as CSV; what is kept back is an empty cell. */
export function insightCsv(part: InsightPart, insight: ShownInsight): string {
  const [header, ...rows] = tables[part](insight);
  return stringify([header, ...rows.map((row) => row.map(cell))], { record_delimiter: 'windows' });
}

type Rows = (string | number | null)[][];
const tables: Record<InsightPart, (insight: ShownInsight) => Rows> = {
  adoption: ({ adoption: { educators, months } }) => [
    ['month', 'began', 'with_award', 'educators', 'share_percent', 'awards'],
    ...months.map(({ month, began, withAward, share, awards }) => [month, began, withAward, educators, share, awards]),
  ],
  schools: ({ adoption: { schools } }) => [
    ['school', 'educators', 'with_award', 'share_percent', 'awards_in_period'],
    ...schools.map(({ name, educators, withAward, share, awards }) => [name, educators, withAward, share, awards]),
  ],
  pipeline: ({ pipeline }) => [
    ['state', 'micro_credentials', 'educators'],
    ...pipeline.map(({ state, lines, educators }) => [state, lines, educators]),
  ],
  cost: ({ cost }) => [
    ['from', 'to', 'raises', 'stipends', 'currency', 'committed'],
    ...(cost?.years.map(({ from, to, raises, stipends, committed }) => [
      from,
      to,
      raises,
      stipends,
      cost.currency,
      committed ? 'yes' : 'no',
    ]) ?? []),
  ],
  steps: ({ steps }) => [
    ['step', 'times', 'median_days', 'nine_of_ten_days'],
    ...steps.map(({ step, times, medianDays, slowDays }) => [step, times, medianDays, slowDays]),
  ],
  credits: ({ credits }) => [
    ['kind', 'unit', 'cycle_from', 'cycle_before', 'amount'],
    ...(credits?.flatMap(({ kind, unit, cycles }) => cycles.map(({ from, to, amount }) => [kind, unit, from, to, amount])) ?? []),
  ],
};
