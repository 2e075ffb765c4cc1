import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useToast } from '../ui/Toast.tsx';
import { day } from './dates.ts';
import { EditItemDialog } from './EditItemDialog.tsx';
import { EvidenceItemRow } from './EvidenceItemRow.tsx';
import styles from './portfolio.module.css';
import { type EvidenceItem, libraryQuery } from './queries.ts';

/** The library: every item of one's own. */
export function EvidencePage() {
  const { t } = useTranslation('portfolio');
  const queries = useQueryClient();
  const toast = useToast();
  const library = useInfiniteQuery(libraryQuery);
  const [editing, setEditing] = useState<EvidenceItem | null>(null);
  const [removing, setRemoving] = useState<EvidenceItem | null>(null);
  usePageTitle(t('library.title'));
  if (library.error && !library.data) return <ErrorPage error={library.error} reset={() => void library.refetch()} />;
  const items = library.data?.pages.flatMap((page) => page.items);

  async function remove({ id, title }: EvidenceItem) {
    try {
      const { hidden } = await answer(api.DELETE('/api/v1/evidence/{evidenceId}', { params: { path: { evidenceId: id } } }));
      toast({ text: t(hidden ? 'library.removedHidden' : 'library.removedGone', { title }) });
    } catch (error) {
      toast({ tone: 'critical', text: error instanceof Error ? error.message : String(error) });
    }
    setRemoving(null);
    await queries.invalidateQueries({ queryKey: libraryQuery.queryKey });
    await queries.invalidateQueries({ queryKey: ['journeys'] });
  }
  return (
    <Page width="reading">
      <PageHeader title={t('library.title')} lead={t('library.lead')} />
      {!items && (
        <div aria-busy="true">
          <Skeleton lines={6} />
        </div>
      )}
      {items?.length === 0 && (
        <EmptyState title={t('library.empty')} action={<Button href="/home">{t('journey.home')}</Button>}>
          {t('library.emptyText')}
        </EmptyState>
      )}
      <ul className={styles.items}>
        {items?.map((item) => (
          <li key={item.id}>
            <EvidenceItemRow
              item={item}
              facts={`${t('library.added', { date: day(item.createdAt) })} · ${t('library.usedIn', { count: item.usedIn })}`}
              actions={
                <>
                  <Button size="small" variant="quiet" icon="edit" iconOnly onClick={() => setEditing(item)}>
                    {`${t('library.edit')}: ${item.title}`}
                  </Button>
                  <Button size="small" variant="quiet" icon="trash" iconOnly onClick={() => setRemoving(item)}>
                    {`${t('library.remove')}: ${item.title}`}
                  </Button>
                </>
              }
            />
          </li>
        ))}
      </ul>
      {library.hasNextPage && (
        <Button busy={library.isFetchingNextPage} onClick={() => void library.fetchNextPage()}>
          {t('library.more')}
        </Button>
      )}
      {editing && <EditItemDialog item={editing} onClose={() => setEditing(null)} />}
      <Dialog
        open={removing !== null}
        onClose={() => setRemoving(null)}
        title={t('library.removeTitle', { title: removing?.title ?? '' })}
        closeLabel={t('close')}
        actions={
          <>
            <Button variant="danger" onClick={() => removing && void remove(removing)}>
              {t('library.removeYes')}
            </Button>
            <Button variant="quiet" onClick={() => setRemoving(null)}>
              {t('cancel')}
            </Button>
          </>
        }
      >
        <p>{t('library.removeText')}</p>
      </Dialog>
    </Page>
  );
}
