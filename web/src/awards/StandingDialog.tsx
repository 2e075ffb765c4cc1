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

/** What is done to an award: suspended for now, or revoked for good. */
export type StandingChange = 'suspend' | 'revoke';

export interface StandingDialogProps {
  award: IssuedAward;
  change: StandingChange;
  organizationId: string;
  onClose: () => void;
}

/** Asks for the reason before a badge is suspended or revoked, and says who will notice. */
export function StandingDialog({ award, change, organizationId, onClose }: StandingDialogProps) {
  const { t } = useTranslation('keeping');
  const queries = useQueryClient();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { id, title, earner, awardedAt, tells } = award;
  const submission = useMutation({
    mutationFn: async () => {
      const request = { params: { path: { awardId: id } }, body: { reason: reason.trim() } };
      if (change === 'suspend') await answer(api.PUT('/api/v1/awards/{awardId}/suspension', request));
      else await answer(api.POST('/api/v1/awards/{awardId}/revocation', request));
    },
    onSuccess: async () => {
      toast({ text: t(`issued.${change}.done`, { name: earner }) });
      await queries.invalidateQueries({ queryKey: ['organization', organizationId, 'awards'] });
      onClose();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!reason.trim()) return setMissing(true);
    if (!submission.isPending) submission.mutate();
  };
  return (
    <Dialog open onClose={onClose} title={t(`issued.${change}.title`)} closeLabel={t('close')} holdOpen>
      <form className={styles.form} noValidate onSubmit={submit}>
        <p>
          <strong>{t('issued.what', { title, name: earner, day: dayOf(awardedAt) })}</strong>
        </p>
        <p>{t(`issued.${change}.text`)}</p>
        <p>{t(`issued.${change}.elsewhere.${tells}`)}</p>
        <p>{t(`issued.${change}.after`)}</p>
        <TextArea
          label={t('issued.reason')}
          hint={t('issued.reasonHint', { name: earner })}
          value={reason}
          maxLength={1000}
          rows={3}
          {...(isMissing && !reason.trim() && { error: t('issued.reasonMissing') })}
          onChange={(event) => setReason(event.target.value)}
        />
        <ProblemCallout error={submission.error} />
        <div className={styles.row}>
          <Button type="submit" variant={change === 'revoke' ? 'danger' : 'primary'} busy={submission.isPending}>
            {t(`issued.${change}.${submission.isPending ? 'working' : 'submit'}`)}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
