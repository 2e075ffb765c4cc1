import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { Section } from '../ui/Section.tsx';
import type { Badge } from './answers.ts';
import styles from './EvidenceShared.module.css';

const icons: Record<string, IconName> = {
  text: 'document',
  link: 'link',
  image: 'image',
  document: 'document',
  audio: 'audio',
  video: 'video',
};

export interface EvidenceSharedProps {
  badge: Pick<Badge, 'earner' | 'evidence'>;
}

/** The items that the earner put on the badge. */
export function EvidenceShared({ badge: { earner, evidence } }: EvidenceSharedProps) {
  const { t } = useTranslation('awards');
  if (evidence.length === 0) return null;
  return (
    <Section look="margin" title={t('badge.evidence')} lead={t('badge.evidenceLead', { earner })}>
      <ul className={styles.evidence}>
        {evidence.map(({ kind, title, description, address }) => (
          <li key={address} className={styles.item}>
            <Icon name={icons[kind] ?? 'link'} />
            <div>
              <a href={address} rel="nofollow ugc noopener noreferrer">
                {title}
              </a>{' '}
              <span className={styles.kind}>{t(`evidenceKind.${kind as 'link'}`, { defaultValue: kind })}</span>
              {description && <p className={styles.description}>{description}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
