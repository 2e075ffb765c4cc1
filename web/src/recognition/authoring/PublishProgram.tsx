import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import type { SavedDocument } from '../../learning/saved-document.ts';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { told } from '../taking-part-queries.ts';
import styles from './authoring.module.css';
import { askChanges, type BeingWritten, type Changes, type ProgramDraft } from './authoring-queries.ts';

interface PublishProgramProps {
  program: BeingWritten;
  draft: SavedDocument<ProgramDraft>;
  onPublished: () => Promise<void>;
}

/** The button that publishes, and what stands between: what is missing, or what changes for whom. */
export function PublishProgram({ program, draft, onPublished }: PublishProgramProps) {
  const { t } = useTranslation('programAuthoring');
  const toast = useToast();
  const look = useMutation({
    mutationFn: async () => {
      await draft.settled();
      return askChanges(program.id);
    },
    onError: (error) => toast({ text: told(error), tone: 'critical' }),
  });
  const publish = useMutation({
    mutationFn: ({ revision, number }: Changes) =>
      answer(
        api.POST('/api/v1/programs/{programId}/draft/publication', {
          params: { path: { programId: program.id } },
          body: { revision, number },
        }),
      ),
    onSuccess: ({ number }) => {
      look.reset();
      toast({ text: t('publish.done', { number }), tone: 'positive' });
      return onPublished();
    },
  });
  const close = () => {
    look.reset();
    publish.reset();
  };
  const changes = look.data;
  const ready = changes && changes.missing.length === 0 && (changes.number === 0 || changes.parts.length + changes.entries.length > 0);
  const next = (changes?.number ?? 0) + 1;
  return (
    <>
      <Button variant="primary" busy={look.isPending} onClick={() => look.mutate()}>
        {t(look.isPending ? 'publish.looking' : 'publish.button')}
      </Button>
      {changes && (
        <Dialog
          open
          onClose={close}
          title={
            changes.missing.length ? t('publish.missingTitle') : ready ? t('publish.title', { number: next }) : t('publish.nothingTitle')
          }
          closeLabel={t('close')}
          actions={
            <>
              {ready && (
                <Button variant="primary" busy={publish.isPending} onClick={() => publish.mutate(changes)}>
                  {publish.isPending ? t('publish.busy') : t('publish.confirm', { number: next })}
                </Button>
              )}
              <Button onClick={close}>{t(ready ? 'cancel' : 'close')}</Button>
            </>
          }
        >
          <div className={styles.fields}>
            {changes.missing.length > 0 && <Missing changes={changes} draft={draft.value} />}
            {ready && <WhatChanges changes={changes} />}
            {!ready && changes.missing.length === 0 && <p>{t('publish.nothing', { number: changes.number })}</p>}
            <ProblemCallout error={publish.error} />
          </div>
        </Dialog>
      )}
    </>
  );
}

function Missing({ changes: { missing }, draft }: { changes: Changes; draft: ProgramDraft }) {
  const { t } = useTranslation('programAuthoring');
  const nameOf = ([first = 'name', index, ...rest]: readonly string[]) => {
    const part = t(`place.${first as 'name'}`);
    if (index === undefined) return part;
    const named = first === 'steps' ? draft.steps[Number(index)]?.title : undefined;
    const reviewer = first === 'preApproval' ? draft.preApproval.steps[Number(rest[0])]?.title : undefined;
    const place = Number(first === 'preApproval' ? rest[0] : index);
    return [part, named || reviewer || (Number.isNaN(place) ? '' : `${place + 1}`)].filter(Boolean).join(' › ');
  };
  return (
    <>
      <p>{t('publish.missing')}</p>
      <ul className={styles.changes}>
        {missing.map(({ path, message }) => (
          <li key={path.join('/') + message}>
            <strong>{nameOf(path)}</strong>: {message}
          </li>
        ))}
      </ul>
    </>
  );
}

function WhatChanges({ changes: { number, parts, entries, participants } }: { changes: Changes }) {
  const { t } = useTranslation('programAuthoring');
  if (number === 0) return <p>{t('publish.first')}</p>;
  return (
    <>
      <p>{participants ? t('publish.participants', { count: participants }) : t('publish.nobody')}</p>
      <ul className={styles.changes}>
        {parts.map((part) => (
          <li key={part}>{t(`publish.part.${part}`)}</li>
        ))}
        {entries.map(({ entryId, what, title, difficulty, hours, chosenBy, approvedFor }) => (
          <li key={entryId}>
            {t(`publish.entry.${what}`, {
              title,
              fromDifficulty: difficulty.from,
              toDifficulty: difficulty.to,
              fromHours: Number(hours.from),
              toHours: Number(hours.to),
            })}
            {what !== 'added' && chosenBy > 0 && ` ${t('publish.chosenBy', { count: chosenBy })}`}
            {what !== 'added' && approvedFor > 0 && ` ${t('publish.approvedFor', { count: approvedFor })}`}
          </li>
        ))}
      </ul>
      <p className={styles.small}>{t('publish.stays')}</p>
    </>
  );
}
