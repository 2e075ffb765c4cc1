import { useTranslation } from 'react-i18next';
import { BarList } from '../../ui/charts/BarList.tsx';
import { ChartFigure } from '../../ui/charts/ChartFigure.tsx';
import { LineChart } from '../../ui/charts/LineChart.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import { PartFile } from './PartFile.tsx';
import type { PartProps } from './part-props.ts';
import { saidMonth } from './said-period.ts';

const percent = (value: number) => `${Math.round(value)}%`;
const exactPercent = (value: number | null) => (value === null ? '–' : `${value}%`);

/** How many have an award, month by month. */
export function AdoptionByMonth({ insight, file }: PartProps) {
  const { t } = useTranslation('districtInsight');
  const { months } = insight.adoption;
  const points = months.map(({ month, share }) => ({ name: saidMonth(month), value: share ?? 0 }));
  const [first, last] = [points[0], points.at(-1)];
  return (
    <Section title={t('adoption.title')} lead={t('adoption.lead')}>
      {first && last ? (
        <ChartFigure
          tableLabel={t('tableOf')}
          action={<PartFile href={file('adoption')} what={t('adoption.title')} />}
          table={
            <Table
              caption={t('adoption.title')}
              hideCaption
              dense
              rows={[...months].reverse()}
              rowKey={({ month }) => month}
              columns={[
                { key: 'month', header: t('adoption.month'), cell: ({ month }) => saidMonth(month) },
                { key: 'began', header: t('adoption.began'), numeric: true, cell: ({ began }) => began },
                { key: 'withAward', header: t('adoption.withAward'), numeric: true, cell: ({ withAward }) => withAward },
                { key: 'share', header: t('adoption.share'), numeric: true, cell: ({ share }) => exactPercent(share) },
                { key: 'awards', header: t('adoption.awards'), numeric: true, cell: ({ awards }) => awards },
              ]}
            />
          }
        >
          <LineChart
            label={t('adoption.chart', { first: percent(first.value), from: first.name, last: percent(last.value), to: last.name })}
            points={points}
            format={percent}
            atMost={100}
          />
        </ChartFigure>
      ) : (
        <p>{t('withheldText', { smallest: insight.smallestCell })}</p>
      )}
    </Section>
  );
}

/** How many have an award, school by school. */
export function AdoptionBySchool({ insight, file }: PartProps) {
  const { t } = useTranslation('districtInsight');
  const { schools } = insight.adoption;
  const keptBack = schools.some(({ educators }) => educators === null);
  const smallest = insight.smallestCell;
  return (
    <Section title={t('schools.title')} lead={t('schools.lead')}>
      {schools.length === 0 ? (
        <EmptyState headingLevel={3} title={t('schools.none')}>
          {t('schools.noneText')}
        </EmptyState>
      ) : (
        <ChartFigure
          {...(keptBack && { note: t('schools.keptBack', { smallest }) })}
          tableLabel={t('tableOf')}
          action={<PartFile href={file('schools')} what={t('schools.title')} />}
          table={
            <Table
              caption={t('schools.title')}
              hideCaption
              dense
              rows={schools}
              rowKey={({ id }) => id}
              columns={[
                { key: 'school', header: t('schools.school'), cell: ({ name }) => name },
                { key: 'educators', header: t('schools.educators'), numeric: true, cell: ({ educators }) => educators ?? '–' },
                { key: 'withAward', header: t('adoption.withAward'), numeric: true, cell: ({ withAward }) => withAward ?? '–' },
                { key: 'share', header: t('adoption.share'), numeric: true, cell: ({ share }) => exactPercent(share) },
                { key: 'awards', header: t('adoption.awards'), numeric: true, cell: ({ awards }) => awards ?? '–' },
              ]}
            />
          }
        >
          <BarList
            full={100}
            rows={[...schools]
              .sort((one, other) => (other.share ?? -1) - (one.share ?? -1))
              .map(({ id, name, share, educators, withAward, awards }) => ({
                key: id,
                name,
                value: share,
                said: share === null ? t('tooFew', { smallest }) : percent(share),
                ...(educators !== null && { note: t('schools.of', { withAward, educators, awards }) }),
              }))}
          />
        </ChartFigure>
      )}
    </Section>
  );
}
