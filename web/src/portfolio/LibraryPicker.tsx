import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { day } from './dates.ts';
import styles from './portfolio.module.css';
import { type EvidenceItem, type Kind, libraryQuery } from './queries.ts';

export interface LibraryPickerProps {
  onClose: () => void;
  kinds: readonly Kind[];
  /** Ids that are here already. */
  present: ReadonlySet<string>;
  onPick: (item: EvidenceItem) => void;
}

/** Items of the library that fit a requirement. */
export function LibraryPicker({ onClose, kinds, present, onPick }: LibraryPickerProps) {
  const { t } = useTranslation('portfolio');
  const library = useInfiniteQuery(libraryQuery);
  const fitting = library.data?.pages.flatMap((page) => page.items).filter((item) => kinds.includes(item.kind));
  return (
    <Dialog open onClose={onClose} title={t('evidence.pickerTitle')} closeLabel={t('close')} look="side">
      {!fitting && (
        <div aria-busy="true">
          <Skeleton lines={4} />
        </div>
      )}
      {fitting?.length === 0 && !library.hasNextPage && <p>{t('evidence.pickerEmpty')}</p>}
      <ul className={styles.items}>
        {fitting?.map((item) => (
          <li key={item.id} className={styles.item}>
            <Icon name={item.kind === 'text' ? 'document' : item.kind} className={styles.itemIcon} />
            <div className={styles.itemBody}>
              <p className={styles.itemTitle}>{item.title}</p>
              <p className={styles.small}>
                {t(`evidence.kindNames.${item.kind}`)} · {t('library.added', { date: day(item.createdAt) })}
              </p>
            </div>
            {present.has(item.id) ? (
              <span className={styles.small}>{t('evidence.used')}</span>
            ) : (
              <Button size="small" onClick={() => onPick(item)}>
                {t('evidence.pick')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {library.hasNextPage && (
        <Button busy={library.isFetchingNextPage} onClick={() => void library.fetchNextPage()}>
          {t('library.more')}
        </Button>
      )}
    </Dialog>
  );
}
