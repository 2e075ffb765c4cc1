import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../../shell/ProblemCallout.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea } from '../../ui/TextArea.tsx';

export interface ReasonDialogProps {
  move: 'hold' | 'decline';
  /** Holding a posted claim takes the posting back. */
  takesBack: boolean;
  count: number;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onSend: (reason: string) => void;
}

/** Asks for the reason that the educator will read. */
export function ReasonDialog({ move, takesBack, count, busy, error, onClose, onSend }: ReasonDialogProps) {
  const { t } = useTranslation('pay');
  const form = useId();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const deed = takesBack ? 'takeBack' : move;
  function send(event: FormEvent) {
    event.preventDefault();
    setMissing(!reason.trim());
    if (reason.trim()) onSend(reason.trim());
  }
  return (
    <Dialog
      open
      holdOpen
      onClose={onClose}
      title={t(`desk.${deed}Title`, { count })}
      closeLabel={t('close')}
      actions={
        <>
          <Button variant="primary" type="submit" form={form} busy={busy}>
            {t(`desk.${deed}`)}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <form id={form} onSubmit={send} noValidate>
        <TextArea
          label={t('desk.reason')}
          hint={t('desk.reasonHint')}
          maxLength={2000}
          value={reason}
          {...(missing && { error: t('desk.reasonMissing') })}
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
      <ProblemCallout error={error} />
    </Dialog>
  );
}
