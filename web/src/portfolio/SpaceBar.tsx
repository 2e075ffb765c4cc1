import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Callout } from '../ui/Callout.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { fileSize } from './dates.ts';
import styles from './library.module.css';
import { spaceQuery } from './queries.ts';

/** How much of one's room is taken, and by what; says early when it grows tight. */
export function SpaceBar() {
  const { t } = useTranslation('portfolio');
  const { data: space } = useQuery(spaceQuery);
  if (!space) return <div className={styles.space} aria-busy="true" />;
  const { quota, files, removed, unfinished, keepDays } = space;
  const used = files + unfinished;
  const parts = [
    removed > 0 && t('library.spaceRemoved', { size: fileSize(removed), count: keepDays }),
    unfinished > 0 && t('library.spaceUnfinished', { size: fileSize(unfinished) }),
  ].filter((part) => part !== false);
  return (
    <div className={styles.space}>
      <ProgressBar
        label={t('library.space')}
        text={t('library.spaceText', { used: fileSize(used), quota: fileSize(quota) })}
        value={Math.min(used, quota)}
        max={quota}
      />
      {parts.length > 0 && <p className={styles.small}>{parts.join(' ')}</p>}
      {used > quota * 0.9 && (
        <Callout tone="caution" title={t('library.spaceTight', { left: fileSize(Math.max(0, quota - used)) })}>
          {t('library.spaceTightText')}
        </Callout>
      )}
    </div>
  );
}
