import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import type { Badge } from './answers.ts';
import styles from './TakeAlong.module.css';

export interface TakeAlongProps {
  badge: Pick<Badge, 'id' | 'revokedAt' | 'suspendedAt'>;
}

/** The forms of a badge, each with what it is good for. What older systems take is not given out of one that does not stand. */
export function TakeAlong({ badge: { id, revokedAt, suspendedAt } }: TakeAlongProps) {
  const { t } = useTranslation('awards');
  const stands = !revokedAt && !suspendedAt;
  const forms = [
    { file: 'certificate.pdf', icon: 'document', label: t('badge.certificate'), why: t('badge.certificateWhy') },
    { file: 'badge.png', icon: 'image', label: t('badge.png'), why: t('badge.pngWhy') },
    { file: 'badge.svg', icon: 'image', label: t('badge.svg'), why: t('badge.svgWhy') },
    { file: 'credential.json', icon: 'download', label: t('badge.json'), why: t('badge.jsonWhy') },
    { file: 'credential.jwt', icon: 'download', label: t('badge.jwt'), why: t('badge.jwtWhy') },
    ...(stands
      ? ([
          { file: 'badge-2.png', icon: 'image', label: t('badge.png2'), why: t('badge.png2Why') },
          { file: 'assertion.json', icon: 'download', label: t('badge.json2'), why: t('badge.json2Why') },
          { file: 'assertion.jws', icon: 'download', label: t('badge.jws2'), why: t('badge.jws2Why') },
        ] as const)
      : []),
  ] as const;
  return (
    <div className={styles.screenOnly}>
      <Section look="margin" title={t('badge.take')} lead={t('badge.takeLead')}>
        <ul className={styles.forms}>
          {forms.map(({ file, icon, label, why }) => (
            <li key={file}>
              <Button icon={icon} href={`/badges/${id}/${file}`} download>
                {label}
              </Button>
              <span className={styles.why}>{why}</span>
            </li>
          ))}
          {stands && (
            <li>
              <Button icon="lock" href={`/awards/${id}/wallet`}>
                {t('badge.wallet')}
              </Button>
              <span className={styles.why}>{t('badge.walletWhy')}</span>
            </li>
          )}
        </ul>
      </Section>
    </div>
  );
}
