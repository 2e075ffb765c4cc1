import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Section } from '../ui/Section.tsx';
import { Select } from '../ui/Select.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Table, type TableColumn } from '../ui/Table.tsx';
import { Ago } from './Ago.tsx';
import { Due } from './Due.tsx';
import { countLimit, deskQuery, useTake } from './queries.ts';
import styles from './queue-page.module.css';
import type { Desk, QueueItem } from './types.ts';

interface WaitingProps {
  desk: Desk;
  /** Columns that say what a submission is about. */
  columns: readonly TableColumn<QueueItem>[];
  /** The micro-credential that alone is shown. */
  about: string | undefined;
  onAbout: (microCredentialId: string | undefined) => void;
}

/** What waits and this evaluator may take: all of it, or one micro-credential's, to read one after the other. */
export function Waiting({ desk, columns, about, onAbout }: WaitingProps) {
  const { t } = useTranslation('evaluation');
  // of a long queue the server counts the beginning only
  const kinds = desk.organizations.flatMap(({ microCredentials, waiting }) =>
    microCredentials.map((one) => ({ ...one, isMore: waiting >= countLimit })),
  );
  const { rows, isLoading, more } = useWaiting(desk, about);
  const { take, taking } = useTake();
  if (!rows.length && !about && !isLoading) return <EmptyState title={t('queue.emptyTitle')}>{t('queue.empty')}</EmptyState>;
  return (
    <Section title={t('queue.waiting')} lead={t('queue.waitingLead')}>
      {(kinds.length > 1 || about) && (
        <div className={styles.filter}>
          <Select
            label={t('queue.about')}
            value={about ?? ''}
            onChange={(event) => onAbout(event.target.value || undefined)}
            options={[
              { value: '', label: t('queue.aboutAll') },
              ...kinds.map(({ id, title, waiting, isMore }) => ({
                value: id,
                label: t(isMore ? 'queue.aboutMany' : 'queue.aboutOne', { title, count: waiting }),
              })),
              // read to the last one
              ...(about && !kinds.some(({ id }) => id === about) ? [{ value: about, label: t('queue.aboutDone') }] : []),
            ]}
          />
        </div>
      )}
      {isLoading ? (
        <Skeleton shape="block" />
      ) : (
        <Table
          caption={t('queue.waiting')}
          hideCaption
          rows={rows}
          rowKey={({ evaluationId }) => evaluationId}
          empty={t('queue.aboutNone')}
          columns={[
            ...columns,
            { key: 'queued', header: t('queue.waitingFor'), cell: ({ queuedAt }) => <Ago at={queuedAt} /> },
            { key: 'due', header: t('queue.due'), cell: ({ dueAt }) => <Due at={dueAt} /> },
            {
              key: 'take',
              header: t('queue.action'),
              cell: ({ evaluationId }) => (
                <Button size="small" busy={taking === evaluationId} onClick={() => take(evaluationId)}>
                  {t('queue.take')}
                </Button>
              ),
            },
          ]}
        />
      )}
      {more && (
        <p className={styles.more}>
          <Button busy={more.busy} onClick={more.load}>
            {t('queue.more')}
          </Button>
        </p>
      )}
    </Section>
  );
}

/** The rows so far, page by page; the first page of everything is always the desk's newest. */
function useWaiting(desk: Desk, about: string | undefined) {
  const organizationId = desk.organizations.find(({ microCredentials }) => microCredentials.some(({ id }) => id === about))?.id;
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage, isLoading } = useInfiniteQuery({
    queryKey: [...deskQuery.queryKey, 'waiting', about ?? desk.waiting.nextCursor],
    queryFn: async ({ pageParam: cursor }) => {
      const page = cursor ? { cursor } : {};
      if (!about) return cursor ? (await answer(api.GET('/api/v1/desk', { params: { query: page } }))).waiting : desk.waiting;
      if (!organizationId) return { items: [], nextCursor: null };
      return answer(
        api.GET('/api/v1/organizations/{organizationId}/queue', {
          params: { path: { organizationId }, query: { microCredentialId: about, ...page } },
        }),
      );
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    ...(about ? {} : { initialData: { pages: [desk.waiting], pageParams: [''] }, staleTime: Number.POSITIVE_INFINITY }),
  });
  const pages = about ? (data?.pages ?? []) : [desk.waiting, ...(data?.pages.slice(1) ?? [])];
  return {
    rows: pages.flatMap(({ items }) => items),
    isLoading,
    more: hasNextPage ? { load: () => void fetchNextPage(), busy: isFetchingNextPage } : null,
  };
}
