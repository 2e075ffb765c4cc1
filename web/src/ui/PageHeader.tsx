import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './PageHeader.module.css';

export type PageHeaderProps = {
  title: ReactNode;
  /** Breadcrumbs, or a link back. */
  before?: ReactNode;
  /** One line over the title: what kind of thing, whose. */
  eyebrow?: ReactNode;
  /** One or two sentences that say what the page is for. */
  lead?: ReactNode;
  /** A Medallion, at the far end on wide screens and over the title on phones. */
  media?: ReactNode;
  /** Chips and facts under the lead. */
  meta?: ReactNode;
  /** The one clear next step, and at most one beside it. */
  actions?: ReactNode;
  /** `display` for public pages that introduce something earned; `work` is small, for desks and ledgers. */
  look?: 'title' | 'display' | 'work';
};

/** The head of a page: its only h1. */
export function PageHeader({ title, before, eyebrow, lead, media, meta, actions, look = 'title' }: PageHeaderProps) {
  return (
    <header className={cx(styles.header, styles[look])}>
      <div className={styles.text}>
        {before && <div className={styles.before}>{before}</div>}
        {eyebrow && <p className={styles.eyebrow}>{eyebrow}</p>}
        <h1 className={styles.heading}>{title}</h1>
        {lead && <div className={styles.lead}>{lead}</div>}
        {meta && <div className={styles.meta}>{meta}</div>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {media && <div className={styles.media}>{media}</div>}
    </header>
  );
}
