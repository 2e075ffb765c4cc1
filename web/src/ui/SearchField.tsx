import { type FormHTMLAttributes, type ReactNode, useId } from 'react';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import styles from './SearchField.module.css';

export type SearchFieldProps = Pick<FormHTMLAttributes<HTMLFormElement>, 'action' | 'onSubmit'> & {
  label: string;
  /** The button's text. */
  submit: string;
  name?: string;
  defaultValue?: string | undefined;
  placeholder?: string;
  /** Called at every change, for lists that narrow while one types. */
  onSearch?: (query: string) => void;
  size?: 'medium' | 'large';
  /** Hidden inputs that keep other filters. */
  children?: ReactNode;
};

/** A search that is a plain GET form, so it works before scripts arrive. */
export function SearchField({
  label,
  submit,
  name = 'q',
  defaultValue,
  placeholder,
  onSearch,
  size = 'medium',
  children,
  ...form
}: SearchFieldProps) {
  const id = useId();
  return (
    <search>
      <form {...form} method="get" className={cx(styles.form, size === 'large' && styles.large)}>
        <label className="visually-hidden" htmlFor={id}>
          {label}
        </label>
        <Icon name="search" className={styles.icon} />
        <input
          id={id}
          type="search"
          name={name}
          defaultValue={defaultValue}
          placeholder={placeholder}
          enterKeyHint="search"
          autoComplete="off"
          className={styles.input}
          onChange={(event) => onSearch?.(event.target.value)}
        />
        {children}
        <Button type="submit" variant="quiet" size="small" className={styles.submit}>
          {submit}
        </Button>
      </form>
    </search>
  );
}
