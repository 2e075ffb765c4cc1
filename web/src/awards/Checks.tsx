import { useTranslation } from 'react-i18next';
import { StatusChip, type StatusTone } from '../ui/StatusChip.tsx';
import type { Verification } from './answers.ts';
import styles from './Checks.module.css';

type Check = Verification['checks'][number];

const tones: Record<Check['outcome'], StatusTone> = { passed: 'positive', failed: 'critical', warning: 'info', 'not-checked': 'neutral' };
const icons = { passed: 'check', failed: 'alert', warning: 'info', 'not-checked': 'minus' } as const;

export interface ChecksProps {
  checks: readonly Check[];
}

/** Every check of a verification: what was asked, the answer as icon and word, and why. */
export function Checks({ checks }: ChecksProps) {
  const { t } = useTranslation('awards');
  return (
    <ul className={styles.checks} aria-label={t('checks')}>
      {checks.map(({ id, outcome, message }) => (
        <li key={id} className={styles.check}>
          <span className={styles.name}>{t(`check.${id as 'proof'}`, { defaultValue: id })}</span>
          <span className={styles.outcome}>
            <StatusChip tone={tones[outcome]} icon={icons[outcome]}>
              {t(`outcome.${outcome}`)}
            </StatusChip>
          </span>
          <span className={styles.message}>{message}</span>
        </li>
      ))}
    </ul>
  );
}
