import { cx } from '../../ui/cx.ts';
import type { Comment, Region } from './pin.ts';
import styles from './pins.module.css';

/** Where the comments on a picture are, with their numbers. The list below it says the same in words. */
export function Regions({ comments, shown }: { comments: readonly Comment[]; shown: string | undefined }) {
  return comments.map(
    ({ id, place }, index) =>
      place.kind === 'region' && (
        <span key={id} className={cx(styles.region, shown === id && styles.shown)} style={boundsOf(place)} aria-hidden="true">
          <span className={styles.regionNumber}>{index + 1}</span>
        </span>
      ),
  );
}

/** A region's place over its picture. */
export const boundsOf = ({ x, y, width, height }: Region) => ({
  insetInlineStart: `${x * 100}%`,
  insetBlockStart: `${y * 100}%`,
  inlineSize: `${width * 100}%`,
  blockSize: `${height * 100}%`,
});
