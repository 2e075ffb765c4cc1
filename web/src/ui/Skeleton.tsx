import { cx } from './cx.ts';
import styles from './Skeleton.module.css';

export type SkeletonProps = {
  /** What it stands for: lines of text, a title, a medallion, a block. */
  shape?: 'text' | 'title' | 'circle' | 'block';
  /** How many lines of text. */
  lines?: number;
};

/** Keeps the place of what is loading, so that nothing jumps. Put it in a container with `aria-busy` and one spoken "Loading". */
export function Skeleton({ shape = 'text', lines = 1 }: SkeletonProps) {
  if (shape !== 'text') return <span aria-hidden="true" className={cx(styles.skeleton, styles[shape])} />;
  return (
    <span aria-hidden="true" className={styles.lines}>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have nothing but their place
        <span key={index} className={cx(styles.skeleton, styles.text)} />
      ))}
    </span>
  );
}
