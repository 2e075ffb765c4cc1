import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { day, fileSize } from './dates.ts';
import { EvidenceItemRow } from './EvidenceItemRow.tsx';
import styles from './library.module.css';
import { type LibraryItem, removedQuery } from './queries.ts';

export interface RemovedItemsProps {
  onRestore: (item: LibraryItem) => Promise<void>;
  onDelete: (item: LibraryItem) => Promise<void>;
}

/** What was removed lately: put back, or deleted for good before its time. */
export function RemovedItems({ onRestore, onDelete }: RemovedItemsProps) {
  const { t } = useTranslation('portfolio');
  const removed = useInfiniteQuery(removedQuery);
  const [deleting, setDeleting] = useState<LibraryItem | null>(null);
  const items = removed.data?.pages.flatMap((page) => page.items) ?? [];
  if (!items.length) return null;
  return (
    <div className={styles.removed}>
      <Disclosure title={`${t('library.removed')} (${items.length}${removed.hasNextPage ? '+' : ''})`}>
        <ul className={styles.removedItems}>
          {items.map((item) => (
            <li key={item.id}>
              <EvidenceItemRow
                item={item}
                facts={
                  item.goneAt
                    ? t('library.goneAt', { date: day(item.goneAt) })
                    : // what is said below is why not even the submission has it
                      !item.takenAway && !item.timeOver && t('library.keptBySubmission')
                }
              >
                {item.takenAway && (
                  <p className={styles.damaged}>{t('library.takenAway', { date: day(item.takenAway.at), note: item.takenAway.note })}</p>
                )}
                {item.timeOver && (
                  <p className={styles.small}>
                    {t('library.timeOver', {
                      until: day(`${item.timeOver.keptUntil}T12:00`),
                      issuer: item.timeOver.issuer,
                      date: day(item.timeOver.at),
                    })}
                  </p>
                )}
                <div className={styles.buttons}>
                  {!item.takenAway && !item.timeOver && (
                    <Button size="small" icon="undo" onClick={() => void onRestore(item)}>
                      {t('library.restore')} <span className="visually-hidden">{item.title}</span>
                    </Button>
                  )}
                  {!item.submitted && (
                    <Button size="small" variant="quiet" icon="trash" onClick={() => setDeleting(item)}>
                      {t('library.delete')} <span className="visually-hidden">{item.title}</span>
                    </Button>
                  )}
                </div>
              </EvidenceItemRow>
            </li>
          ))}
        </ul>
        {removed.hasNextPage && (
          <Button busy={removed.isFetchingNextPage} onClick={() => void removed.fetchNextPage()}>
            {t('library.more')}
          </Button>
        )}
      </Disclosure>
      <Dialog
        open={deleting !== null}
        onClose={() => setDeleting(null)}
        title={t('library.deleteTitle', { title: deleting?.title ?? '' })}
        closeLabel={t('close')}
        actions={
          <>
            <Button
              variant="danger"
              onClick={() => {
                if (deleting) void onDelete(deleting);
                setDeleting(null);
              }}
            >
              {t('library.delete')}
            </Button>
            <Button variant="quiet" onClick={() => setDeleting(null)}>
              {t('cancel')}
            </Button>
          </>
        }
      >
        <p>{deleting?.file ? t('library.deleteText', { size: fileSize(deleting.file.size) }) : t('library.deleteTextLink')}</p>
      </Dialog>
    </div>
  );
}
