import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { moment } from './dates.ts';
import styles from './library.module.css';
import { type LibraryItem, viewsQuery } from './queries.ts';

/** Who looked at an item in which students appear, as what and when. */
export function ViewsDialog({ item, onClose }: { item: LibraryItem; onClose: () => void }) {
  const { t } = useTranslation('portfolio');
  const views = useInfiniteQuery(viewsQuery(item.id));
  const seen = views.data?.pages.flatMap((page) => page.items);
  return (
    <Dialog open onClose={onClose} title={t('views.title')} closeLabel={t('close')}>
      <p className={styles.small}>{t('views.text', { title: item.title })}</p>
      {views.error && (
        <Callout tone="critical" title={t('views.failed')}>
          {views.error.message}
        </Callout>
      )}
      {!seen && !views.error && <Skeleton lines={3} />}
      {seen?.length === 0 && <p>{t('views.none')}</p>}
      {seen && seen.length > 0 && (
        <ul className={styles.views} aria-label={t('views.title')}>
          {seen.map(({ id, at, role, organization }) => (
            <li key={id}>
              <span>{t(`views.${role ?? 'somebody'}`, { organization })}</span>
              <time className={styles.small} dateTime={at}>
                {moment(at)}
              </time>
            </li>
          ))}
        </ul>
      )}
      {views.hasNextPage && (
        <Button busy={views.isFetchingNextPage} onClick={() => void views.fetchNextPage()}>
          {t('library.more')}
        </Button>
      )}
    </Dialog>
  );
}
