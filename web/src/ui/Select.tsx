import type { SelectHTMLAttributes } from 'react';
import { cx } from './cx.ts';
import fieldStyles from './Field.module.css';
import { Field, type FieldText } from './Field.tsx';
import { Icon } from './Icon.tsx';
import styles from './Select.module.css';

export type SelectOption = { value: string; label: string; disabled?: boolean };

export type SelectProps = FieldText &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'children'> & {
    options: readonly (SelectOption | { group: string; options: readonly SelectOption[] })[];
    /** Text of an empty first choice. */
    placeholder?: string;
  };

/** One of several, natively: right up to a few dozen known options. For more, or to search, use Combobox. */
export function Select({
  label,
  hint,
  error,
  optional,
  aside,
  counter,
  hideLabel,
  options,
  placeholder,
  id,
  className,
  ...select
}: SelectProps) {
  const option = ({ value, label: text, disabled }: SelectOption) => (
    <option key={value} value={value} disabled={disabled}>
      {text}
    </option>
  );
  return (
    <Field {...{ label, hint, error, optional, aside, counter, hideLabel: hideLabel ?? false, id, className }}>
      {(control) => (
        <div className={styles.frame}>
          <select required={!optional} {...select} {...control} className={cx(fieldStyles.control, styles.select)}>
            {placeholder !== undefined && <option value="">{placeholder}</option>}
            {options.map((entry) =>
              'group' in entry ? (
                <optgroup key={entry.group} label={entry.group}>
                  {entry.options.map(option)}
                </optgroup>
              ) : (
                option(entry)
              ),
            )}
          </select>
          <Icon name="chevron-down" className={styles.chevron} />
        </div>
      )}
    </Field>
  );
}
