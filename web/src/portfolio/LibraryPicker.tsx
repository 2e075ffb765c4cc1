import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { day } from './dates.ts';
import { EvidenceItemRow } from './EvidenceItemRow.tsx';
import styles from './library.module.css';
import { type EvidenceItem, fittingQuery, type Kind } from './queries.ts';

export interface LibraryPickerProps {
  onClose: () => void;
  kinds: readonly Kind[];
  /** Ids that are here already. */
  present: ReadonlySet<string>;
  onPick: (item: EvidenceItem) => void;
}

/** Items of the library that fit a requirement, to be used again as they are. */
export function LibraryPicker({ onClose, kinds, present, onPick }: LibraryPickerProps) {
  const { t } = useTranslation('portfolio');
  const [words, setWords] = useState('');
  const library = useInfiniteQuery(fittingQuery(kinds, useDeferredValue(words)));
  const fitting = library.data?.pages.flatMap((page) => page.items);
  return (
    <Dialog open onClose={onClose} title={t('evidence.pickerTitle')} closeLabel={t('close')} look="side">
      <div className={styles.picker}>
        <SearchField
          label={t('library.search')}
          placeholder={t('library.search')}
          submit={t('library.searchButton')}
          onSearch={setWords}
          onSubmit={(event) => event.preventDefault()}
        />
        {!fitting && (
          <div aria-busy="true">
            <Skeleton lines={4} />
          </div>
        )}
        <p className={styles.small} role="status">
          {fitting?.length === 0 && t(words.trim() ? 'library.foundNothing' : 'evidence.pickerEmpty')}
        </p>
        <ul className={styles.items}>
          {fitting?.map((item) => (
            <li key={item.id}>
              <EvidenceItemRow item={item} facts={t('library.added', { date: day(item.createdAt) })}>
                {item.uses.length > 0 && <p className={styles.small}>{t('library.usedIn', { count: item.uses.length })}</p>}
                <div className={styles.buttons}>
                  {present.has(item.id) ? (
                    <span className={styles.small}>{t('evidence.used')}</span>
                  ) : (
                    <Button size="small" onClick={() => onPick(item)}>
                      {t('evidence.pick')} <span className="visually-hidden">{item.title}</span>
                    </Button>
                  )}
                </div>
              </EvidenceItemRow>
            </li>
          ))}
        </ul>
        {library.hasNextPage && (
          <Button busy={library.isFetchingNextPage} onClick={() => void library.fetchNextPage()}>
            {t('library.more')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
