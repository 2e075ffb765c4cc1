import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client.ts';
import { useKeptText } from '../shell/use-kept-text.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { NamesFound } from './class-roster/NamesFound.tsx';
import styles from './portfolio.module.css';

export interface SubmitDialogProps {
  open: boolean;
  onClose: () => void;
  journeyId: string;
  /** Which attempt this will be, from 1. */
  attempt: number;
  onSubmitted: () => void;
}

/** The last step: the statement, what changed, and off it goes. */
export function SubmitDialog({ open, onClose, journeyId, attempt, onSubmitted }: SubmitDialogProps) {
  const { t } = useTranslation('portfolio');
  const [privacy, setPrivacy] = useState(false);
  const [integrity, setIntegrity] = useState(false);
  const [changed, setChanged] = useKeptText(`change-note/${journeyId}/${attempt}`);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ title: string; detail: string; code: string }>();
  const noteId = useId();
  const needsNote = attempt > 1;

  async function submit(namesConfirmed = false) {
    setTried(true);
    if (!privacy || !integrity || (needsNote && !changed.trim())) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await answer(
        api.POST('/api/v1/journeys/{journeyId}/submissions', {
          params: { path: { journeyId } },
          body: {
            attempt,
            namesConfirmed,
            studentPrivacy: true,
            academicIntegrity: true,
            ...(needsNote && { changeNote: changed.trim() }),
          },
        }),
      );
      setChanged('');
      onSubmitted();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('submit.title')}
      closeLabel={t('close')}
      holdOpen
      actions={
        <>
          <Button variant="primary" busy={busy} onClick={() => void submit()}>
            {busy ? t('submit.submitting') : t('submit.yes')}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <div className={styles.dialogForm}>
        <p>{t('submit.text')}</p>
        {needsNote && (
          <TextArea
            id={noteId}
            label={t('submit.changed')}
            hint={t('submit.changedHint')}
            value={changed}
            maxLength={4000}
            onChange={(event) => setChanged(event.target.value)}
            error={tried && !changed.trim() ? t('submit.changedMissing') : undefined}
          />
        )}
        {needsNote && <NamesFound fieldId={noteId} text={changed} onReplace={setChanged} />}
        <Checkbox label={t('submit.privacy')} checked={privacy} onChange={(event) => setPrivacy(event.target.checked)} />
        <Checkbox
          label={t('submit.integrity')}
          checked={integrity}
          onChange={(event) => setIntegrity(event.target.checked)}
          error={tried && (!privacy || !integrity) ? t('submit.both') : undefined}
        />
        {problem?.code === 'students-named' && (
          <Callout
            tone="caution"
            live="assertive"
            title={problem.title}
            actions={
              <Button busy={busy} onClick={() => void submit(true)}>
                {t('submit.asItIs')}
              </Button>
            }
          >
            {problem.detail}
          </Callout>
        )}
        {problem && problem.code !== 'students-named' && (
          <Callout tone="critical" live="assertive" title={problem.title}>
            {problem.detail}
          </Callout>
        )}
      </div>
    </Dialog>
  );
}
