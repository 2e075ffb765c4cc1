import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { problemOf } from '../shell/problem-of.ts';
import { useToast } from '../ui/Toast.tsx';
import type { Award } from './answers.ts';
import { myAwardsQuery } from './queries.ts';

/** Hides a badge of one's own or shows it again; what was done can be undone from the news it makes. */
export function useShowing({ id, title }: Pick<Award, 'id' | 'title'>): { show: (shown: boolean) => void; isBusy: boolean } {
  const { t } = useTranslation('keeping');
  const queries = useQueryClient();
  const toast = useToast();
  const { mutate, isPending } = useMutation({
    mutationFn: (shown: boolean) =>
      answer(api.PUT('/api/v1/awards/{awardId}/showing', { params: { path: { awardId: id } }, body: { shown } })),
    onSuccess: async (_, shown) => {
      await queries.invalidateQueries({ queryKey: myAwardsQuery.queryKey });
      toast({ text: t(shown ? 'mine.nowShown' : 'mine.nowHidden', { title }), action: { label: t('undo'), run: () => mutate(!shown) } });
    },
    onError: (error) => toast({ tone: 'critical', text: problemOf(error).detail }),
  });
  return { show: (shown) => mutate(shown), isBusy: isPending };
}
