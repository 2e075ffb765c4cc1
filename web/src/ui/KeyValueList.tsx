import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './KeyValueList.module.css';

export type KeyValueListProps = {
  items: readonly { key: ReactNode; value: ReactNode; id?: string }[];
  /** `rows` sets value beside key; `facts` sets big values over small keys, side by side: worth and effort at a glance. */
  look?: 'rows' | 'facts';
};

/** Facts about one thing. */
export function KeyValueList({ items, look = 'rows' }: KeyValueListProps) {
  return (
    <dl className={cx(styles.list, styles[look])}>
      {items.map(({ key, value, id }, index) => (
        <div key={id ?? index} className={styles.item}>
          <dt className={styles.key}>{key}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
