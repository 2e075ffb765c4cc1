import type { ReactNode } from 'react';
import styles from './Card.module.css';
import { cx } from './cx.ts';
import { Heading, type HeadingLevel } from './Heading.tsx';
import { Link } from './Link.tsx';

export type CardProps = {
  title: ReactNode;
  /** With it the whole card leads there; other links inside stay their own. */
  href?: string;
  headingLevel?: HeadingLevel;
  /** One short line over the title: the issuer. */
  eyebrow?: ReactNode;
  /** A Medallion or Avatar. */
  media?: ReactNode;
  /** Facts under the text, in one line: worth, effort, state. */
  meta?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
  /** `open` lies on the page under a hairline (lists, catalogues); `sheet` is a raised sheet (one thing to act on). Never put one in another. */
  look?: 'open' | 'sheet';
  /** Medallion over the text instead of beside it. */
  upright?: boolean;
  className?: string;
};

/** One thing in a list that one can go to. */
export function Card({
  title,
  href,
  headingLevel = 3,
  eyebrow,
  media,
  meta,
  actions,
  children,
  look = 'open',
  upright,
  className,
}: CardProps) {
  return (
    <article className={cx(styles.card, styles[look], href && styles.linked, upright && styles.upright, className)}>
      {media && <div className={styles.media}>{media}</div>}
      <div className={styles.body}>
        {eyebrow && <p className={styles.eyebrow}>{eyebrow}</p>}
        <Heading level={headingLevel} className={styles.title}>
          {href ? (
            <Link href={href} className={styles.link}>
              {title}
            </Link>
          ) : (
            title
          )}
        </Heading>
        {children && <div className={styles.text}>{children}</div>}
        {meta && <div className={styles.meta}>{meta}</div>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </article>
  );
}
