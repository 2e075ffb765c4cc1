import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { useDeskKeys, useSingleKeys } from '../evaluation/use-desk-keys.ts';
import { Button } from '../ui/Button.tsx';
import { useToast } from '../ui/Toast.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import styles from './taking-part.module.css';
import { type PreApproval, useAct } from './taking-part-queries.ts';

/**
 * An approver's decision, with a way back for two minutes. Keys: a, b, d.
 *
 * @param onDecided what comes next on the desk
 */
export function Decide({ request, onDecided }: { request: PreApproval; onDecided?: () => void }) {
  const { t } = useTranslation('takingPart');
  const toast = useToast();
  const [writing, setWriting] = useState<'ask-back' | 'decline' | null>(null);
  const [singleKeys] = useSingleKeys();
  const path = { preApprovalId: request.id };
  const undo = useAct(
    () => answer(api.DELETE('/api/v1/pre-approvals/{preApprovalId}/decisions/newest', { params: { path } })),
    () => toast({ text: t('review.undone') }),
  );
  const decide = useAct(
    ({ act, reason }: { act: 'approve' | 'ask-back' | 'decline'; reason: string | null }) =>
      answer(
        api.POST('/api/v1/pre-approvals/{preApprovalId}/decisions', {
          params: { path },
          body: { act, reason, number: request.record.at(-1)?.number ?? null },
        }),
      ),
    (_, { act }) => {
      setWriting(null);
      toast({
        text: t(act === 'approve' ? 'review.approved' : act === 'decline' ? 'review.declined' : 'review.askedBack'),
        tone: 'positive',
        action: { label: t('review.undo'), run: () => undo.mutate(undefined) },
        stay: 20_000,
      });
      onDecided?.();
    },
  );
  const { decides, canUndo } = request.mine;
  const approve = () => decides && !decide.isPending && decide.mutate({ act: 'approve', reason: null });
  useDeskKeys(
    { a: approve, b: () => decides && setWriting('ask-back'), d: () => decides && setWriting('decline') },
    {},
    singleKeys && decides,
  );
  if (!decides && !canUndo) return null;
  return (
    <section className={styles.bar} aria-label={t('review.decide')}>
      {decides && (
        <>
          <Button variant="primary" icon="check" busy={decide.isPending} onClick={approve}>
            {t('review.approve')}
          </Button>
          <Button icon="message" onClick={() => setWriting('ask-back')}>
            {t('review.askBack')}
          </Button>
          <Button variant="quiet" onClick={() => setWriting('decline')}>
            {t('review.decline')}
          </Button>
        </>
      )}
      {canUndo && !decides && (
        <Button busy={undo.isPending} onClick={() => undo.mutate(undefined)}>
          {t('review.undo')}
        </Button>
      )}
      {writing && (
        <ReasonDialog
          act={writing}
          busy={decide.isPending}
          onSend={(reason) => decide.mutate({ act: writing, reason })}
          onClose={() => setWriting(null)}
        />
      )}
    </section>
  );
}
