import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import type { Badge } from './answers.ts';
import styles from './TakeAlong.module.css';

export interface TakeAlongProps {
  badge: Pick<Badge, 'id'>;
}

/** The files of a badge. */
export function TakeAlong({ badge: { id } }: TakeAlongProps) {
  const { t } = useTranslation('awards');
  const files = [
    ['badge.png', t('badge.png')],
    ['badge.svg', t('badge.svg')],
    ['credential.json', t('badge.json')],
  ] as const;
  return (
    <div className={styles.screenOnly}>
      <Section look="margin" title={t('badge.take')} lead={t('badge.takeLead')}>
        <ul className={styles.files}>
          {files.map(([file, label]) => (
            <li key={file}>
              <Button icon="download" href={`/badges/${id}/${file}`} download>
                {label}
              </Button>
            </li>
          ))}
          <li>
            <Button icon="lock" href={`/awards/${id}/wallet`}>
              {t('badge.wallet')}
            </Button>
          </li>
        </ul>
        <p className={styles.note}>{t('badge.walletNote')}</p>
      </Section>
    </div>
  );
}
