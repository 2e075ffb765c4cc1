import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { useKeptText } from '../../shell/use-kept-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { feedbackQuery, told } from '../queries.ts';
import type { JourneyFeedback } from '../types.ts';
import styles from './growth.module.css';

/** Asking for a second reading, or how that stands. */
export function AppealSection({ feedback }: { feedback: JourneyFeedback }) {
  const { t } = useTranslation('evaluation');
  const client = useQueryClient();
  const toast = useToast();
  const { appeal, mayAppeal, journeyId } = feedback;
  const [reason, keep] = useKeptText(`appeal/${journeyId}`);
  const send = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/journeys/{journeyId}/appeal', { params: { path: { journeyId } }, body: { reason: reason.trim() } })),
    onSuccess: () => {
      keep('');
      return client.invalidateQueries({ queryKey: feedbackQuery(journeyId).queryKey });
    },
    onError: (error) => toast({ text: told(error), tone: 'critical' }),
  });
  if (appeal)
    return (
      <Callout icon="flag" title={t(`growth.appealStates.${appeal.state}`)} tone="info">
        <p className={styles.text}>{appeal.state === 'declined' ? appeal.answer : t(`growth.appealTexts.${appeal.state}`)}</p>
      </Callout>
    );
  if (!mayAppeal) return null;
  return (
    <div className="no-print">
      <Disclosure title={t('growth.appeal')}>
        <form
          className={styles.write}
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim()) send.mutate();
          }}
        >
          <p>{t('growth.appealText')}</p>
          <TextArea
            label={t('growth.appealReason')}
            rows={4}
            maxLength={4000}
            value={reason}
            onChange={(event) => keep(event.target.value)}
          />
          <p className={styles.actions}>
            <Button type="submit" busy={send.isPending}>
              {t('growth.appealSend')}
            </Button>
          </p>
        </form>
      </Disclosure>
    </div>
  );
}
