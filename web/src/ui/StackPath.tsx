import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { Link } from './Link.tsx';
import styles from './StackPath.module.css';

export type StackPathStop = {
  id: string;
  title: ReactNode;
  /** A Medallion of 72 px or so; in outline while not earned. */
  media: ReactNode;
  earned: boolean;
  /** The state as a word: "Earned 4 May", "In progress", "Next". */
  state: ReactNode;
  href?: string;
};

export type StackPathProps = {
  label: string;
  stops: readonly StackPathStop[];
  /** The stack's own badge at the end of the way. */
  goal?: StackPathStop;
};

/** More stops than this stand in rows on wide screens. */
const mostInLine = 8;

/**
 * Progress through a stack as a path one walks: stops on a winding line, filled in as far as one has come, the stack's badge at its end.
 * It is an ordered list with words for every state, so it reads as well as it looks. Winds on wide screens, runs down on phones.
 */
export function StackPath({ label, stops, goal }: StackPathProps) {
  const all = goal ? [...stops, goal] : stops;
  return (
    <ol aria-label={label} className={cx(styles.path, all.length > mostInLine && styles.long)}>
      {all.map((stop, index) => {
        const next = all[index + 1];
        return (
          <li key={stop.id} className={cx(styles.stop, index % 2 === 1 && styles.low, stop === goal && styles.goal)}>
            {next && (
              <svg
                className={cx(styles.way, stop.earned && styles.walked)}
                viewBox="0 0 100 100"
                preserveAspectRatio="none"
                aria-hidden="true"
                focusable="false"
              >
                <path d={index % 2 === 0 ? 'M0 0C50 0 50 100 100 100' : 'M0 100C50 100 50 0 100 0'} vectorEffect="non-scaling-stroke" />
              </svg>
            )}
            <span className={styles.media}>{stop.media}</span>
            <span className={styles.text}>
              <span className={styles.title}>{stop.href ? <Link href={stop.href}>{stop.title}</Link> : stop.title}</span>
              <span className={styles.state}>{stop.state}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
