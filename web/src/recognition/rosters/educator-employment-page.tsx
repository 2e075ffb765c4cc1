import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Link } from '../../ui/Link.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { Table } from '../../ui/Table.tsx';
import styles from '../pay.module.css';
import { saidDate } from '../said-amount.ts';
import { EmploymentForm } from './EmploymentForm.tsx';
import { educatorEmploymentQuery, type RecordedEmployment } from './rosters-queries.ts';

/** One educator's employment by date, and a form for what holds from a day on. */
export function EducatorEmploymentPage() {
  const { t } = useTranslation('rosters');
  const { organizationId, educatorId } = useParams({ strict: false }) as { organizationId: string; educatorId: string };
  const { data, error } = useQuery(educatorEmploymentQuery(organizationId, educatorId));
  usePageTitle(data && t('employment.of', { name: data.educator.name }));
  const standing = data?.items.filter(({ replaced }) => !replaced) ?? [];
  const current = standing.find(({ effectiveOn }) => effectiveOn <= (data?.today ?? '')) ?? standing.at(-1) ?? null;
  return (
    <Page>
      <PageHeader
        look="work"
        before={<Link href={`/organizations/${organizationId}/employment`}>{t('employment.back')}</Link>}
        title={data ? t('employment.of', { name: data.educator.name }) : t('employment.title')}
        lead={t('employment.ofLead')}
        {...(data && {
          actions: <Button href={`/organizations/${organizationId}/educators/${educatorId}/statement`}>{t('employment.statement')}</Button>,
        })}
      />
      <ProblemCallout error={error} />
      {!data && !error && <Skeleton lines={8} />}
      {data && (
        <>
          <Section title={t('employment.record')} lead={t('employment.recordLead')}>
            <EmploymentForm
              key={current?.id ?? 'none'}
              organizationId={organizationId}
              educatorId={educatorId}
              current={current}
              today={data.today}
              schools={data.schools}
            />
          </Section>
          <Section title={t('employment.history')}>
            {data.items.length === 0 ? (
              <EmptyState headingLevel={3} title={t('employment.historyEmpty')}>
                {t('employment.historyEmptyText')}
              </EmptyState>
            ) : (
              <History items={data.items} />
            )}
          </Section>
        </>
      )}
    </Page>
  );
}

function History({ items }: { items: readonly RecordedEmployment[] }) {
  const { t } = useTranslation('rosters');
  return (
    <Table
      caption={t('employment.history')}
      hideCaption
      dense
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        { key: 'from', header: t('employment.holdsFrom'), cell: ({ effectiveOn }) => saidDate(effectiveOn) },
        {
          key: 'what',
          header: t('employment.what'),
          cell: (record) => (
            <span className={styles.standing}>
              <Facts record={record} />
              {record.replaced && <StatusChip>{t('employment.replaced')}</StatusChip>}
            </span>
          ),
        },
        {
          key: 'recorded',
          header: t('employment.recorded'),
          cell: ({ recordedAt, recordedBy }) =>
            recordedBy ? t('employment.byWhom', { date: saidDate(recordedAt), name: recordedBy }) : saidDate(recordedAt),
        },
      ]}
    />
  );
}

function Facts({ record }: { record: RecordedEmployment }) {
  const { t } = useTranslation('rosters');
  const { hrIdentifier, position, contract, school, hiredOn, endedOn, licenceStartsOn, licenceEndsOn } = record;
  const licence =
    licenceStartsOn && licenceEndsOn && t('employment.fact.licence', { from: saidDate(licenceStartsOn), until: saidDate(licenceEndsOn) });
  const said = [
    hrIdentifier && t('employment.fact.hrIdentifier', { value: hrIdentifier }),
    [position, contract, school?.name].filter(Boolean).join(', '),
    [
      hiredOn && t('employment.fact.hiredOn', { value: saidDate(hiredOn) }),
      endedOn && t('employment.fact.endedOn', { value: saidDate(endedOn) }),
      licence,
    ]
      .filter(Boolean)
      .join(', '),
  ].filter(Boolean);
  return said.length ? said.map((line) => <span key={line}>{line}</span>) : <span>{t('employment.fact.nothing')}</span>;
}
