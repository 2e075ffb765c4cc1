import { useTranslation } from 'react-i18next';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './identity.module.css';

export interface RenameDialogProps {
  title: string;
  label: string;
  name: string;
  error: unknown;
  busy: boolean;
  onSave: (name: string) => void;
  onClose: () => void;
}

/** A short task of its own: one name. */
export function RenameDialog({ title, label, name, error, busy, onSave, onClose }: RenameDialogProps) {
  const { t } = useTranslation('identity');
  return (
    <Dialog open onClose={onClose} title={title} closeLabel={t('close')} holdOpen>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onSave(String(new FormData(event.currentTarget).get('name')));
        }}
      >
        <ProblemCallout error={error} />
        <TextField label={label} name="name" defaultValue={name} maxLength={100} />
        <div className={styles.row}>
          <Button type="submit" variant="primary" busy={busy}>
            {t('account.save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
