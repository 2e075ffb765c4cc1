import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import styles from './Choice.module.css';
import { cx } from './cx.ts';
import { FieldError } from './Field.tsx';

export type CheckboxProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'children'> & {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** A number at the far end: how many results a facet has. */
  count?: ReactNode;
};

/** Yes or no, or one of many in a CheckboxGroup. The whole line can be pressed. */
export function Checkbox({ label, hint, error, count, id, className, ...input }: CheckboxProps) {
  const made = useId();
  const control = id ?? made;
  const described = [hint && `${control}-hint`, error && `${control}-error`].filter(Boolean).join(' ');
  return (
    <div className={cx(styles.choice, className)}>
      <input
        {...input}
        type="checkbox"
        id={control}
        className={cx(styles.input, styles.checkbox)}
        {...(described && { 'aria-describedby': described })}
        {...(error && { 'aria-invalid': true })}
      />
      <label className={styles.label} htmlFor={control}>
        {label}
        {count !== undefined && <span className={styles.count}>{count}</span>}
      </label>
      {hint && (
        <div className={styles.hint} id={`${control}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <div className={styles.hint}>
          <FieldError id={`${control}-error`}>{error}</FieldError>
        </div>
      )}
    </div>
  );
}
