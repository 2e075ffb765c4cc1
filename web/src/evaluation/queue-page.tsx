import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Table, type TableColumn } from '../ui/Table.tsx';
import { Ago } from './Ago.tsx';
import { Day } from './Day.tsx';
import { DeskTasks } from './DeskTasks.tsx';
import { LeadSection } from './LeadSection.tsx';
import { OwnDecisions } from './OwnDecisions.tsx';
import { countLimit, deskQuery, useNext } from './queries.ts';
import styles from './queue-page.module.css';
import type { Desk, QueueItem } from './types.ts';
import { useAbout } from './use-about.ts';
import { useDeskKeys, useSingleKeys } from './use-desk-keys.ts';
import { Waiting } from './Waiting.tsx';

/** The evaluator's desk: what is in hand, what waits, one key for the next. */
export function QueuePage() {
  const { t } = useTranslation('evaluation');
  usePageTitle(t('queue.title'));
  const { data: desk, error, refetch } = useQuery(deskQuery);
  const { next, isTaking } = useNext();
  const [singleKeys] = useSingleKeys();
  useDeskKeys({ n: next }, {}, singleKeys);
  if (error && !desk) return <ErrorPage error={error} reset={() => void refetch()} />;
  if (desk && !desk.organizations.length)
    return (
      <Page>
        <EmptyState headingLevel={1} title={t('queue.noRoleTitle')}>
          {t('queue.noRole')}
        </EmptyState>
      </Page>
    );
  const waiting = desk?.counts.waiting ?? 0;
  const canGoOn = desk ? desk.counts.inHand + waiting > 0 : false;
  return (
    <Page width="wide">
      <div className={styles.page} aria-busy={!desk}>
        <PageHeader
          look="work"
          title={t('queue.title')}
          lead={desk ? t(waiting >= countLimit ? 'queue.lead_many' : 'queue.lead', { count: waiting }) : <Skeleton />}
          actions={
            canGoOn && (
              <>
                <Button variant="primary" size="large" busy={isTaking} onClick={next} iconAfter="arrow-right">
                  {t(desk?.inHand.length ? 'queue.continue' : 'queue.next')}
                </Button>
                {singleKeys && (
                  <span className={styles.hint}>
                    {t('queue.nextKey', { key: '' })} <kbd>n</kbd>
                  </span>
                )}
              </>
            )
          }
        />
        {desk ? <Lists desk={desk} /> : <Skeleton shape="block" />}
      </div>
    </Page>
  );
}

function Lists({ desk }: { desk: Desk }) {
  const { t } = useTranslation('evaluation');
  const [about, setAbout] = useAbout();
  const several = desk.organizations.length > 1;
  const columns: TableColumn<QueueItem>[] = [
    { key: 'title', header: t('queue.microCredential'), cell: ({ title }) => <span className={styles.title}>{title}</span> },
    ...(several
      ? [{ key: 'organization', header: t('queue.organization'), cell: ({ organizationName }: QueueItem) => organizationName }]
      : []),
    { key: 'attempt', header: t('queue.attempt'), numeric: true, cell: ({ attempt }) => attempt },
  ];
  return (
    <>
      {desk.inHand.length > 0 && (
        <Section title={t('queue.inHand')} lead={t('queue.inHandLead')}>
          <Table
            caption={t('queue.inHand')}
            hideCaption
            rows={desk.inHand}
            rowKey={({ evaluationId }) => evaluationId}
            columns={[
              ...(columns as TableColumn<Desk['inHand'][number]>[]),
              { key: 'levels', header: t('queue.progress'), numeric: true, cell: ({ levels }) => t('queue.levels', levels) },
              { key: 'taken', header: t('queue.takenAt'), cell: ({ takenAt, queuedAt }) => <Ago at={takenAt ?? queuedAt} /> },
              { key: 'lease', header: t('queue.keptUntil'), cell: ({ leaseUntil }) => (leaseUntil ? <Day at={leaseUntil} /> : '–') },
              {
                key: 'open',
                header: t('queue.action'),
                cell: ({ evaluationId }) => (
                  <Button size="small" href={`/evaluations/${evaluationId}`}>
                    {t('queue.open')}
                  </Button>
                ),
              },
            ]}
          />
        </Section>
      )}
      <DeskTasks desk={desk} />
      <Waiting desk={desk} columns={columns} about={about} onAbout={setAbout} />
      <OwnDecisions />
      {desk.organizations
        .filter(({ isLead }) => isLead)
        .map((organization) => (
          <LeadSection key={organization.id} organization={organization} />
        ))}
    </>
  );
}
