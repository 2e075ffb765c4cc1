import { useTranslation } from 'react-i18next';
import { Table } from '../../ui/Table.tsx';
import type { insightQuery } from './queries.ts';

type Insight = Awaited<ReturnType<NonNullable<ReturnType<typeof insightQuery>['queryFn']>>>;

/** How far two evaluators agree, pair by pair. */
export function Pairs({ pairs }: Pick<Insight, 'pairs'>) {
  const { t } = useTranslation('evaluation');
  return (
    <Table
      caption={t('insight.pairs')}
      hideCaption
      dense
      rows={pairs}
      rowKey={({ evaluators }) => evaluators.map(({ personId }) => personId).join('/')}
      columns={[
        {
          key: 'pair',
          header: t('insight.pair'),
          cell: ({ evaluators: [one, other] }) => t('insight.both', { one: one?.name, other: other?.name }),
        },
        { key: 'criteria', header: t('insight.criteria'), numeric: true, cell: ({ criteria }) => criteria },
        {
          key: 'percent',
          header: t('insight.same'),
          numeric: true,
          cell: ({ percent }) => (percent === null ? '–' : t('percent', { value: Math.round(percent) })),
        },
        {
          key: 'kappa',
          header: t('insight.cohen'),
          numeric: true,
          cell: ({ kappa, low, high }) => {
            if (kappa === null) return t('insight.tooFew');
            return low === null || high === null
              ? kappa.toFixed(2)
              : t('insight.interval', { value: kappa.toFixed(2), low: low.toFixed(2), high: high.toFixed(2) });
          },
        },
      ]}
    />
  );
}
