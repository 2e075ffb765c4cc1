import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { Heading, type HeadingLevel } from './Heading.tsx';
import styles from './Section.module.css';

export type SectionProps = {
  title: ReactNode;
  headingLevel?: HeadingLevel;
  /** Anchor, so that others can point here. */
  id?: string;
  /** A sentence under the heading. */
  lead?: ReactNode;
  /** A link or button at the heading's far end. */
  action?: ReactNode;
  /** `margin` sets the heading in the left margin on wide screens, the way a printed report does; good for long reading pages. */
  look?: 'plain' | 'margin';
  children: ReactNode;
};

/** A part of a page under its own heading, with air around it instead of a box. */
export function Section({ title, headingLevel = 2, id, lead, action, look = 'plain', children }: SectionProps) {
  return (
    <section className={cx(styles.section, styles[look])} id={id}>
      <div className={styles.head}>
        <Heading level={headingLevel} className={styles.heading}>
          {title}
        </Heading>
        {lead && <div className={styles.lead}>{lead}</div>}
        {action && <div className={styles.action}>{action}</div>}
      </div>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
