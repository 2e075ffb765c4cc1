import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { AnchorResult } from './AfterReading.tsx';
import { Ago } from './Ago.tsx';
import { Decided } from './Decided.tsx';
import { DeskHead } from './DeskHead.tsx';
import { DeskPanes } from './DeskPanes.tsx';
import styles from './desk.module.css';
import { FollowsPanel } from './FollowsPanel.tsx';
import { CompareDialog } from './growth/CompareDialog.tsx';
import { EvaluatorConversation, questionsId } from './growth/EvaluatorConversation.tsx';
import { Others } from './Others.tsx';
import { FurtherReading } from './oversight/FurtherReading.tsx';
import { LeadActions } from './oversight/LeadActions.tsx';
import { MakeAnchor } from './oversight/MakeAnchor.tsx';
import { usePinsOfOthers } from './pins/use-pins-of-others.ts';
import type { Evaluation } from './types.ts';
import { Work } from './Work.tsx';

/** A submission to read: decided, or in somebody else's hands and overseen by a lead. */
export function ReadingDesk({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation('evaluation');
  // beside the panes, not in them: a turned tablet lays those out anew, and what is written in a dialog would be lost
  const [dialog, setDialog] = useState<'compare' | 'anchor' | 'further' | null>(null);
  const others = usePinsOfOthers(evaluation);
  const { state, evaluatorName, decidedAt, follows, definition } = evaluation;
  const title =
    state === 'decided'
      ? evaluation.awaits || !evaluation.outcome
        ? t('desk.readingDone')
        : t(evaluation.outcome === 'pass' ? 'desk.decidedPass' : 'desk.decidedNotYet')
      : state === 'taken'
        ? t('desk.readOnlyTaken', { evaluator: evaluatorName ?? '' })
        : t('desk.readOnlyWaiting');
  // levels and words as they stand now, in the shape of a decision
  const standing = {
    attempt: evaluation.attempt,
    outcome: evaluation.outcome ?? 'not-yet',
    feedback: evaluation.feedback.feedback,
    decidedAt: decidedAt ?? evaluation.queuedAt,
    parts: follows.parts
      .filter((part) => part.standing !== 'open')
      .map((part) => ({
        partId: part.partId,
        title: definition.parts.find(({ id }) => id === part.partId)?.title ?? '',
        passed: part.standing !== 'not-yet',
        carried: part.standing === 'carried',
        passedInAttempt: null,
      })),
    scores: evaluation.scores.flatMap(({ levelId, ...score }) =>
      levelId ? [{ ...score, levelId, criterionTitle: '', levelName: '', levelDescriptor: '', reachesPassing: false }] : [],
    ),
  };
  return (
    <div className={styles.desk}>
      <DeskHead evaluation={evaluation} actions={<Button href="/desk">{t('desk.toDesk')}</Button>} />
      <DeskPanes
        first={window.location.hash === `#${questionsId}` ? 'guide' : 'work'}
        work={<Work evaluation={evaluation} pins={{ all: evaluation.comments, others }} onCompare={() => setDialog('compare')} />}
        guide={
          <>
            <Callout title={title} tone={evaluation.outcome === 'pass' ? 'positive' : 'info'}>
              {decidedAt && (
                <p>
                  <Ago at={decidedAt} />
                </p>
              )}
            </Callout>
            {evaluation.awaits && <p>{t(`desk.awaits.${evaluation.awaits}`)}</p>}
            {evaluation.anchor && <AnchorResult anchor={evaluation.anchor} parts={definition.parts} />}
            <LeadActions evaluation={evaluation} onMakeAnchor={() => setDialog('anchor')} onFurther={() => setDialog('further')} />
            {state !== 'waiting' && <Decided decision={standing} parts={definition.parts} />}
            <Others evaluation={evaluation} />
            <EvaluatorConversation evaluation={evaluation} />
          </>
        }
        foot={state === 'waiting' ? null : <FollowsPanel follows={follows} parts={definition.parts} decided />}
      />
      {dialog === 'compare' && <CompareDialog evaluation={evaluation} onClose={() => setDialog(null)} />}
      {dialog === 'further' && <FurtherReading evaluation={evaluation} onClose={() => setDialog(null)} />}
      {dialog === 'anchor' && <MakeAnchor evaluation={evaluation} onClose={() => setDialog(null)} />}
    </div>
  );
}
