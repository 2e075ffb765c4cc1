import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { ConfirmDialog } from '../../identity/ConfirmDialog.tsx';
import type { SavedDocument } from '../../learning/saved-document.ts';
import { useGo } from '../../shell/app-link.tsx';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { useToast } from '../../ui/Toast.tsx';
import styles from './authoring.module.css';
import { type BeingWritten, type ProgramDraft, programDraftQuery } from './authoring-queries.ts';
import { ProgramVersions } from './ProgramVersions.tsx';

interface RunProgramProps {
  program: BeingWritten;
  draft: SavedDocument<ProgramDraft>;
  /** Told when the draft stands otherwise than it was written. */
  onChanged: () => Promise<void>;
}

/** Ending and opening again, the versions so far, and giving up what is not published. */
export function RunProgram({ program, draft, onChanged }: RunProgramProps) {
  const { t } = useTranslation('programAuthoring');
  const queries = useQueryClient();
  const toast = useToast();
  const path = { params: { path: { programId: program.id } } };
  const move = useMutation({
    mutationFn: (state: 'open' | 'closed') => answer(api.PUT('/api/v1/programs/{programId}/state', { ...path, body: { state } })),
    onSuccess: (_done, state) => {
      const { name } = draft.value;
      toast(
        state === 'closed'
          ? { text: t('run.ended', { name }), action: { label: t('run.undo'), run: () => move.mutate('open') } }
          : { text: t('run.reopened', { name }), tone: 'positive' },
      );
      void queries.invalidateQueries({ queryKey: ['programs'] });
      return queries.invalidateQueries({ queryKey: programDraftQuery(program.id).queryKey });
    },
  });
  return (
    <>
      <Section title={t('run.title')}>
        <div className={styles.fields}>
          <p>{t(`run.${program.state}`)}</p>
          <ProblemCallout error={move.error} />
          {program.state !== 'draft' && (
            <p>
              <Button busy={move.isPending} onClick={() => move.mutate(program.state === 'open' ? 'closed' : 'open')}>
                {t(program.state === 'open' ? 'run.end' : 'run.reopen')}
              </Button>
            </p>
          )}
        </div>
      </Section>
      <ProgramVersions versions={program.versions} />
      <Discard program={program} draft={draft} onChanged={onChanged} />
    </>
  );
}

function Discard({ program, draft, onChanged }: RunProgramProps) {
  const { t } = useTranslation('programAuthoring');
  const toast = useToast();
  const go = useGo();
  const [asking, setAsking] = useState(false);
  const isNew = program.number === null;
  const discard = useMutation({
    mutationFn: async () => {
      await draft.settled();
      return answer(
        api.POST('/api/v1/programs/{programId}/draft/discarding', {
          params: { path: { programId: program.id } },
          body: { revision: draft.revision },
        }),
      );
    },
    onSuccess: ({ gone }) => {
      setAsking(false);
      toast({ text: gone ? t('run.deleted') : t('run.discarded', { number: program.number }) });
      if (gone) go(`/organizations/${program.recognizer.id}/programs`);
      else return onChanged();
    },
  });
  return (
    <Section title={t(isNew ? 'run.discardNew' : 'run.discard')}>
      <div className={styles.fields}>
        <p>{isNew ? t('run.discardNewText') : t('run.discardText', { number: program.number })}</p>
        <p>
          <Button variant="quiet" icon="trash" onClick={() => setAsking(true)}>
            {t(isNew ? 'run.deleteYes' : 'run.discardYes')}
          </Button>
        </p>
      </div>
      {asking && (
        <ConfirmDialog
          title={t(isNew ? 'run.discardNewTitle' : 'run.discardTitle')}
          text={isNew ? t('run.discardNewText') : t('run.discardText', { number: program.number })}
          submit={t(isNew ? 'run.deleteYes' : 'run.discardYes')}
          error={discard.error}
          busy={discard.isPending}
          onConfirm={() => discard.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}
