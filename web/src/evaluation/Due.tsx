import { useTranslation } from 'react-i18next';
import { StatusChip } from '../ui/StatusChip.tsx';
import { Day } from './Day.tsx';
import styles from './queue-page.module.css';

/** The day by which a decision is promised, and whether it has passed. */
export function Due({ at }: { at: string }) {
  const { t } = useTranslation('evaluation');
  return (
    <span className={styles.due}>
      <Day at={at} />
      {new Date(at).getTime() < Date.now() && <StatusChip tone="caution">{t('queue.late')}</StatusChip>}
    </span>
  );
}
