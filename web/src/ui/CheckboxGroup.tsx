import { type ReactNode, useId } from 'react';
import styles from './Choice.module.css';
import { cx } from './cx.ts';
import fieldStyles from './Field.module.css';
import { FieldError } from './Field.tsx';

export type CheckboxGroupProps = {
  legend: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  optional?: ReactNode;
  inline?: boolean;
  id?: string;
  /** Checkboxes. */
  children: ReactNode;
};

/** Several Checkboxes under one question. */
export function CheckboxGroup({ legend, hint, error, optional, inline, id, children }: CheckboxGroupProps) {
  const made = useId();
  const group = id ?? made;
  const described = [hint && `${group}-hint`, error && `${group}-error`].filter(Boolean).join(' ');
  return (
    <fieldset id={group} className={fieldStyles.field} {...(described && { 'aria-describedby': described })}>
      <legend className={cx(fieldStyles.legend, styles.legend)}>
        {legend} {optional && <span className={fieldStyles.optional}>{optional}</span>}
      </legend>
      {hint && (
        <div className={fieldStyles.hint} id={`${group}-hint`}>
          {hint}
        </div>
      )}
      <div className={cx(styles.options, inline && styles.inline)}>{children}</div>
      <FieldError id={`${group}-error`}>{error}</FieldError>
    </fieldset>
  );
}
