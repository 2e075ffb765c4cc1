import type { ReactNode } from 'react';
import styles from './Breadcrumbs.module.css';
import { Link } from './Link.tsx';

export type BreadcrumbsProps = {
  label: string;
  /** From the top down to the page's parent; the page itself is its h1. */
  items: readonly { href: string; label: ReactNode }[];
};

/** The way up. */
export function Breadcrumbs({ label, items }: BreadcrumbsProps) {
  return (
    <nav aria-label={label}>
      <ol className={styles.list}>
        {items.map((item) => (
          <li key={item.href} className={styles.item}>
            <Link href={item.href} className={styles.link}>
              {item.label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
