import { useTranslation } from 'react-i18next';
import { BandChart } from '../../ui/charts/BandChart.tsx';
import { BarList } from '../../ui/charts/BarList.tsx';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import { saidMonth, saidYear, shortMoney } from '../insight/said-period.ts';
import { Figured } from './Figured.tsx';
import { drawn, hundredths, isOne, saidMoney } from './said-figures.ts';
import type { SimulationResult } from './simulator-queries.ts';

export interface ChartProps {
  result: SimulationResult;
  onPaper: boolean;
}

/** What each way costs, year by year, with what it may cost at least and at most. */
export function CostByYear({ result, onPaper }: ChartProps) {
  const { t } = useTranslation('simulator');
  const { scenarios, currency, isExact } = result;
  const years = result.years.map((year, index) => ({ name: saidYear(year), index }));
  const said = (band: { low: string; middle: string; high: string }) =>
    isOne(band)
      ? saidMoney(band.middle, result)
      : `${saidMoney(band.middle, result)} (${t('compare.between', { low: saidMoney(band.low, result), high: saidMoney(band.high, result) })})`;
  return (
    <Section title={t('cost.title')} lead={t(isExact ? 'cost.exactLead' : 'cost.lead')}>
      <Figured
        onPaper={onPaper}
        chart={
          <BandChart
            label={t('cost.chart', {
              ways: scenarios
                .map(({ name, years: of }) => `${name} ${of.map(({ cost }) => saidMoney(cost.middle, result)).join(', ')}`)
                .join('; '),
            })}
            names={years.map(({ name }) => name)}
            series={scenarios.map(({ name, years: of }) => ({ name, points: of.map(({ cost }) => drawn(cost)) }))}
            format={(value) => shortMoney(value, currency)}
          />
        }
        table={
          <Table
            caption={t('cost.title')}
            hideCaption
            dense
            rows={years}
            rowKey={({ name }) => name}
            columns={[
              { key: 'year', header: t('cost.year'), cell: ({ name }) => name },
              ...scenarios.map(({ name, years: of }) => ({
                key: name,
                header: name,
                numeric: true,
                cell: ({ index }: { index: number }) => said(of[index]?.cost ?? { low: '0', middle: '0', high: '0' }),
              })),
            ]}
          />
        }
      />
    </Section>
  );
}

/** Who takes part, month by month. */
export function AdoptionOverTime({ result, onPaper }: ChartProps) {
  const { t } = useTranslation('simulator');
  const { adoption, awards } = result;
  const first = result.years[0]?.from ?? '2000-01';
  const months = adoption.map((_, index) => {
    const at = Number(first.slice(0, 4)) * 12 + Number(first.slice(5)) - 1 + index;
    return saidMonth(`${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`);
  });
  const percent = (value: number) => t('adoption.percent', { percent: Math.round(value) });
  const band = (of: { low: number; middle: number; high: number } | undefined, say: (value: number) => string) =>
    !of
      ? '–'
      : of.low === of.high
        ? say(of.middle)
        : `${say(of.middle)} (${t('compare.between', { low: say(of.low), high: say(of.high) })})`;
  return (
    <Section title={t('adoption.title')} lead={t('adoption.lead')}>
      <Figured
        onPaper={onPaper}
        chart={
          <BandChart
            label={t('adoption.chart', { from: adoption[0]?.middle ?? 0, to: adoption.at(-1)?.middle ?? 0 })}
            names={months}
            series={[{ name: t('adoption.series'), points: adoption }]}
            format={percent}
            atMost={100}
          />
        }
        table={
          <Table
            caption={t('adoption.title')}
            hideCaption
            dense
            rows={result.years.map((year, index) => ({ name: saidYear(year), index }))}
            rowKey={({ name }) => name}
            columns={[
              { key: 'year', header: t('cost.year'), cell: ({ name }) => name },
              {
                key: 'share',
                header: t('adoption.share'),
                numeric: true,
                cell: ({ index }) => band(adoption[12 * index + 11], percent),
              },
              { key: 'awards', header: t('adoption.awards'), numeric: true, cell: ({ index }) => band(awards[index], String) },
            ]}
          />
        }
      />
    </Section>
  );
}

/** What it comes to for those who earn. */
export function EducatorEffect({ result }: { result: SimulationResult }) {
  const { t } = useTranslation('simulator');
  const money = (amount: string) => saidMoney(amount, result);
  const note = (amount: string) => (hundredths(amount) > 0 ? { note: t('educator.raise', { amount: money(amount) }) } : {});
  return (
    <Section title={t('educator.title')} lead={t('educator.lead', { years: t('said.years', { count: result.years.length }) })}>
      <BarList
        rows={result.scenarios.flatMap(({ name, educator }) => [
          {
            key: `${name}/middle`,
            name: t('educator.middle', { name }),
            value: Number(educator.middle),
            said: money(educator.middle),
          },
          {
            key: `${name}/highest`,
            name: t('educator.highest', { name }),
            value: Number(educator.highest),
            said: money(educator.highest),
            ...note(educator.raiseHighest),
          },
        ])}
      />
    </Section>
  );
}
