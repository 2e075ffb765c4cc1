import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { deskQuery, evaluationQuery, told } from '../queries.ts';
import type { Evaluation } from '../types.ts';
import { mayBeAnchor } from './MakeAnchor.tsx';
import styles from './oversight.module.css';
import { recommendationsQuery } from './queries.ts';

/** What a lead may do with a decided reading: grant the award, have it read once more, make it an anchor. */
export function LeadActions({ evaluation, onMakeAnchor }: { evaluation: Evaluation; onMakeAnchor: () => void }) {
  const { t } = useTranslation('evaluation');
  const { data: desk } = useQuery(deskQuery);
  const isLead = desk?.organizations.some(({ id, isLead }) => id === evaluation.organization.id && isLead);
  if (!isLead || evaluation.mine || evaluation.state !== 'decided') return null;
  if (evaluation.awaits === 'grant') return <Grant evaluation={evaluation} />;
  if (!evaluation.outcome || !mayBeAnchor(evaluation)) return null;
  return (
    <p className={styles.offered}>
      <Button size="small" icon="star" onClick={onMakeAnchor}>
        {t('desk.makeAnchor')}
      </Button>
    </p>
  );
}

function Grant({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation('evaluation');
  const toast = useToast();
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const send = useMutation({
    mutationFn: (granted: boolean) =>
      answer(
        api.POST('/api/v1/evaluations/{evaluationId}/grant', {
          params: { path: { evaluationId: evaluation.id } },
          body: granted ? { granted } : { granted, reason: reason.trim() },
        }),
      ),
    onSuccess: (_, granted) => toast({ text: t(granted ? 'desk.granted' : 'desk.furtherAsked') }),
    onError: (error) => toast({ text: told(error), tone: 'critical' }),
    onSettled: () => {
      setAsking(false);
      void client.invalidateQueries({ queryKey: recommendationsQuery(evaluation.organization.id).queryKey });
      return client.invalidateQueries({ queryKey: evaluationQuery(evaluation.id).queryKey });
    },
  });
  return (
    <Callout
      icon="seal"
      title={t('desk.grantTitle')}
      actions={
        <>
          <Button variant="primary" busy={send.isPending} onClick={() => send.mutate(true)}>
            {t('desk.grant')}
          </Button>
          <Button onClick={() => setAsking(true)}>{t('desk.furtherReading')}</Button>
        </>
      }
    >
      {t('desk.grantText')}
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        holdOpen
        title={t('desk.furtherTitle')}
        closeLabel={t('close')}
        actions={
          <Button variant="primary" busy={send.isPending} onClick={() => reason.trim() && send.mutate(false)}>
            {t('desk.furtherReading')}
          </Button>
        }
      >
        <TextArea
          label={t('desk.furtherReason')}
          hint={t('desk.furtherHint')}
          rows={4}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Dialog>
    </Callout>
  );
}
