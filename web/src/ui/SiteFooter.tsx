import type { ReactNode } from 'react';
import { Link } from './Link.tsx';
import styles from './SiteFooter.module.css';
import type { NavItem } from './SiteHeader.tsx';

export type SiteFooterProps = {
  /** A sentence on who runs this. */
  note: ReactNode;
  groups: readonly { title: string; links: readonly NavItem[] }[];
  /** Names the footer's navigation for screen readers. */
  navLabel: string;
  /** Language and theme. */
  settings?: ReactNode;
  /** The last line: license, version. */
  small?: ReactNode;
};

/** The foot of every page. */
export function SiteFooter({ note, groups, navLabel, settings, small }: SiteFooterProps) {
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        <div className={styles.note}>{note}</div>
        <nav aria-label={navLabel} className={styles.groups}>
          {groups.map((group) => (
            <div key={group.title}>
              <p className={styles.title}>{group.title}</p>
              <ul className={styles.links}>
                {group.links.map((item) => (
                  <li key={item.href}>
                    <Link href={item.href}>{item.label}</Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
        {(small || settings) && (
          <div className={styles.last}>
            <div>{small}</div>
            {settings}
          </div>
        )}
      </div>
    </footer>
  );
}
