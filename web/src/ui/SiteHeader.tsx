import type { ReactNode } from 'react';
import { BrandMark } from './BrandMark.tsx';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import { Link } from './Link.tsx';
import styles from './SiteHeader.module.css';

export type NavItem = { href: string; label: ReactNode; current?: boolean };

export type SiteHeaderProps = {
  brand: { name: string; href: string };
  /** The skip link's text and target, which is the main element's id: `#main`. */
  skip: { label: string; href: string };
  nav: readonly NavItem[];
  /** Names the navigation for screen readers. */
  navLabel: string;
  /** The phone menu's word: "Menu". */
  menuLabel: string;
  /** Sign in, or the person's own menu. */
  account?: ReactNode;
  /** As wide as the page under it: `wide` over desks and ledgers. */
  width?: 'page' | 'wide';
  /** Who one is acting for, where a person has several roles. */
  context?: ReactNode;
};

/** With more places than this the head folds them into its menu earlier, and sets them closer before that. */
const few = 7;

/** The head of every page: wordmark, navigation, account. On phones the navigation folds into a native disclosure, so it opens without scripts. */
export function SiteHeader({ brand, skip, nav, navLabel, menuLabel, account, context, width = 'page' }: SiteHeaderProps) {
  const links = nav.map((item) => (
    <li key={item.href}>
      <Link href={item.href} className={styles.link} {...(item.current && { 'aria-current': 'page' as const })}>
        {item.label}
      </Link>
    </li>
  ));
  return (
    <header className={styles.header}>
      <a className="skip-link" href={skip.href}>
        {skip.label}
      </a>
      <div className={cx(styles.bar, styles[width], nav.length > few && styles.many)}>
        <Link href={brand.href} className={styles.brand}>
          <BrandMark className={styles.mark} />
          <span>{brand.name}</span>
        </Link>
        {context && <div className={styles.context}>{context}</div>}
        <nav aria-label={navLabel} className={styles.across}>
          <ul className={styles.links}>{links}</ul>
        </nav>
        {account && <div className={styles.account}>{account}</div>}
        <details className={styles.phone}>
          <summary className={styles.summary}>
            <Icon name="menu" />
            <span>{menuLabel}</span>
          </summary>
          <nav aria-label={navLabel} className={styles.drawer}>
            <ul className={styles.links}>{links}</ul>
          </nav>
        </details>
      </div>
    </header>
  );
}
