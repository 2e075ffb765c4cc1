import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { KeyValueList } from '../../ui/KeyValueList.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Table } from '../../ui/Table.tsx';
import { AgreementLine, Funnel, LevelStrip } from './charts.tsx';
import styles from './oversight.module.css';
import { Pairs } from './Pairs.tsx';
import { insightQuery, settingsQuery } from './queries.ts';

const periods = ['all', 'days365', 'days90', 'days30'] as const;
type Period = (typeof periods)[number];

/** From when on the figures of a period count: a midnight, so that looking twice asks the same. */
function sinceOf(period: Period): string {
  if (period === 'all') return '';
  const day = new Date();
  day.setUTCHours(0, 0, 0, 0);
  day.setUTCDate(day.getUTCDate() - Number(period.slice(4)));
  return day.toISOString();
}

/** Hours as people say them. */
function useHours() {
  const { t } = useTranslation('evaluation');
  return (hours: number | null) =>
    hours === null
      ? '–'
      : hours < 1
        ? t('insight.minutes', { value: Math.round(hours * 60) })
        : hours < 48
          ? t('insight.hours', { value: Math.round(hours * 10) / 10 })
          : t('insight.days', { value: Math.round(hours / 2.4) / 10 });
}

/** The issuer's figures: each as a picture and as a table, and all as a file. */
export function Insight({ organizationId }: { organizationId: string }) {
  const { t, i18n } = useTranslation('evaluation');
  const hours = useHours();
  const monthName = (month: string) =>
    new Intl.DateTimeFormat(i18n.language, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-15T00:00:00Z`));
  const [about, setAbout] = useState('');
  const { data: settings } = useQuery(settingsQuery(organizationId));
  const [period, setPeriod] = useState<Period>('all');
  const since = sinceOf(period);
  const { data } = useQuery(insightQuery(organizationId, about, since));
  const asked = new URLSearchParams({ ...(about && { microCredentialId: about }), ...(since && { since }) });
  const figure = (value: number | null, digits = 2) => (value === null ? '–' : value.toFixed(digits));
  return (
    <>
      <div className={styles.filters}>
        <Select
          label={t('insight.about')}
          value={about}
          onChange={(event) => setAbout(event.target.value)}
          options={[
            { value: '', label: t('settings.all') },
            ...(settings?.microCredentials ?? []).map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
        <Select
          label={t('insight.period')}
          value={period}
          onChange={(event) => setPeriod(event.target.value as Period)}
          options={periods.map((value) => ({ value, label: t(`insight.periods.${value}`) }))}
        />
        <Button
          icon="download"
          href={`/api/v1/organizations/${organizationId}/evaluation-insight.csv${asked.size ? `?${asked}` : ''}`}
          download="evaluation.csv"
        >
          {t('insight.csv')}
        </Button>
      </div>
      {data ? (
        <>
          <Section title={t('insight.funnel')} lead={t('insight.funnelLead')}>
            <Funnel
              steps={(['started', 'submitted', 'returned', 'earned'] as const).map((step) => ({
                name: t(`insight.steps.${step}`),
                count: data.funnel[step],
              }))}
            />
          </Section>
          <Section title={t('insight.time')} lead={t('insight.timeLead')}>
            <KeyValueList
              look="facts"
              items={[
                { key: t('insight.median'), value: hours(data.time.medianHours) },
                { key: t('insight.p90'), value: hours(data.time.p90Hours) },
                { key: t('insight.decided'), value: data.time.decided },
                { key: t('insight.late'), value: data.time.late },
              ]}
            />
          </Section>
          <Section title={t('insight.agreement')} lead={t('insight.agreementLead')}>
            {data.agreement.length ? (
              <>
                <AgreementLine months={data.agreement} label={t('insight.agreementChart')} nameOf={monthName} />
                <Table
                  caption={t('insight.agreement')}
                  hideCaption
                  dense
                  rows={data.agreement}
                  rowKey={({ month }) => month}
                  columns={[
                    { key: 'month', header: t('insight.month'), cell: ({ month }) => monthName(month) },
                    { key: 'criteria', header: t('insight.criteria'), numeric: true, cell: ({ criteria }) => criteria },
                    {
                      key: 'percent',
                      header: t('insight.same'),
                      numeric: true,
                      cell: ({ percent }) => (percent === null ? '–' : t('percent', { value: Math.round(percent) })),
                    },
                    { key: 'kappa', header: t('insight.fleiss'), numeric: true, cell: ({ kappa }) => figure(kappa) },
                    { key: 'alpha', header: t('insight.alpha'), numeric: true, cell: ({ alpha }) => figure(alpha) },
                  ]}
                />
                {data.reliability.value !== null && (
                  <p className={styles.overAll}>
                    {t('insight.reliability', {
                      value: figure(data.reliability.value),
                      low: figure(data.reliability.low),
                      high: figure(data.reliability.high),
                      count: data.reliability.of,
                    })}
                  </p>
                )}
              </>
            ) : (
              <p>{t('insight.noAgreement')}</p>
            )}
          </Section>
          {data.pairs.length > 0 && (
            <Section title={t('insight.pairs')} lead={t('insight.pairsLead')}>
              <Pairs pairs={data.pairs} />
            </Section>
          )}
          <Section title={t('insight.levels')} lead={t('insight.levelsLead')}>
            <Table
              caption={t('insight.levels')}
              hideCaption
              rows={data.levels}
              rowKey={({ microCredentialId, partTitle, criterionTitle }) => `${microCredentialId}/${partTitle}/${criterionTitle}`}
              empty={t('insight.noLevels')}
              columns={[
                { key: 'criterion', header: t('desk.criterion'), cell: ({ criterionTitle }) => criterionTitle },
                {
                  key: 'about',
                  header: t('queue.microCredential'),
                  cell: ({ microCredentialTitle, partTitle }) => `${microCredentialTitle}: ${partTitle}`,
                },
                { key: 'levels', header: t('insight.levelsSet'), cell: ({ levels }) => <LevelStrip levels={levels} /> },
              ]}
            />
          </Section>
          <Section title={t('oversight.views.evaluators')} lead={t('insight.evaluatorsLead')}>
            <Table
              caption={t('oversight.views.evaluators')}
              hideCaption
              rows={data.evaluators}
              rowKey={({ personId }) => personId}
              empty={t('evaluators.none')}
              columns={[
                { key: 'name', header: t('queue.evaluator'), cell: ({ name }) => name },
                { key: 'decided', header: t('insight.decided'), numeric: true, cell: ({ decided }) => decided },
                { key: 'inHand', header: t('queue.leadTaken'), numeric: true, cell: ({ inHand }) => inHand },
                { key: 'median', header: t('insight.ownMedian'), numeric: true, cell: ({ medianHours }) => hours(medianHours) },
                {
                  key: 'lean',
                  header: t('insight.lean'),
                  numeric: true,
                  cell: ({ lean, shared }) => (shared < 5 || lean === null ? t('insight.tooFew') : figure(lean)),
                },
              ]}
            />
          </Section>
        </>
      ) : (
        <Skeleton shape="block" />
      )}
    </>
  );
}
