import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import styles from './portfolio.module.css';

export interface ConflictDialogProps {
  open: boolean;
  onClose: () => void;
  question: string;
  mine: string;
  theirs: string;
  onResolve: (text: string) => void;
}

/** Both texts side by side; one chooses, or brings them together. */
export function ConflictDialog({ open, onClose, question, mine, theirs, onResolve }: ConflictDialogProps) {
  const { t } = useTranslation('portfolio');
  const [merged, setMerged] = useState<string | null>(null);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('conflict.title')}
      closeLabel={t('close')}
      holdOpen
      actions={
        merged === null ? (
          <Button onClick={() => setMerged(`${mine}\n\n${theirs}`)}>{t('conflict.merge')}</Button>
        ) : (
          <Button variant="primary" onClick={() => onResolve(merged)}>
            {t('conflict.keepMerged')}
          </Button>
        )
      }
    >
      <div className={styles.dialogForm}>
        <p className={styles.question}>{question}</p>
        <p>{t('conflict.text')}</p>
        <div className={styles.versions}>
          {(
            [
              ['mine', mine, 'keepMine'],
              ['theirs', theirs, 'keepTheirs'],
            ] as const
          ).map(([which, text, keep]) => (
            <section key={which} className={styles.version} aria-label={t(`conflict.${which}`)}>
              <h3>{t(`conflict.${which}`)}</h3>
              <p className={styles.versionText}>{text}</p>
              <Button size="small" onClick={() => onResolve(text)}>
                {t(`conflict.${keep}`)}
              </Button>
            </section>
          ))}
        </div>
        {merged !== null && (
          <TextArea label={t('conflict.merged')} rows={8} value={merged} onChange={(event) => setMerged(event.target.value)} />
        )}
      </div>
    </Dialog>
  );
}
