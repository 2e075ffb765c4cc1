import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { askToSignInAgain } from '../shell/sign-in-again.ts';
import { Button } from '../ui/Button.tsx';
import { SavedState } from '../ui/SavedState.tsx';
import { useToast } from '../ui/Toast.tsx';
import { DecidedNote } from './DecidedNote.tsx';
import { DecideDialog, HelpDialog, ReleaseDialog } from './DeskDialogs.tsx';
import { DeskHead } from './DeskHead.tsx';
import { DeskPanes, type Pane } from './DeskPanes.tsx';
import styles from './desk.module.css';
import { FollowsPanel } from './FollowsPanel.tsx';
import { Guide } from './Guide.tsx';
import { CompareDialog } from './growth/CompareDialog.tsx';
import { SendBackDialog } from './growth/SendBackDialog.tsx';
import { scoreKey } from './guide.ts';
import { Others } from './Others.tsx';
import { PurposeNote } from './PurposeNote.tsx';
import { PhrasesDialog } from './phrases/PhrasesDialog.tsx';
import { commentHere } from './pins/comment-here.ts';
import { usePins } from './pins/use-pins.ts';
import { usePinsOfOthers } from './pins/use-pins-of-others.ts';
import { deskQuery, told, useNext, useRelease } from './queries.ts';
import { scrollInPane } from './scroll-in-pane.ts';
import type { Evaluation } from './types.ts';
import { useDesk } from './use-desk.ts';
import { useDeskDrafts } from './use-desk-drafts.ts';
import { useDeskKeys, useSingleKeys } from './use-desk-keys.ts';
import { Work, workId } from './Work.tsx';

