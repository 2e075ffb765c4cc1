import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import styles from './desk.module.css';
import { FollowsPanel } from './FollowsPanel.tsx';
import { useNext } from './queries.ts';
import type { Follows, Part } from './types.ts';

/** After the decision: what stands, and one key to the next submission. */
export function DecidedNote({
  outcome,
  follows,
  parts,
  showKeys,
}: {
  outcome: 'pass' | 'not-yet';
  follows: Follows;
  parts: Part[];
  showKeys: boolean;
}) {
  const { t } = useTranslation('evaluation');
  const { next, isTaking } = useNext();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={styles.done}>
      <h2 ref={heading} tabIndex={-1}>
        {t(outcome === 'pass' ? 'desk.decidedPass' : 'desk.decidedNotYet')}
      </h2>
      <p>{t('desk.decidedText')}</p>
      <FollowsPanel follows={follows} parts={parts} decided />
      <div className={styles.footActions}>
        <Button variant="primary" size="large" busy={isTaking} onClick={next} iconAfter="arrow-right">
          {t('desk.next')}
        </Button>
        {showKeys && (
          <span className={styles.hint}>
            <kbd>n</kbd>
          </span>
        )}
        <Button href="/desk">{t('desk.toDesk')}</Button>
      </div>
    </div>
  );
}
