import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import type { Badge } from './answers.ts';
import styles from './ShareBadge.module.css';

export interface ShareBadgeProps {
  badge: Pick<Badge, 'links' | 'revokedAt' | 'suspendedAt'>;
}

/** The ways to take a badge into the world. What needs scripts appears with them. */
export function ShareBadge({ badge: { links, revokedAt, suspendedAt } }: ShareBadgeProps) {
  const { t } = useTranslation('awards');
  const stands = !revokedAt && !suspendedAt;
  const [isLive, setLive] = useState(false);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => setLive(true), []);
  const copy = async () => {
    await navigator.clipboard.writeText(links.page);
    setCopied(true);
  };
  return (
    <div className={styles.actions}>
      {stands && (
        <Button variant="primary" size="large" icon="share" href={links.linkedIn} target="_blank" rel="noopener">
          {t('badge.linkedIn')}
        </Button>
      )}
      {isLive && stands && (
        <Button size="large" icon={isCopied ? 'check' : 'copy'} onClick={() => void copy()}>
          {t(isCopied ? 'badge.copied' : 'badge.copy')}
        </Button>
      )}
      {isLive ? (
        <Button size="large" icon="print" onClick={() => window.print()}>
          {t('badge.print')}
        </Button>
      ) : null}
      <span className="visually-hidden" role="status">
        {isCopied && t('badge.copied')}
      </span>
    </div>
  );
}
