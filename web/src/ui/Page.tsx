import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Page.module.css';

export type PageProps = {
  /** `reading` for one column of text or a form, `page` for most, `wide` for desks and ledgers. */
  width?: 'reading' | 'page' | 'wide';
  /** The skip link's target. */
  id?: string;
  children: ReactNode;
};

/** The page's main part, between header and footer. */
export function Page({ width = 'page', id = 'main', children }: PageProps) {
  return (
    <main id={id} tabIndex={-1} className={cx(styles.page, styles[width])}>
      {children}
    </main>
  );
}
