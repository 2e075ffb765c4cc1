import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './dialogs.module.css';
import { FollowsPanel } from './FollowsPanel.tsx';
import type { Follows, Part } from './types.ts';

interface ConfirmProps {
  open: boolean;
  onClose: () => void;
}

/** Asks before a decision, because it cannot be undone; shows once more what it says part by part. */
export function DecideDialog({
  open,
  onClose,
  follows,
  parts,
  onDecide,
  isDeciding,
}: ConfirmProps & { follows: Follows; parts: Part[]; onDecide: () => void; isDeciding: boolean }) {
  const { t } = useTranslation('evaluation');
  const passes = follows.outcome === 'pass';
  const confirm = useRef(onDecide);
  confirm.current = onDecide;
  useEffect(() => {
    if (!open) return;
    // the keys that asked confirm, pressed once more; held down they do not
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === 'Enter' && !event.repeat) confirm.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [open]);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t(passes ? 'desk.confirmTitlePass' : 'desk.confirmTitleNotYet')}
      closeLabel={t('close')}
      actions={
        <>
          <Button variant="primary" busy={isDeciding} onClick={onDecide}>
            {isDeciding ? t('desk.deciding') : t(passes ? 'desk.confirmDoPass' : 'desk.confirmDoNotYet')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.body}>
        <FollowsPanel follows={follows} parts={parts} decided />
        <p>{t(passes ? 'desk.confirmPass' : 'desk.confirmNotYet')}</p>
        <p>
          <strong>{t('desk.confirmFinal')}</strong>
        </p>
      </div>
    </Dialog>
  );
}

/** Asks before giving back, and whether one recognizes whose work it is. */
export function ReleaseDialog({
  open,
  onClose,
  onRelease,
  isReleasing,
}: ConfirmProps & { onRelease: (recognized: boolean) => void; isReleasing: boolean }) {
  const { t } = useTranslation('evaluation');
  const [recognized, setRecognized] = useState(false);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('desk.releaseSure')}
      closeLabel={t('close')}
      actions={
        <>
          <Button variant="primary" busy={isReleasing} onClick={() => onRelease(recognized)}>
            {t('desk.releaseDo')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.body}>
        <p>{t('desk.releaseText')}</p>
        <Checkbox
          label={t('desk.recognized')}
          hint={t('desk.recognizedHint')}
          checked={recognized}
          onChange={(event) => setRecognized(event.target.checked)}
        />
      </div>
    </Dialog>
  );
}

/** Every key, and the switch that turns single keys off. */
export function HelpDialog({ open, onClose, on, onToggle }: ConfirmProps & { on: boolean; onToggle: (on: boolean) => void }) {
  const { t } = useTranslation('evaluation');
  const keys: [string[], string][] = [
    [['j'], t('help.next')],
    [['k'], t('help.previous')],
    [['1', '2', '3'], t('help.level')],
    [['0'], t('help.clear')],
    [['f'], t('help.feedback')],
    [['o'], t('help.overall')],
    [['p'], t('help.phrases')],
    [['c'], t('help.comment')],
    [['v'], t('help.compare')],
    [['Esc'], t('help.leave')],
    [['w'], t('help.work')],
    [['Ctrl + Enter'], t('help.decide')],
    [['n'], t('help.nextSubmission')],
    [['?'], t('help.help')],
  ];
  return (
    <Dialog open={open} onClose={onClose} title={t('help.title')} closeLabel={t('close')}>
      <div className={styles.body}>
        <dl className={styles.keys}>
          {keys.map(([names, does]) => (
            <div key={does}>
              <dt>
                {names.map((name) => (
                  <kbd key={name}>{name}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <p className={styles.note}>{t('help.typing')}</p>
        <Checkbox label={t('help.toggle')} checked={on} onChange={(event) => onToggle(event.target.checked)} />
      </div>
    </Dialog>
  );
}
