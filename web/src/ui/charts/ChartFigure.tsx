import type { ReactNode } from 'react';
import { Disclosure } from '../Disclosure.tsx';
import styles from './charts.module.css';

export interface ChartFigureProps {
  /** The picture. */
  children: ReactNode;
  /** What one should know to read it. */
  note?: ReactNode;
  /** The same figures as a table, and what opens it. */
  table: ReactNode;
  tableLabel: string;
  /** Beside the table's opener: a file, say. */
  action?: ReactNode;
}

/** A picture with its table behind it. */
export function ChartFigure({ children, note, table, tableLabel, action }: ChartFigureProps) {
  return (
    <figure className={styles.figure}>
      {children}
      {note && <figcaption className={styles.note}>{note}</figcaption>}
      <div className={styles.behind}>
        <Disclosure title={tableLabel}>{table}</Disclosure>
        {action}
      </div>
    </figure>
  );
}
