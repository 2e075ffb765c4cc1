import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { Icon, type IconName } from './Icon.tsx';
import styles from './SavedState.module.css';

export type SavedStateName = 'saved' | 'saving' | 'unsaved' | 'offline' | 'conflict' | 'failed';

const icons: Record<SavedStateName, IconName> = {
  saved: 'check',
  saving: 'sync',
  unsaved: 'edit',
  offline: 'cloud-off',
  conflict: 'alert',
  failed: 'alert',
};

export type SavedStateProps = {
  state: SavedStateName;
  /** The words: "Saved at 9:14 pm", "Offline. Kept on this device". */
  children: ReactNode;
  /** A way out of conflict or failure. */
  action?: ReactNode;
};

/** Whether what was written is safe. Always in view while one writes; spoken politely when it changes. */
export function SavedState({ state, children, action }: SavedStateProps) {
  return (
    <div className={cx(styles.state, styles[state])}>
      <Icon name={icons[state]} size={16} className={styles.icon} />
      <span role="status">{children}</span>
      {action}
    </div>
  );
}
