import { type ReactNode, useId } from 'react';
import { cx } from './cx.ts';
import styles from './Field.module.css';
import { Icon } from './Icon.tsx';

/** What every field takes around its control. */
export type FieldText = {
  label: ReactNode;
  /** One sentence on what is wanted, before the control. */
  hint?: ReactNode;
  /** What is wrong and how to put it right; marks the control as invalid. */
  error?: ReactNode;
  /** The word for "optional", shown beside the label. Fields are required unless it is given. */
  optional?: ReactNode;
  /** Something at the label's far end: a link to help, a language. */
  aside?: ReactNode;
  /** Something under the control at its far end: a word counter. */
  counter?: ReactNode;
  /** The label names the control for screen readers only. */
  hideLabel?: boolean;
};

/** The attributes that tie a control to its label, hint and error. */
export type ControlIds = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true };

export type FieldProps = FieldText & {
  /** The control's id; made up when absent. ErrorSummary links to it. */
  id?: string | undefined;
  className?: string | undefined;
  children: (control: ControlIds) => ReactNode;
};

/** A label, a hint, an error and the one control they belong to, wired by ids. Use for controls of your own; the common ones bring it along. */
export function Field({ label, hint, error, optional, aside, counter, hideLabel, id, className, children }: FieldProps) {
  const made = useId();
  const control = id ?? made;
  const described = [hint && `${control}-hint`, error && `${control}-error`].filter(Boolean).join(' ');
  return (
    <div className={cx(styles.field, className)}>
      <div className={cx(styles.head, hideLabel && 'visually-hidden')}>
        <label className={styles.label} htmlFor={control}>
          {label} {optional && <span className={styles.optional}>{optional}</span>}
        </label>
        {aside}
      </div>
      {hint && (
        <div className={styles.hint} id={`${control}-hint`}>
          {hint}
        </div>
      )}
      {children({ id: control, ...(described && { 'aria-describedby': described }), ...(error && { 'aria-invalid': true as const }) })}
      {(error || counter) && (
        <div className={styles.foot}>
          <FieldError id={`${control}-error`}>{error}</FieldError>
          {counter && <div className={styles.counter}>{counter}</div>}
        </div>
      )}
    </div>
  );
}

/** The line that says what is wrong with a field; nothing when there is nothing wrong. */
export function FieldError({ id, children }: { id?: string; children?: ReactNode }) {
  if (!children) return null;
  return (
    <div className={styles.error} id={id}>
      <Icon name="alert" size={16} />
      <span>{children}</span>
    </div>
  );
}
