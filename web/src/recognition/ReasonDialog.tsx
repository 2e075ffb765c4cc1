import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/TextArea.tsx';

export interface ReasonDialogProps {
  act: 'ask-back' | 'decline';
  /** How many requests it is about. */
  count?: number;
  busy: boolean;
  onSend(reason: string): void;
  onClose(): void;
}

/** Asks an approver why: whoever asked reads it. */
export function ReasonDialog({ act, count = 1, busy, onSend, onClose }: ReasonDialogProps) {
  const { t } = useTranslation('takingPart');
  const [reason, setReason] = useState('');
  const isAsking = act === 'ask-back';
  useEffect(() => document.getElementById('reason')?.focus(), []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() && !busy) onSend(reason.trim());
  };
  return (
    <Dialog
      open
      holdOpen
      onClose={onClose}
      title={t(isAsking ? 'review.askTitle' : 'review.declineTitle', { count })}
      closeLabel={t('close')}
      actions={
        <Button type="submit" form="reason-form" variant="primary" busy={busy} disabled={!reason.trim()}>
          {t(isAsking ? 'review.sendAsk' : 'review.sendDecline')}
        </Button>
      }
    >
      <form id="reason-form" onSubmit={send}>
        <TextArea
          id="reason"
          label={t('review.reason')}
          hint={t('review.reasonHint')}
          maxLength={4000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
