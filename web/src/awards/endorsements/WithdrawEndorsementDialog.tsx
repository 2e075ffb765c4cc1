import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { ConfirmDialog } from '../../identity/ConfirmDialog.tsx';
import { useToast } from '../../ui/Toast.tsx';
import type { Endorsement } from '../answers.ts';
import { endorsementsQuery } from '../queries.ts';

export interface WithdrawEndorsementDialogProps {
  endorsement: Endorsement;
  organizationId: string;
  onClose: () => void;
}

/** Asks before an endorsement is withdrawn for good: whoever has it reads so from then on. */
export function WithdrawEndorsementDialog({ endorsement, organizationId, onClose }: WithdrawEndorsementDialogProps) {
  const { t } = useTranslation('keeping');
  const queries = useQueryClient();
  const toast = useToast();
  const withdraw = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/endorsements/{endorsementId}/withdrawal', { params: { path: { endorsementId: endorsement.id } } })),
    onSuccess: async () => {
      toast({ text: t('endorsing.withdrawDone') });
      await queries.invalidateQueries({ queryKey: endorsementsQuery(organizationId).queryKey });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t('endorsing.withdrawTitle')}
      text={t('endorsing.withdrawText', { name: endorsement.endorsed.name })}
      submit={t(withdraw.isPending ? 'endorsing.withdrawing' : 'endorsing.withdrawSubmit')}
      error={withdraw.error}
      busy={withdraw.isPending}
      onConfirm={() => withdraw.mutate()}
      onClose={onClose}
    />
  );
}
