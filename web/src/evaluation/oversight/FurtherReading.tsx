import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeptText } from '../../shell/use-kept-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import type { Evaluation } from '../types.ts';
import { useGrant } from './use-grant.ts';

/** Has a recommended reading read once more, and asks why. */
export function FurtherReading({ evaluation, onClose }: { evaluation: Evaluation; onClose: () => void }) {
  const { t } = useTranslation('evaluation');
  const [reason, keep] = useKeptText(`further/${evaluation.id}`);
  const grant = useGrant(evaluation);
  // what is written stays until it has arrived
  const [tried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    if (!reason.trim()) return;
    const onSuccess = () => {
      keep('');
      onClose();
    };
    grant.mutate({ granted: false, reason: reason.trim() }, { onSuccess });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      holdOpen
      title={t('desk.furtherTitle')}
      closeLabel={t('close')}
      actions={
        <Button variant="primary" busy={grant.isPending} onClick={send}>
          {t('desk.furtherReading')}
        </Button>
      }
    >
      <TextArea
        label={t('desk.furtherReason')}
        hint={t('desk.furtherHint')}
        rows={4}
        maxLength={2000}
        value={reason}
        error={tried && !reason.trim() ? t('desk.furtherMissing') : undefined}
        onChange={(event) => keep(event.target.value)}
      />
    </Dialog>
  );
}
