import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { useToast } from '../ui/Toast.tsx';
import type { IssuedAward } from './answers.ts';
import { dayOf } from './day.ts';
import styles from './issued.module.css';

export interface RevokeDialogProps {
  award: IssuedAward;
  organizationId: string;
  onClose: () => void;
}

/** Asks for the reason before a badge is revoked for good. */
export function RevokeDialog({ award, organizationId, onClose }: RevokeDialogProps) {
  const { t } = useTranslation('keeping');
  const queries = useQueryClient();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { id, title, earner, awardedAt } = award;
  const revoke = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/awards/{awardId}/revocation', { params: { path: { awardId: id } }, body: { reason: reason.trim() } })),
    onSuccess: async () => {
      toast({ text: t('issued.done', { name: earner }) });
      await queries.invalidateQueries({ queryKey: ['organization', organizationId, 'awards'] });
      onClose();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!reason.trim()) return setMissing(true);
    if (!revoke.isPending) revoke.mutate();
  };
  return (
    <Dialog open onClose={onClose} title={t('issued.revokeTitle')} closeLabel={t('close')} holdOpen>
      <form className={styles.form} noValidate onSubmit={submit}>
        <p>
          <strong>{t('issued.revokeWhat', { title, name: earner, day: dayOf(awardedAt) })}</strong>
        </p>
        <p>{t('issued.revokeText')}</p>
        <p>{t('issued.revokeFinal')}</p>
        <TextArea
          label={t('issued.reason')}
          hint={t('issued.reasonHint', { name: earner })}
          value={reason}
          maxLength={1000}
          rows={3}
          {...(isMissing && !reason.trim() && { error: t('issued.reasonMissing') })}
          onChange={(event) => setReason(event.target.value)}
        />
        <ProblemCallout error={revoke.error} />
        <div className={styles.row}>
          <Button type="submit" variant="danger" busy={revoke.isPending}>
            {t(revoke.isPending ? 'issued.revoking' : 'issued.revokeSubmit')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
