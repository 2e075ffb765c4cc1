import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { AfterReading } from './AfterReading.tsx';
import styles from './desk.module.css';
import { FollowsPanel } from './FollowsPanel.tsx';
import { useNext } from './queries.ts';
import type { Evaluation, Follows, Part } from './types.ts';

/** After the decision: what stands, and one key to the next submission. */
export function DecidedNote({
  evaluationId,
  purpose,
  isFinal,
  outcome,
  follows,
  parts,
  showKeys,
}: {
  evaluationId: string;
  purpose: Evaluation['purpose'];
  /** Whether the decision was made from this reading; otherwise others still read or grant, or it was a check. */
  isFinal: boolean;
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
        {isFinal ? t(outcome === 'pass' ? 'desk.decidedPass' : 'desk.decidedNotYet') : t('desk.readingDone')}
      </h2>
      {isFinal ? <p>{t('desk.decidedText')}</p> : <AfterReading evaluationId={evaluationId} purpose={purpose} parts={parts} />}
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
