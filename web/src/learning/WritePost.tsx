import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import styles from './learning.module.css';

/** Writes a post, or a reply. What was typed stays until the server has it. */
export function WritePost({
  courseId,
  unitId,
  label,
  replyTo,
  onDone,
}: {
  courseId: string;
  unitId: string;
  label: string;
  replyTo?: string;
  onDone?: () => void;
}) {
  const { t } = useTranslation('learning');
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const write = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/courses/{courseId}/units/{unitId}/posts', {
          params: { path: { courseId, unitId } },
          body: { text, ...(replyTo && { replyTo }) },
        }),
      ),
    onSuccess: async () => {
      setText('');
      if (replyTo) await queries.invalidateQueries({ queryKey: ['posts', replyTo] });
      await queries.invalidateQueries({ queryKey: ['courses', courseId] });
      onDone?.();
    },
  });
  return (
    <form
      className={styles.write}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) write.mutate();
      }}
    >
      <TextArea label={label} value={text} maxLength={10_000} rows={3} onChange={(event) => setText(event.target.value)} />
      <ProblemCallout error={write.error} />
      <div className={styles.buttons}>
        <Button type="submit" variant={replyTo ? 'secondary' : 'primary'} busy={write.isPending} disabled={!text.trim()}>
          {t(replyTo ? 'discussion.reply' : 'discussion.post')}
        </Button>
        {onDone && (
          <Button variant="quiet" onClick={onDone}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
