import { useEffect, useRef } from 'react';
import styles from './ErrorSummary.module.css';
import { Icon } from './Icon.tsx';

export type ErrorSummaryProps = {
  /** What happened and what was kept: "Two answers need another look. Everything you wrote is saved." */
  title: string;
  /** One line a problem, each linking to its field (`href="#field-id"`). */
  errors: readonly { href: string; text: string }[];
  /** Takes focus when it appears, so that nobody misses it; on unless told. */
  takeFocus?: boolean;
};

/** Everything that keeps a form from going on, at its top, each with a way to its field. */
export function ErrorSummary({ title, errors, takeFocus = true }: ErrorSummaryProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takeFocus) ref.current?.focus();
  }, [takeFocus]);
  return (
    <div ref={ref} tabIndex={-1} role="alert" className={styles.summary}>
      <h2 className={styles.title}>
        <Icon name="alert" /> <span>{title}</span>
      </h2>
      <ul className={styles.list}>
        {errors.map((error) => (
          <li key={error.href + error.text}>
            <a href={error.href}>{error.text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
