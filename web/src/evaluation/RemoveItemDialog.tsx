import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { useToast } from '../ui/Toast.tsx';
import { evaluationQuery, told } from './queries.ts';
import type { Evidence } from './types.ts';

/** A lead removes an item that must not stay, with a note for its author. It cannot be undone, so it asks. */
export function RemoveItemDialog({ evaluationId, item, onClose }: { evaluationId: string; item: Evidence; onClose: () => void }) {
  const { t } = useTranslation('evaluation');
  const toast = useToast();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const send = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/evaluations/{evaluationId}/removals', {
          params: { path: { evaluationId } },
          body: { evidenceId: item.id, note: note.trim() },
        }),
      ),
    onSuccess: () => {
      toast({ text: t('desk.itemRemoved') });
      onClose();
    },
    onError: (error) => toast({ text: told(error), tone: 'critical', stay: 10_000 }),
    onSettled: () => client.invalidateQueries({ queryKey: evaluationQuery(evaluationId).queryKey }),
  });
  return (
    <Dialog
      open
      onClose={onClose}
      holdOpen
      title={t('desk.removeTitle', { title: item.title })}
      closeLabel={t('close')}
      actions={
        <Button
          variant="danger"
          busy={send.isPending}
          onClick={() => {
            setTried(true);
            if (note.trim()) send.mutate();
          }}
        >
          {t('desk.removeItem')}
        </Button>
      }
    >
      <p>{t('desk.removeText')}</p>
      <TextArea
        label={t('desk.removeNote')}
        hint={t('desk.removeHint')}
        rows={4}
        maxLength={2000}
        value={note}
        error={tried && !note.trim() ? t('desk.removeMissing') : undefined}
        onChange={(event) => setNote(event.target.value)}
      />
    </Dialog>
  );
}
