import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon.tsx';
import { Link } from '../ui/Link.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';
import { Ago } from './Ago.tsx';
import styles from './desk.module.css';
import type { Evaluation } from './types.ts';

/** The head of the desk: one line of what lies on it, and what one can do. */
export function DeskHead({ evaluation, saved, actions }: { evaluation: Evaluation; saved?: ReactNode; actions: ReactNode }) {
  const { t } = useTranslation('evaluation');
  const { definition, microCredential, attempt, submittedAt } = evaluation;
  return (
    <header className={styles.head}>
      <div className={styles.about}>
        <p className={styles.eyebrow}>
          <Link href="/desk">{t('desk.back')}</Link>
          <a href={`/micro-credentials/${microCredential.slug}`} target="_blank" rel="noopener">
            {t('desk.microCredential')} <span className="visually-hidden">{t('desk.newTab')}</span>
            <Icon name="external" size={16} />
          </a>
          <span>
            {evaluation.earnerName ? t('desk.earner', { name: evaluation.earnerName }) : t('educator')} · <Ago at={submittedAt} />
          </span>
        </p>
        <div className={styles.titleLine}>
          <h1 className={styles.title}>{definition.title}</h1>
          <StatusChip tone={attempt > 1 ? 'info' : 'neutral'} icon="flag">
            {t('attempt', { attempt })}
          </StatusChip>
          {evaluation.purpose !== 'reading' && (
            <StatusChip tone="active" icon="people">
              {t(`queue.purposes.${evaluation.purpose}`)}
            </StatusChip>
          )}
        </div>
      </div>
      <div className={styles.tools}>
        {saved}
        {actions}
      </div>
    </header>
  );
}
