import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import styles from './Dialog.module.css';

export type DialogProps = {
  open: boolean;
  /** Called when it is closed by its cross, Escape or a press beside it; set `open` to false here. */
  onClose: () => void;
  title: ReactNode;
  /** The cross's name. */
  closeLabel: string;
  children: ReactNode;
  /** Buttons, the main one first. */
  actions?: ReactNode;
  /** `side` is a panel at the page's end: filters, details beside the work. `wide` takes most of the window: things to lay side by side. */
  look?: 'center' | 'side' | 'wide';
  /** A press beside it does not close it: something written would be lost. */
  holdOpen?: boolean;
};

/** A native modal dialog: focus stays inside, Escape closes it, focus goes back where it came from. Only for what cannot be undone, or a short task of its own. */
export function Dialog({ open, onClose, title, closeLabel, children, actions, look = 'center', holdOpen }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a native dialog; the press beside it is for pointers
    <dialog
      ref={ref}
      className={cx(styles.dialog, styles[look])}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        if (!holdOpen && event.target === ref.current) ref.current?.close();
      }}
    >
      <div className={styles.sheet}>
        <div className={styles.head}>
          <h2 className={styles.title} id={titleId}>
            {title}
          </h2>
          <Button variant="quiet" icon="close" iconOnly className={styles.close} onClick={() => ref.current?.close()}>
            {closeLabel}
          </Button>
        </div>
        <div className={styles.body}>{children}</div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </dialog>
  );
}
