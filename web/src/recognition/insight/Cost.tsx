import { useTranslation } from 'react-i18next';
import { ChartFigure } from '../../ui/charts/ChartFigure.tsx';
import { ColumnChart } from '../../ui/charts/ColumnChart.tsx';
import { KeyValueList } from '../../ui/KeyValueList.tsx';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import { saidAmount } from '../said-amount.ts';
import { PartFile } from './PartFile.tsx';
import type { PartProps } from './part-props.ts';
import { saidYear, shortMoney } from './said-period.ts';

/** What awards cost, year by year, and what is committed. */
export function Cost({ insight, file }: PartProps) {
  const { t } = useTranslation('districtInsight');
  const { cost } = insight;
  if (!cost)
    return (
      <Section title={t('cost.title')}>
        <p>{t('withheldText', { smallest: insight.smallestCell })}</p>
      </Section>
    );
  const { currency, years } = cost;
  const money = (amount: string) => saidAmount({ kind: 'stipend', unit: currency, amount });
  const facts = (['raises', 'stipends', 'raisesInForce', 'raisesToCome', 'stipendsToCome'] as const).filter(
    (fact) => fact === 'raisesInForce' || Number(cost[fact]) !== 0,
  );
  const named = years.map(({ committed, ...year }) => ({ ...year, committed, name: saidYear(year) }));
  return (
    <Section title={t('cost.title')} lead={t('cost.lead')}>
      <ChartFigure
        tableLabel={t('tableOf')}
        action={<PartFile href={file('cost')} what={t('cost.title')} />}
        table={
          <Table
            caption={t('cost.title')}
            hideCaption
            dense
            rows={named}
            rowKey={({ from }) => from}
            columns={[
              {
                key: 'year',
                header: t('cost.year'),
                cell: ({ name, committed }) => (committed ? `${name}, ${t('cost.committed')}` : name),
              },
              { key: 'raises', header: t('cost.raisesPart'), numeric: true, cell: ({ raises }) => money(raises) },
              { key: 'stipends', header: t('cost.stipendsPart'), numeric: true, cell: ({ stipends }) => money(stipends) },
            ]}
          />
        }
      >
        <KeyValueList look="facts" items={facts.map((fact) => ({ id: fact, key: t(`cost.facts.${fact}`), value: money(cost[fact]) }))} />
        {named.some(({ raises, stipends }) => Number(raises) !== 0 || Number(stipends) !== 0) ? (
          <ColumnChart
            label={t('cost.chart', {
              years: named.map(({ name, raises, stipends }) => `${name} ${money(raises)}, ${money(stipends)}`).join('; '),
            })}
            parts={[t('cost.raisesPart'), t('cost.stipendsPart')]}
            columns={named.map(({ name, raises, stipends, committed }) => ({
              name,
              values: [Number(raises), Number(stipends)],
              open: committed,
            }))}
            format={(value) => shortMoney(value, currency)}
          />
        ) : (
          <p>{t('cost.none')}</p>
        )}
      </ChartFigure>
    </Section>
  );
}
