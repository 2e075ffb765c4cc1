import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { useToast } from '../../ui/Toast.tsx';

/** What Human Resources do with a claim. */
export type Move = 'post' | 'hold' | 'decline';

interface Moving {
  claimIds: string[];
  move: Move;
  /** Needed to hold and decline. */
  reason: string | null;
}

/** Moves claims and tells what came of each; a posting can be taken back from the news of it. */
export function useMoves(organizationId: string, onMoved: () => void) {
  const { t } = useTranslation('pay');
  const queries = useQueryClient();
  const toast = useToast();
  const send = (body: Moving) =>
    answer(api.POST('/api/v1/organizations/{organizationId}/claims/moves', { params: { path: { organizationId } }, body }));
  const reload = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['claims-desk', organizationId] }),
      queries.invalidateQueries({ queryKey: ['ledger-totals', organizationId] }),
    ]);
  const takeBack = (claimIds: string[]) =>
    void send({ claimIds, move: 'hold', reason: t('desk.undoReason') })
      .then(() => toast({ text: t('desk.undone', { count: claimIds.length }) }))
      .catch((error: Error) => toast({ text: error.message, tone: 'critical' }))
      .finally(() => void reload());
  return useMutation({
    mutationFn: send,
    onSuccess: ({ results }, { move }) => {
      const moved = results.filter(({ outcome }) => outcome === 'moved').map(({ claimId }) => claimId);
      const refused = results.filter(({ outcome }) => outcome === 'refused');
      if (moved.length)
        toast({
          text: t(`desk.done.${move}`, { count: moved.length }),
          tone: 'positive',
          ...(move === 'post' && { action: { label: t('desk.undo'), run: () => takeBack(moved) } }),
        });
      if (refused.length)
        toast({ text: t('desk.refused', { count: refused.length, detail: refused[0]?.detail ?? '' }), tone: 'critical', stay: 12_000 });
      onMoved();
      return reload();
    },
  });
}
