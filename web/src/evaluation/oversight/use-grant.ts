import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { useToast } from '../../ui/Toast.tsx';
import { evaluationQuery, told } from '../queries.ts';
import type { Evaluation } from '../types.ts';
import { recommendationsQuery } from './queries.ts';

/** Grants what was recommended, or has it read once more for a reason, and says so. */
export function useGrant({ id, organization }: Evaluation) {
  const { t } = useTranslation('evaluation');
  const toast = useToast();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { granted: true } | { granted: false; reason: string }) =>
      answer(api.POST('/api/v1/evaluations/{evaluationId}/grant', { params: { path: { evaluationId: id } }, body })),
    onSuccess: (_, { granted }) => toast({ text: t(granted ? 'desk.granted' : 'desk.furtherAsked') }),
    onError: (error) => toast({ text: told(error), tone: 'critical' }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: recommendationsQuery(organization.id).queryKey });
      return client.invalidateQueries({ queryKey: evaluationQuery(id).queryKey });
    },
  });
}
