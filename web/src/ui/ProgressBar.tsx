import { type ReactNode, useId } from 'react';
import styles from './ProgressBar.module.css';

export type ProgressBarProps = {
  label: ReactNode;
  /** How far in words: "3 of 5", "12 MB of 80 MB". */
  text?: ReactNode;
  /** Absent while nobody knows how far. */
  value?: number;
  max?: number;
  hideLabel?: boolean;
};

/** How far something has come: an upload, a part of the work. */
export function ProgressBar({ label, text, value, max = 1, hideLabel }: ProgressBarProps) {
  const id = useId();
  return (
    <div className={styles.progress}>
      <div className={hideLabel ? 'visually-hidden' : styles.head}>
        <label htmlFor={id}>{label}</label>
        {text && <span className={styles.text}>{text}</span>}
      </div>
      <progress id={id} className={styles.bar} max={max} {...(value !== undefined && { value })} />
    </div>
  );
}
