import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';

export interface ConfirmDialogProps {
  title: string;
  /** What will be lost, and what will not. */
  text: string;
  /** The deed in a word or two. */
  submit: string;
  error: unknown;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ title, text, submit, error, busy, onConfirm, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation('identity');
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      closeLabel={t('close')}
      actions={
        <>
          <Button variant="danger" busy={busy} onClick={onConfirm}>
            {submit}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p>{text}</p>
      <ProblemCallout error={error} />
    </Dialog>
  );
}
