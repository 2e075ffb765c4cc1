import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.ts';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
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
    <Dialog
      open
      onClose={onClose}
      title={t('endorsing.withdrawTitle')}
      closeLabel={t('close')}
      actions={
        <>
          <Button variant="danger" busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t(withdraw.isPending ? 'endorsing.withdrawing' : 'endorsing.withdrawSubmit')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p>{t('endorsing.withdrawText', { name: endorsement.endorsed.name })}</p>
      <ProblemCallout error={withdraw.error} />
    </Dialog>
  );
}
