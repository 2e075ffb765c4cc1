import { useTranslation } from 'react-i18next';
import { BarList } from '../../ui/charts/BarList.tsx';
import { ChartFigure } from '../../ui/charts/ChartFigure.tsx';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import { saidAmount, saidDate } from '../said-amount.ts';
import { PartFile } from './PartFile.tsx';
import type { PartProps } from './part-props.ts';

/** Where work stands today. */
export function UnderWay({ insight, file }: PartProps) {
  const { t } = useTranslation('districtInsight');
  const { pipeline, smallestCell: smallest } = insight;
  // nobody chooses where everybody asks, and the other way round
  const rows = pipeline.filter(({ state, lines }) => lines !== 0 || state === 'in-progress' || state === 'handed-in');
  return (
    <Section title={t('pipeline.title')} lead={t('pipeline.lead')}>
      <ChartFigure
        tableLabel={t('tableOf')}
        action={<PartFile href={file('pipeline')} what={t('pipeline.title')} />}
        table={
          <Table
            caption={t('pipeline.title')}
            hideCaption
            dense
            rows={pipeline}
            rowKey={({ state }) => state}
            columns={[
              { key: 'state', header: t('pipeline.state'), cell: ({ state }) => t(`pipeline.states.${state}`) },
              { key: 'lines', header: t('pipeline.count'), numeric: true, cell: ({ lines }) => lines ?? '–' },
              { key: 'educators', header: t('pipeline.educators'), numeric: true, cell: ({ educators }) => educators ?? '–' },
            ]}
          />
        }
      >
        <BarList
          rows={rows.map(({ state, lines, educators }) => ({
            key: state,
            name: t(`pipeline.states.${state}`),
            value: lines,
            said: lines ?? t('tooFew', { smallest }),
            ...(educators && { note: t('pipeline.people', { count: educators }) }),
          }))}
        />
      </ChartFigure>
    </Section>
  );
}

/** How long each step takes. */
export function StepTimes({ insight, file }: PartProps) {
  const { t } = useTranslation('districtInsight');
  const { steps, smallestCell: smallest } = insight;
  const days = (count: number | null) => (count === null ? '–' : t('steps.days', { count }));
  return (
    <Section title={t('steps.title')} lead={t('steps.lead')}>
      <ChartFigure
        tableLabel={t('tableOf')}
        action={<PartFile href={file('steps')} what={t('steps.title')} />}
        table={
          <Table
            caption={t('steps.title')}
            hideCaption
            dense
            rows={steps}
            rowKey={({ step }) => step}
            columns={[
              { key: 'step', header: t('steps.step'), cell: ({ step }) => t(`steps.names.${step}`) },
              { key: 'median', header: t('steps.median'), numeric: true, cell: ({ medianDays }) => days(medianDays) },
              { key: 'slow', header: t('steps.slow'), numeric: true, cell: ({ slowDays }) => days(slowDays) },
              { key: 'times', header: t('steps.times'), numeric: true, cell: ({ times }) => times || '–' },
            ]}
          />
        }
      >
        <BarList
          rows={steps.map(({ step, medianDays, slowDays }) => ({
            key: step,
            name: t(`steps.names.${step}`),
            value: medianDays,
            said: medianDays === null ? t('tooFew', { smallest }) : days(medianDays),
            ...(slowDays !== null && { note: t('steps.slowNote', { days: days(slowDays) }) }),
          }))}
        />
      </ChartFigure>
    </Section>
  );
}

/** Credits, hours and what else is no money, by cycle. */
export function Credits({ insight, file }: PartProps) {
  const { t } = useTranslation('districtInsight');
  const { credits } = insight;
  const rows = (credits ?? []).flatMap(({ kind, unit, cycles }) => cycles.map((cycle) => ({ kind, unit, ...cycle })));
  return (
    <Section
      title={t('credits.title')}
      lead={t('credits.lead')}
      {...(rows.length > 0 && { action: <PartFile href={file('credits')} what={t('credits.title')} /> })}
    >
      {credits === null && <p>{t('withheldText', { smallest: insight.smallestCell })}</p>}
      {credits !== null && rows.length === 0 && <p>{t('credits.none')}</p>}
      {rows.length > 0 && (
        <Table
          caption={t('credits.title')}
          hideCaption
          dense
          rows={rows}
          rowKey={({ kind, unit, from }) => `${kind}/${unit}/${from}`}
          columns={[
            { key: 'what', header: t('credits.what'), cell: ({ unit }) => unit },
            {
              key: 'cycle',
              header: t('credits.cycle'),
              cell: ({ from, to }) => t('credits.cycleOf', { from: saidDate(from), to: saidDate(to) }),
            },
            {
              key: 'amount',
              header: t('credits.amount'),
              numeric: true,
              cell: (row) => (row.kind === 'endorsement' || row.kind === 'status' ? String(Number(row.amount)) : saidAmount(row)),
            },
          ]}
        />
      )}
    </Section>
  );
}
