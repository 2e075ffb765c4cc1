import type { ReactNode } from 'react';
import styles from './charts.module.css';

export interface BarListProps {
  /** `value` null: not told. */
  rows: readonly { key: string; name: ReactNode; value: number | null; said: ReactNode; note?: ReactNode }[];
  /** The value of a full bar; the largest unless given. */
  full?: number;
}

/** Values side by side as bars with their numbers in words: a list to those who hear it. */
export function BarList({ rows, full }: BarListProps) {
  const most = full ?? Math.max(1, ...rows.map(({ value }) => value ?? 0));
  return (
    <ol className={styles.bars}>
      {rows.map(({ key, name, value, said, note }) => (
        <li key={key} className={styles.bar}>
          <span className={styles.barName}>{name}</span>
          <span className={styles.track} aria-hidden="true" data-empty={value === null || undefined}>
            {value !== null && <span className={styles.fill} style={{ inlineSize: `${Math.min(100, (100 * value) / most)}%` }} />}
          </span>
          <span className={styles.barSaid}>{said}</span>
          {note && <span className={styles.barNote}>{note}</span>}
        </li>
      ))}
    </ol>
  );
}
