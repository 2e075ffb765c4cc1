import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { useKeptText } from '../../shell/use-kept-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { deskQuery, told } from '../queries.ts';
import type { Evaluation } from '../types.ts';
import styles from './growth.module.css';

/** Says what is missing, requirement by requirement, and sends the work back before it is scored. */
export function SendBackDialog({ open, onClose, evaluation }: { open: boolean; onClose: () => void; evaluation: Evaluation }) {
  const { t } = useTranslation('evaluation');
  const toast = useToast();
  const router = useRouter();
  const client = useQueryClient();
  const [gaps, setGaps] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useKeptText(`send-back/${evaluation.id}`);
  const [tried, setTried] = useState(false);
  const send = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/evaluations/{evaluationId}/send-back', {
          params: { path: { evaluationId: evaluation.id } },
          body: {
            gaps: [...gaps].map((key) => {
              const [partId = '', requirementId = ''] = key.split('/');
              return { partId, requirementId, note: '' };
            }),
            note: note.trim(),
          },
        }),
      ),
    onSuccess: () => {
      setNote('');
      toast({ text: t('growth.sentBack') });
      void client.invalidateQueries({ queryKey: deskQuery.queryKey });
      router.history.push('/desk');
    },
    onError: (error) => toast({ text: told(error), tone: 'critical', stay: 10_000 }),
  });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      holdOpen
      title={t('growth.sendBackTitle')}
      closeLabel={t('close')}
      actions={
        <>
          <Button
            variant="primary"
            busy={send.isPending}
            onClick={() => {
              setTried(true);
              if (note.trim()) send.mutate();
            }}
          >
            {t('growth.sendBackDo')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.write}>
        <p>{t('growth.sendBackText')}</p>
        <fieldset className={styles.gaps}>
          <legend>{t('growth.missing')}</legend>
          {evaluation.definition.parts
            .filter(({ id }) => !evaluation.carriedParts.includes(id))
            .flatMap((part) =>
              part.requirements.map((requirement) => {
                const key = `${part.id}/${requirement.id}`;
                return (
                  <Checkbox
                    key={key}
                    label={requirement.title}
                    hint={part.title}
                    checked={gaps.has(key)}
                    onChange={(event) => {
                      const next = new Set(gaps);
                      if (event.target.checked) next.add(key);
                      else next.delete(key);
                      setGaps(next);
                    }}
                  />
                );
              }),
            )}
        </fieldset>
        <TextArea
          label={t('growth.sendBackNote')}
          rows={3}
          maxLength={4000}
          value={note}
          error={tried && !note.trim() ? t('growth.sendBackMissing') : undefined}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Dialog>
  );
}
