import type { ReactNode } from 'react';
import styles from './FilterPanel.module.css';
import { Icon } from './Icon.tsx';

export type FilterPanelProps = {
  /** The phone's word for it: "Filter". */
  label: ReactNode;
  /** How many filters are on. */
  active?: ReactNode;
  /** CheckboxGroups, Selects, and for use without scripts a submit button. */
  children: ReactNode;
};

/** Facets beside a list: always in view on wide screens, folded into a native disclosure on phones. */
export function FilterPanel({ label, active, children }: FilterPanelProps) {
  return (
    <details className={styles.panel}>
      <summary className={styles.summary}>
        <Icon name="filter" />
        {label}
        {active && <span className={styles.active}>{active}</span>}
        <Icon name="chevron-down" size={16} className={styles.chevron} />
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
