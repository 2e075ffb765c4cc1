import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Link } from '../ui/Link.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { Table } from '../ui/Table.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { useToast } from '../ui/Toast.tsx';
import { Ago } from './Ago.tsx';
import { useRelease } from './queries.ts';
import styles from './queue-page.module.css';
import type { OverseenItem } from './types.ts';

const states = ['taken', 'waiting', 'decided'] as const;
type State = (typeof states)[number];

/** What a lead oversees: everything of the organization, by state, with who holds it. */
export function LeadSection({ organization }: { organization: { id: string; name: string } }) {
  const { t } = useTranslation('evaluation');
  const [state, setState] = useState<State>('taken');
  const titles: Record<State, string> = { taken: t('queue.leadTaken'), waiting: t('queue.leadWaiting'), decided: t('queue.leadDecided') };
  return (
    <Section
      title={t('queue.lead', { organization: organization.name })}
      action={<Link href={`/organizations/${organization.id}/evaluation`}>{t('queue.oversight')}</Link>}
    >
      <Tabs
        label={t('queue.lead', { organization: organization.name })}
        selected={state}
        onSelect={(id) => setState(id as State)}
        tabs={states.map((id) => ({ id, title: titles[id], content: <Overseen organizationId={organization.id} state={id} /> }))}
      />
    </Section>
  );
}

function Overseen({ organizationId, state }: { organizationId: string; state: State }) {
  const { t } = useTranslation('evaluation');
  const toast = useToast();
  const [releasing, setReleasing] = useState<OverseenItem | null>(null);
  const release = useRelease(() => {
    setReleasing(null);
    toast({ text: t('queue.released') });
  });
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['overseen', organizationId, state],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/evaluations', {
          params: { path: { organizationId }, query: { state, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  if (!data) return <Skeleton shape="block" />;
  return (
    <>
      <Table<OverseenItem>
        caption={t('queue.leadTaken')}
        hideCaption
        dense
        rows={data.pages.flatMap(({ items }) => items)}
        rowKey={({ evaluationId }) => evaluationId}
        empty={t('queue.none')}
        columns={[
          {
            key: 'title',
            header: t('queue.microCredential'),
            cell: ({ title, evaluationId }) => <a href={`/evaluations/${evaluationId}`}>{title}</a>,
          },
          { key: 'attempt', header: t('queue.attempt'), numeric: true, cell: ({ attempt }) => attempt },
          { key: 'reading', header: t('queue.reading'), cell: ({ purpose }) => t(`queue.purposes.${purpose}`) },
          { key: 'queued', header: t('queue.waitingFor'), cell: ({ queuedAt }) => <Ago at={queuedAt} /> },
          ...(state === 'waiting'
            ? []
            : [{ key: 'evaluator', header: t('queue.evaluator'), cell: ({ evaluatorName }: OverseenItem) => evaluatorName }]),
          ...(state === 'decided'
            ? [
                {
                  key: 'outcome',
                  header: t('queue.outcome'),
                  cell: ({ outcome }: OverseenItem) =>
                    outcome === null ? (
                      <StatusChip icon="lock">{t('queue.sealed')}</StatusChip>
                    ) : (
                      <StatusChip tone={outcome === 'pass' ? 'positive' : 'caution'}>
                        {t(outcome === 'pass' ? 'follows.pass' : 'follows.notYet')}
                      </StatusChip>
                    ),
                },
              ]
            : []),
          ...(state === 'taken'
            ? [
                {
                  key: 'release',
                  header: t('queue.action'),
                  cell: (item: OverseenItem) => (
                    <Button size="small" onClick={() => setReleasing(item)}>
                      {t('queue.release')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {hasNextPage && (
        <p className={styles.more}>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('queue.more')}
          </Button>
        </p>
      )}
      <Dialog
        open={releasing !== null}
        onClose={() => setReleasing(null)}
        title={t('queue.releaseSure')}
        closeLabel={t('close')}
        actions={
          <Button
            variant="primary"
            busy={release.isPending}
            onClick={() => releasing && release.mutate({ evaluationId: releasing.evaluationId })}
          >
            {t('queue.release')}
          </Button>
        }
      >
        <p>{t('queue.releaseText', { evaluator: releasing?.evaluatorName, title: releasing?.title })}</p>
      </Dialog>
    </>
  );
}
