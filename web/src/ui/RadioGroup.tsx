import { type ReactNode, useId } from 'react';
import styles from './Choice.module.css';
import { cx } from './cx.ts';
import fieldStyles from './Field.module.css';
import { FieldError } from './Field.tsx';

export type RadioOption = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };

export type RadioGroupProps = {
  legend: ReactNode;
  name: string;
  options: readonly RadioOption[];
  hint?: ReactNode;
  error?: ReactNode;
  optional?: ReactNode;
  /** The choice, when the caller holds it; otherwise `defaultValue` and the form hold it. */
  value?: string | undefined;
  defaultValue?: string | undefined;
  onChange?: (value: string) => void;
  /** Side by side where there is room. */
  inline?: boolean;
  id?: string;
};

/** One of a few, all in view. Arrow keys move the choice. */
export function RadioGroup({ legend, name, options, hint, error, optional, value, defaultValue, onChange, inline, id }: RadioGroupProps) {
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
      <div className={cx(styles.options, inline && styles.inline)}>
        {options.map((option) => {
          const key = `${group}-${option.value}`;
          return (
            <div key={option.value} className={styles.choice}>
              <input
                type="radio"
                id={key}
                name={name}
                value={option.value}
                disabled={option.disabled}
                required={!optional}
                className={cx(styles.input, styles.radio)}
                {...(value !== undefined ? { checked: value === option.value } : { defaultChecked: defaultValue === option.value })}
                onChange={() => onChange?.(option.value)}
                {...(option.hint && { 'aria-describedby': `${key}-hint` })}
              />
              <label className={styles.label} htmlFor={key}>
                {option.label}
              </label>
              {option.hint && (
                <div className={styles.hint} id={`${key}-hint`}>
                  {option.hint}
                </div>
              )}
            </div>
          );
        })}
      </div>
      <FieldError id={`${group}-error`}>{error}</FieldError>
    </fieldset>
  );
}
