import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import { saidAmount } from '../said-amount.ts';
import { hundredths, isOne, saidMoney } from './said-figures.ts';
import type { ScenarioResult, SimulationResult } from './simulator-queries.ts';

interface Row {
  key: string;
  name: string;
  cell(scenario: ScenarioResult): string;
}

/** Every way to pay as a column, what matters as rows. */
export function Comparison({ result }: { result: SimulationResult }) {
  const { t } = useTranslation('simulator');
  const { scenarios } = result;
  const money = (amount: string) => saidMoney(amount, result);
  const between = ({ low, high }: { low: string; high: string }) => t('compare.between', { low: money(low), high: money(high) });
  const some = (of: (scenario: ScenarioResult) => boolean, row: Row): Row[] => (scenarios.some(of) ? [row] : []);
  const kinds = new Map(scenarios.flatMap(({ others }) => others.map(({ kind, unit }) => [`${kind}/${unit}`, { kind, unit }] as const)));
  const rows: Row[] = [
    { key: 'total', name: t('compare.total'), cell: ({ total }) => money(total.middle) },
    ...some(({ total }) => !isOne(total), { key: 'range', name: t('compare.range'), cell: ({ total }) => between(total) }),
    ...some(({ discounted }) => discounted !== null, {
      key: 'discounted',
      name: t('compare.discounted'),
      cell: ({ discounted }) => (discounted ? money(discounted.middle) : '–'),
    }),
    { key: 'last', name: t('compare.lastYear'), cell: ({ years }) => money(years.at(-1)?.cost.middle ?? '0') },
    { key: 'after', name: t('compare.afterwards'), cell: ({ afterwards }) => money(afterwards.middle) },
    { key: 'educator', name: t('compare.educator'), cell: ({ educator }) => money(educator.middle) },
    { key: 'highest', name: t('compare.highest'), cell: ({ educator }) => money(educator.highest) },
    ...some(({ educator }) => hundredths(educator.raiseHighest) > 0, {
      key: 'raise',
      name: t('compare.raise'),
      cell: ({ educator }) => money(educator.raiseMiddle),
    }),
    ...some(({ educator }) => hundredths(educator.raiseHighest) > 0, {
      key: 'raise-highest',
      name: t('compare.raiseHighest'),
      cell: ({ educator }) => money(educator.raiseHighest),
    }),
    ...some(({ caps }) => caps.percent > 0, {
      key: 'limits',
      name: t('compare.limits'),
      cell: ({ caps }) => (caps.percent ? t('adoption.percent', { percent: caps.percent }) : t('compare.noLimits')),
    }),
    ...some(({ caps }) => caps.percent > 0, {
      key: 'lost',
      name: t('compare.lost'),
      cell: ({ caps }) => money(caps.lost),
    }),
    ...[...kinds].map(([key, { kind, unit }]) => ({
      key,
      name: unit,
      cell: ({ others }: ScenarioResult) =>
        saidAmount({ kind, unit, amount: others.find((one) => one.kind === kind && one.unit === unit)?.amount.middle ?? '0' }),
    })),
  ];
  return (
    <Section title={t('compare.title')}>
      <Table
        caption={t('compare.title')}
        hideCaption
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: 'figure', header: t('compare.figure'), cell: ({ name }) => name },
          ...scenarios.map((scenario) => ({
            key: scenario.name,
            header: scenario.name,
            numeric: true,
            cell: ({ cell }: Row) => cell(scenario),
          })),
        ]}
      />
    </Section>
  );
}
