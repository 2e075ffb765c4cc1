import { stringify } from 'csv-stringify/sync';
import type { Band, SimulationResult } from './result.ts';

const cells = ({ low, middle, high }: Band<string | number>) => [low, middle, high];

/** The figures of a result, one a line: which scenario, what, which months, in one run of ten, in half of them, in nine of ten at most. */
export function simulationCsv({ years, currency, adoption, awards, scenarios }: SimulationResult): string {
  const whole = [years[0]?.from, years.at(-1)?.to];
  const rows = [
    ...years.flatMap(({ from, to }, year) => [
      ['', 'adoption_percent_at_end', from, to, ...cells(adoption[12 * year + 11] ?? { low: 0, middle: 0, high: 0 }), ''],
      ['', 'awards', from, to, ...cells(awards[year] ?? { low: 0, middle: 0, high: 0 }), ''],
    ]),
    ...scenarios.flatMap(({ name, total, discounted, afterwards, others, ...scenario }) => [
      ...scenario.years.flatMap(({ raises, stipends, cost }, year) => {
        const { from, to } = years[year] ?? {};
        return [
          [name, 'raises', from, to, ...cells(raises), currency],
          [name, 'stipends', from, to, ...cells(stipends), currency],
          [name, 'cost', from, to, ...cells(cost), currency],
        ];
      }),
      [name, 'cost', ...whole, ...cells(total), currency],
      ...(discounted ? [[name, 'cost_at_todays_worth', ...whole, ...cells(discounted), currency]] : []),
      [name, 'raises_each_year_after', '', '', ...cells(afterwards), currency],
      ...others.map(({ kind, unit, amount }) => [name, kind, ...whole, ...cells(amount), unit]),
    ]),
  ];
  return stringify([['scenario', 'figure', 'from', 'to', 'low', 'middle', 'high', 'unit'], ...rows], {
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
