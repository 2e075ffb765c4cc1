import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { problemOf } from '../../shell/problem-of.ts';
import { useToast } from '../../ui/Toast.tsx';
import type { Endorsement } from '../answers.ts';
import { receivedEndorsementsQuery } from '../queries.ts';

/** Takes what others say off one's own pages or shows it again; what was done can be undone from the news it makes. */
export function useShowingEndorsement(organizationId: string, { id, endorser }: Pick<Endorsement, 'id' | 'endorser'>) {
  const { t } = useTranslation('keeping');
  const queries = useQueryClient();
  const toast = useToast();
  const { mutate, isPending } = useMutation({
    mutationFn: (shown: boolean) =>
      answer(
        api.PUT('/api/v1/organizations/{organizationId}/endorsements/received/{endorsementId}/showing', {
          params: { path: { organizationId, endorsementId: id } },
          body: { shown },
        }),
      ),
    onSuccess: async (_, shown) => {
      await queries.invalidateQueries({ queryKey: receivedEndorsementsQuery(organizationId).queryKey });
      toast({
        text: t(shown ? 'received.nowShown' : 'received.nowHidden', { name: endorser.name }),
        action: { label: t('undo'), run: () => mutate(!shown) },
      });
    },
    onError: (error) => toast({ tone: 'critical', text: problemOf(error).detail }),
  });
  return { show: (shown: boolean) => mutate(shown), isBusy: isPending };
}