/** The evaluator's desk: read left, score right, see what follows, decide, next. */
export function ScoringDesk({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation('evaluation');
  const toast = useToast();
  const router = useRouter();
  const client = useQueryClient();
  const { drafts, follows, pinned } = useDeskDrafts(evaluation);
  const othersPins = usePinsOfOthers(evaluation);
  const pins = { ...usePins(evaluation.id, drafts, pinned), others: othersPins };
  const [pane, setPane] = useState<Pane>('work');
  const showPane = useCallback((next: Pane) => setPane(next), []);
  const { places, current, goTo, here, keys } = useDesk(evaluation, drafts, showPane);
  const [dialog, setDialog] = useState<'decide' | 'release' | 'send-back' | 'phrases' | 'compare' | 'help' | null>(null);
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const { next } = useNext();
  const release = useRelease(({ recognized }) => {
    if (recognized) toast({ text: t('desk.recognizedDone') });
    router.history.push('/desk');
  });
  const { parts } = evaluation.definition;

  const decision = useMutation({
    mutationFn: (outcome: 'pass' | 'not-yet') =>
      answer(
        api.POST('/api/v1/evaluations/{evaluationId}/decision', {
          params: { path: { evaluationId: evaluation.id } },
          body: { outcome },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: deskQuery.queryKey }),
    onError: (error) => toast({ text: told(error), tone: 'critical', stay: 10_000 }),
    onSettled: () => setDialog(null),
  });

  /** Asks to confirm once everything is saved; otherwise says what is in the way. */
  const askToDecide = async () => {
    if (decision.isSuccess) return;
    if (!(await drafts.flush())) return toast({ text: t('desk.notSaved'), tone: 'critical' });
    const missing = places.filter(({ part, criterionId }) => !drafts.field(`${part.id}/${criterionId}`).levelId);
    if (missing.length)
      return toast({
        text: t('desk.notReady', { count: missing.length }),
        action: { label: t('desk.goThere'), run: () => goTo(missing[0]) },
      });
    setDialog('decide');
  };
  const isDecided = decision.isSuccess;
  useDeskKeys(
    {
      ...(isDecided ? { n: next } : keys),
      c: () => commentHere(current && workId(current.part.id), showPane),
      p: () => current && setDialog('phrases'),
      v: () => evaluation.previous && setDialog('compare'),
      '?': () => setDialog('help'),
    },
    { Enter: () => void askToDecide() },
    singleKeys,
  );

  // the work follows the guide: at another part, its work comes into view
  const partId = current?.part.id;
  useEffect(() => {
    const work = partId ? document.getElementById(workId(partId)) : null;
    if (work?.closest('[data-pane]')) scrollInPane(work);
  }, [partId]);
  const { state } = drafts;
  useEffect(() => {
    if (state === 'signed-out') void askToSignInAgain().then((signedIn) => signedIn && drafts.resume());
  }, [state, drafts]);

  const saved = (
    <SavedState
      state={state === 'signed-out' ? 'offline' : state === 'refused' ? 'failed' : state}
      action={
        state === 'signed-out' && (
          <Button size="small" onClick={() => void askToSignInAgain().then((signedIn) => signedIn && drafts.resume())}>
            {t('saved.signIn')}
          </Button>
        )
      }
    >
      {t(`saved.${state}`)}
    </SavedState>
  );
  if (decision.data)
    return (
      <>
        <DeskHead evaluation={evaluation} actions={null} />
        <DecidedNote
          evaluationId={evaluation.id}
          purpose={evaluation.purpose}
          isFinal={decision.data.decisionId !== null}
          outcome={decision.data.outcome}
          follows={follows}
          parts={parts}
          showKeys={singleKeys}
        />
      </>
    );
  return (
    <div className={styles.desk}>
      <DeskHead
        evaluation={evaluation}
        saved={saved}
        actions={
          <>
            <Button size="small" variant="quiet" className={styles.keysButton} onClick={() => setDialog('help')}>
              {t('desk.keys')} <kbd>?</kbd>
            </Button>
            {evaluation.purpose === 'reading' && (
              <Button size="small" variant="quiet" icon="flag" onClick={() => setDialog('send-back')}>
                {t('growth.sendBack')}
              </Button>
            )}
            <Button size="small" variant="quiet" icon="undo" onClick={() => setDialog('release')}>
              {t('desk.release')}
            </Button>
          </>
        }
      />
      <DeskPanes
        pane={pane}
        onPane={setPane}
        work={<Work evaluation={evaluation} pins={pins} onCompare={() => setDialog('compare')} />}
        guide={
          <>
            <div className={styles.purpose}>
              <PurposeNote evaluation={evaluation} />
            </div>
            <Guide
              evaluation={evaluation}
              drafts={drafts}
              places={places}
              current={current}
              onPlace={here}
              onLeave={goTo}
              showKeys={singleKeys}
            />
            <Others evaluation={evaluation} />
          </>
        }
        foot={
          <>
            <FollowsPanel follows={follows} parts={parts} />
            <div className={styles.footActions}>
              <Button variant="primary" onClick={() => void askToDecide()} aria-keyshortcuts="Control+Enter">
                {t(follows.outcome === 'pass' ? 'desk.decidePass' : follows.outcome ? 'desk.decideNotYet' : 'desk.decide')}
              </Button>
              <KeyHints shown={singleKeys} />
            </div>
          </>
        }
      />
      <DecideDialog
        open={dialog === 'decide'}
        onClose={() => setDialog(null)}
        follows={follows}
        parts={parts}
        isDeciding={decision.isPending}
        onDecide={() => follows.outcome && !decision.isPending && decision.mutate(follows.outcome)}
      />
      <ReleaseDialog
        open={dialog === 'release'}
        onClose={() => setDialog(null)}
        isReleasing={release.isPending}
        onRelease={(recognized) => void drafts.flush().then(() => release.mutate({ evaluationId: evaluation.id, recognized }))}
      />
      {dialog === 'compare' && <CompareDialog evaluation={evaluation} drafts={drafts} onClose={() => setDialog(null)} />}
      {dialog === 'send-back' && <SendBackDialog open onClose={() => setDialog(null)} evaluation={evaluation} />}
      {current && dialog === 'phrases' && (
        <PhrasesDialog
          open
          onClose={() => setDialog(null)}
          about={current.part.criteria.find(({ id }) => id === current.criterionId)?.title ?? ''}
          written={drafts.field(scoreKey(current.part.id, current.criterionId)).feedback}
          onChoose={(text) => {
            const key = scoreKey(current.part.id, current.criterionId);
            const written = drafts.field(key).feedback.trimEnd();
            drafts.edit(key, { feedback: written ? `${written}\n${text}` : text }, 0);
            setDialog(null);
          }}
        />
      )}
      <HelpDialog open={dialog === 'help'} onClose={() => setDialog(null)} on={singleKeys} onToggle={setSingleKeys} />
    </div>
  );
}

/** The few keys one needs, always in view. */
function KeyHints({ shown }: { shown: boolean }) {
  const { t } = useTranslation('evaluation');
  if (!shown) return null;
  const hints: [string, string][] = [
    ['j', t('help.next')],
    ['1', t('help.levelShort')],
    ['f', t('help.feedbackShort')],
    ['Ctrl Enter', t('help.decide')],
  ];
  return (
    <>
      {hints.map(([key, does]) => (
        <span key={key} className={styles.hint}>
          <kbd>{key}</kbd> {does}
        </span>
      ))}
    </>
  );
}
