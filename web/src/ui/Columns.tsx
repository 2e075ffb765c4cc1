import type { ReactNode } from 'react';
import styles from './Columns.module.css';
import { cx } from './cx.ts';

export type ColumnsProps = {
  children: ReactNode;
  /** The narrow column: facets, a checklist, facts. */
  aside: ReactNode;
  /** Where the narrow column stands on wide screens. */
  side?: 'start' | 'end';
  /** On phones the narrow column comes after the wide one, or before it. */
  first?: 'main' | 'aside';
  /** The narrow column stays in view while the wide one scrolls. */
  sticky?: boolean;
  /** Two equal columns, each scrolling by itself on wide screens: evidence left, scoring guide right. */
  look?: 'aside' | 'desk';
};

/** Two columns on wide screens, one on phones. The reading order is that of the phones. */
export function Columns({ children, aside, side = 'end', first = 'main', sticky, look = 'aside' }: ColumnsProps) {
  const narrow = (
    <div key="aside" className={cx(styles.aside, sticky && styles.sticky)}>
      {aside}
    </div>
  );
  const wide = (
    <div key="main" className={styles.main}>
      {children}
    </div>
  );
  return <div className={cx(styles.columns, styles[side], styles[look])}>{first === 'main' ? [wide, narrow] : [narrow, wide]}</div>;
}
