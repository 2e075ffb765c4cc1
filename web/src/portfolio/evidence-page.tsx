import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorPage } from '../shell/error-page.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Link } from '../ui/Link.tsx';
import { Page } from '../ui/Page.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { AddEvidence } from './AddEvidence.tsx';
import { CaptionsDialog } from './CaptionsDialog.tsx';
import { EditItemDialog } from './EditItemDialog.tsx';
import { LibraryFilters } from './LibraryFilters.tsx';
import { LibraryRow } from './LibraryRow.tsx';
import styles from './library.module.css';
import { type EvidenceItem, type LibraryFilter, type LibraryItem, libraryQuery, wholeLibrary } from './queries.ts';
import { RemovedItems } from './RemovedItems.tsx';
import { RedactDialog } from './redaction/RedactDialog.tsx';
import { SpaceBar } from './SpaceBar.tsx';
import { useLibrary } from './use-library.ts';
import { ViewsDialog } from './ViewsDialog.tsx';

/** Whatever the library takes; how many is the quota's matter. */
const anything = { kinds: ['image', 'document', 'video', 'audio', 'link'], max: Number.POSITIVE_INFINITY } as const;
const nothing: ReadonlySet<string> = new Set();

/** The library: every item of one's own, found, used again, renamed, removed and put back. */
export function EvidencePage() {
  const { t } = useTranslation('portfolio');
  const act = useLibrary();
  const [filter, setFilter] = useState<LibraryFilter>(wholeLibrary);
  // typing stays quick: the list follows when there is time
  const library = useInfiniteQuery(libraryQuery(useDeferredValue(filter)));
  const [editing, setEditing] = useState<EvidenceItem | null>(null);
  const [covering, setCovering] = useState<LibraryItem | null>(null);
  const [captioned, setCaptioned] = useState<string | null>(null);
  const [seen, setSeen] = useState<LibraryItem | null>(null);
  usePageTitle(t('library.title'));
  if (library.error && !library.data) return <ErrorPage error={library.error} reset={() => void library.refetch()} />;
  const items = library.data?.pages.flatMap((page) => page.items);
  const captioning = items?.find(({ id }) => id === captioned);
  const isNarrowed = filter.words.trim() !== '' || filter.kind !== undefined;
  const isEmpty = items?.length === 0 && !isNarrowed;
  return (
    <Page width="reading">
      <PageHeader title={t('library.title')} lead={t('library.lead')} meta={<Link href="/class-roster">{t('names.place')}</Link>} />
      <div className={styles.library}>
        <SpaceBar />
        <AddEvidence
          place={null}
          requirement={{ ...anything, title: t('library.title') }}
          present={nothing}
          onAdded={() => void act.reload()}
        />
        {!isEmpty && <LibraryFilters filter={filter} onChange={setFilter} />}
        <section aria-label={t('library.items')} aria-busy={!items || library.isPlaceholderData}>
          {!items && <Skeleton lines={6} />}
          {isEmpty && (
            <EmptyState title={t('library.empty')} action={<Button href="/home">{t('journey.home')}</Button>}>
              {t('library.emptyText')}
            </EmptyState>
          )}
          {isNarrowed && (
            <p className={styles.small} role="status">
              {items && t('library.found', { count: items.length, more: library.hasNextPage ? '+' : '' })}
            </p>
          )}
          {items && items.length > 0 && (
            <ul className={styles.items}>
              {items?.map((item) => (
                <li key={item.id}>
                  <LibraryRow
                    item={item}
                    onEdit={() => setEditing(item)}
                    onRedact={() => setCovering(item)}
                    onCaptions={() => setCaptioned(item.id)}
                    onViews={() => setSeen(item)}
                    onRemove={() => void act.remove(item)}
                    onLook={() => act.look(item)}
                  />
                </li>
              ))}
            </ul>
          )}
          {library.hasNextPage && (
            <Button busy={library.isFetchingNextPage} onClick={() => void library.fetchNextPage()}>
              {t('library.more')}
            </Button>
          )}
        </section>
        <RemovedItems onRestore={act.restore} onDelete={act.delete} />
      </div>
      {captioning && <CaptionsDialog item={captioning} onClose={() => setCaptioned(null)} />}
      {seen && <ViewsDialog item={seen} onClose={() => setSeen(null)} />}
      {covering && <RedactDialog item={covering} onClose={() => setCovering(null)} onReplaced={act.reload} />}
      {editing && <EditItemDialog item={editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}
