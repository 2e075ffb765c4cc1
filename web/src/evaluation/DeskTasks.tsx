import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { Table } from '../ui/Table.tsx';
import { useToast } from '../ui/Toast.tsx';
import { Ago } from './Ago.tsx';
import { questionsId } from './growth/EvaluatorConversation.tsx';
import { told } from './queries.ts';
import type { Desk } from './types.ts';

/** What an evaluator has to do beside reading: answer questions, calibrate. */
export function DeskTasks({ desk }: { desk: Desk }) {
  const { t } = useTranslation('evaluation');
  const toast = useToast();
  const router = useRouter();
  const calibrate = useMutation({
    mutationFn: ({ organizationId, microCredentialId }: Desk['calibrations'][number]) =>
      answer(
        api.POST('/api/v1/organizations/{organizationId}/calibrations/{microCredentialId}', {
          params: { path: { organizationId, microCredentialId } },
        }),
      ),
    onSuccess: ({ evaluationId }) =>
      evaluationId ? router.history.push(`/evaluations/${evaluationId}`) : toast({ text: t('queue.calibrated') }),
    onError: (error) => toast({ text: told(error), tone: 'critical' }),
  });
  return (
    <>
      {desk.questions.length > 0 && (
        <Section title={t('queue.questions')} lead={t('queue.questionsLead')}>
          <Table
            caption={t('queue.questions')}
            hideCaption
            rows={desk.questions}
            rowKey={({ evaluationId }) => evaluationId}
            columns={[
              { key: 'title', header: t('queue.microCredential'), cell: ({ title }) => title },
              { key: 'attempt', header: t('queue.attempt'), numeric: true, cell: ({ attempt }) => attempt },
              { key: 'asked', header: t('queue.asked'), cell: ({ askedAt }) => <Ago at={askedAt} /> },
              {
                key: 'open',
                header: t('queue.action'),
                cell: ({ evaluationId }) => (
                  <Button size="small" href={`/evaluations/${evaluationId}#${questionsId}`}>
                    {t('queue.answerQuestion')}
                  </Button>
                ),
              },
            ]}
          />
        </Section>
      )}
      {desk.calibrations.length > 0 && (
        <Section title={t('queue.calibrations')} lead={t('queue.calibrationsLead')}>
          <Table
            caption={t('queue.calibrations')}
            hideCaption
            rows={desk.calibrations}
            rowKey={({ microCredentialId }) => microCredentialId}
            columns={[
              { key: 'title', header: t('queue.microCredential'), cell: ({ title }) => title },
              { key: 'waiting', header: t('queue.calibrationsWaiting'), numeric: true, cell: ({ waiting }) => waiting },
              {
                key: 'open',
                header: t('queue.action'),
                cell: (about) => (
                  <Button size="small" busy={calibrate.isPending} onClick={() => calibrate.mutate(about)}>
                    {t('queue.calibrate')}
                  </Button>
                ),
              },
            ]}
          />
        </Section>
      )}
    </>
  );
}
