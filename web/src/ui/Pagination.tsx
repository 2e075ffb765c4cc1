import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './Pagination.module.css';

export type PaginationProps = {
  /** Names the navigation for screen readers. */
  label: string;
  previous?: { href: string; label: string } | undefined;
  next?: { href: string; label: string } | undefined;
  /** Where one is: "61 micro-credentials", "Page 2". */
  children?: ReactNode;
};

/** Earlier and later, as links: a long list by cursor. */
export function Pagination({ label, previous, next, children }: PaginationProps) {
  return (
    <nav aria-label={label} className={styles.pagination}>
      {previous ? (
        <Button href={previous.href} rel="prev" icon="arrow-left">
          {previous.label}
        </Button>
      ) : (
        <span />
      )}
      {children && <span className={styles.place}>{children}</span>}
      {next ? (
        <Button href={next.href} rel="next" iconAfter="arrow-right">
          {next.label}
        </Button>
      ) : (
        <span />
      )}
    </nav>
  );
}
