import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Button } from '../ui/Button.tsx';
import { Link } from '../ui/Link.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { Table } from '../ui/Table.tsx';
import { Ago } from './Ago.tsx';
import { deskQuery } from './queries.ts';
import styles from './queue-page.module.css';

/** What one has decided, the latest first, for those who want to read again what they wrote; asked for only then. */
export function OwnDecisions() {
  const { t } = useTranslation('evaluation');
  const [isOpen, setOpen] = useState(false);
  return (
    <Section title={t('queue.own')} lead={t('queue.ownLead')}>
      {isOpen ? (
        <Decisions />
      ) : (
        <p>
          <Button icon="clock" onClick={() => setOpen(true)}>
            {t('queue.ownShow')}
          </Button>
        </p>
      )}
    </Section>
  );
}

function Decisions() {
  const { t } = useTranslation('evaluation');
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...deskQuery.queryKey, 'decided'],
    queryFn: ({ pageParam: cursor }) => answer(api.GET('/api/v1/desk/decided', { params: { query: cursor ? { cursor } : {} } })),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  if (!data) return <Skeleton shape="block" />;
  return (
    <>
      <Table
        caption={t('queue.own')}
        hideCaption
        dense
        rows={data.pages.flatMap(({ items }) => items)}
        rowKey={({ evaluationId }) => evaluationId}
        empty={t('queue.ownNone')}
        columns={[
          {
            key: 'title',
            header: t('queue.microCredential'),
            cell: ({ title, evaluationId }) => <Link href={`/evaluations/${evaluationId}`}>{title}</Link>,
          },
          { key: 'attempt', header: t('queue.attempt'), numeric: true, cell: ({ attempt }) => attempt },
          { key: 'reading', header: t('queue.reading'), cell: ({ purpose }) => t(`queue.purposes.${purpose}`) },
          { key: 'decided', header: t('queue.leadDecided'), cell: ({ decidedAt, queuedAt }) => <Ago at={decidedAt ?? queuedAt} /> },
          {
            key: 'outcome',
            header: t('queue.ownOutcome'),
            cell: ({ outcome }) => (
              <StatusChip tone={outcome === 'pass' ? 'positive' : 'caution'}>
                {t(outcome === 'pass' ? 'follows.pass' : 'follows.notYet')}
              </StatusChip>
            ),
          },
        ]}
      />
      {hasNextPage && (
        <p className={styles.more}>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('queue.more')}
          </Button>
        </p>
      )}
    </>
  );
}
