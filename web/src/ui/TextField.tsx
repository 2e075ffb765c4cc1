import type { InputHTMLAttributes, ReactNode } from 'react';
import { cx } from './cx.ts';
import fieldStyles from './Field.module.css';
import { Field, type FieldText } from './Field.tsx';
import styles from './TextField.module.css';

export type TextFieldProps = FieldText &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'children'> & {
    /** Something inside the frame before or after what is typed: a currency, a unit. Decoration; the label must say it too. */
    before?: ReactNode;
    after?: ReactNode;
    /** Narrow for what is short by nature: a year, a code, a number of hours. */
    width?: 'full' | 'short' | 'medium';
  };

/** One line of text, a number, a date, an address: any native input with its label, hint and error. */
export function TextField({
  label,
  hint,
  error,
  optional,
  aside,
  counter,
  hideLabel,
  before,
  after,
  width = 'full',
  id,
  className,
  ...input
}: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, optional, aside, counter, hideLabel: hideLabel ?? false, id, className }}>
      {(control) => (
        <div className={cx(styles.frame, styles[width])}>
          {before && <span className={styles.before}>{before}</span>}
          <input required={!optional} {...input} {...control} className={fieldStyles.control} />
          {after && <span className={styles.after}>{after}</span>}
        </div>
      )}
    </Field>
  );
}
