import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';
import { Heading, type HeadingLevel } from './Heading.tsx';

export type EmptyStateProps = {
  /** What will be here. */
  title: ReactNode;
  headingLevel?: HeadingLevel;
  children?: ReactNode;
  /** The first step. */
  action?: ReactNode;
  /** A Medallion in its quiet form, or nothing. */
  media?: ReactNode;
};

/** A place where nothing is yet: says what will be here and offers the first step. */
export function EmptyState({ title, headingLevel = 2, children, action, media }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {media && <div className={styles.media}>{media}</div>}
      <Heading level={headingLevel} className={styles.title}>
        {title}
      </Heading>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
