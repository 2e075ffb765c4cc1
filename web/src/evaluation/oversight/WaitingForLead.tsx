import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { useKeptText } from '../../shell/use-kept-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Table } from '../../ui/Table.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { Ago } from '../Ago.tsx';
import { told } from '../queries.ts';
import styles from './oversight.module.css';
import { appealsQuery, recommendationsQuery } from './queries.ts';

/** What a lead has to answer: recommended passes, and appeals. */
export function WaitingForLead({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('evaluation');
  const { data: recommendations } = useQuery(recommendationsQuery(organizationId));
  const { data: appeals } = useQuery(appealsQuery(organizationId));
  if (!recommendations || !appeals) return <Skeleton shape="block" />;
  if (!recommendations.items.length && !appeals.items.length)
    return <EmptyState title={t('oversight.nothing')}>{t('oversight.nothingText')}</EmptyState>;
  return (
    <>
      {recommendations.items.length > 0 && (
        <Section title={t('oversight.recommendations')} lead={t('oversight.recommendationsLead')}>
          <Table
            caption={t('oversight.recommendations')}
            hideCaption
            rows={recommendations.items}
            rowKey={({ evaluationId }) => evaluationId}
            columns={[
              { key: 'title', header: t('queue.microCredential'), cell: ({ title }) => title },
              { key: 'attempt', header: t('queue.attempt'), numeric: true, cell: ({ attempt }) => attempt },
              { key: 'at', header: t('queue.waitingFor'), cell: ({ recommendedAt }) => <Ago at={recommendedAt} /> },
              {
                key: 'open',
                header: t('queue.action'),
                cell: ({ evaluationId }) => (
                  <Button size="small" href={`/evaluations/${evaluationId}`}>
                    {t('oversight.readAndGrant')}
                  </Button>
                ),
              },
            ]}
          />
        </Section>
      )}
      {appeals.items.length > 0 && (
        <Section title={t('oversight.appeals')} lead={t('oversight.appealsLead')}>
          <ul className={styles.appeals}>
            {appeals.items.map((appeal) => (
              <li key={appeal.appealId} className={styles.appeal}>
                <p className={styles.appealTitle}>
                  <a href={`/evaluations/${appeal.evaluationId}`}>{appeal.title}</a> · {t('attempt', { attempt: appeal.attempt })} ·{' '}
                  <Ago at={appeal.madeAt} />
                </p>
                <blockquote className={styles.reason}>{appeal.reason}</blockquote>
                <AnswerAppeal organizationId={organizationId} appealId={appeal.appealId} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function AnswerAppeal({ organizationId, appealId }: { organizationId: string; appealId: string }) {
  const { t } = useTranslation('evaluation');
  const client = useQueryClient();
  const toast = useToast();
  const [declining, setDeclining] = useState(false);
  const [words, keep] = useKeptText(`appeal-answer/${appealId}`);
  const [tried, setTried] = useState(false);
  const send = useMutation({
    mutationFn: (accepted: boolean) =>
      answer(
        api.POST('/api/v1/appeals/{appealId}/answer', {
          params: { path: { appealId } },
          body: accepted ? { accepted } : { accepted, answer: words.trim() },
        }),
      ),
    onSuccess(_, accepted) {
      keep('');
      setDeclining(false);
      toast({ text: t(accepted ? 'oversight.appealAccepted' : 'oversight.appealDeclined') });
    },
    onError: (error) => toast({ text: told(error), tone: 'critical' }),
    onSettled: () => client.invalidateQueries({ queryKey: appealsQuery(organizationId).queryKey }),
  });
  return (
    <p className={styles.actions}>
      <Button size="small" variant="primary" busy={send.isPending} onClick={() => send.mutate(true)}>
        {t('oversight.readAgain')}
      </Button>
      <Button size="small" onClick={() => setDeclining(true)}>
        {t('oversight.decline')}
      </Button>
      <Dialog
        open={declining}
        onClose={() => setDeclining(false)}
        holdOpen
        title={t('oversight.declineTitle')}
        closeLabel={t('close')}
        actions={
          <Button
            variant="primary"
            busy={send.isPending}
            onClick={() => {
              setTried(true);
              if (words.trim()) send.mutate(false);
            }}
          >
            {t('oversight.declineSend')}
          </Button>
        }
      >
        <TextArea
          label={t('oversight.declineWords')}
          hint={t('oversight.declineHint')}
          rows={5}
          maxLength={4000}
          value={words}
          error={tried && !words.trim() ? t('oversight.declineMissing') : undefined}
          onChange={(event) => keep(event.target.value)}
        />
      </Dialog>
    </p>
  );
}
