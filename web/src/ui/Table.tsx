// biome-ignore-all lint/a11y/noRedundantRoles: Safari forgets table semantics where CSS makes blocks of table parts
// biome-ignore-all lint/a11y/useSemanticElements: the same
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Table.module.css';

export type TableColumn<Row> = {
  key: string;
  /** Also names the value on phones, where rows become short lists. */
  header: string;
  cell: (row: Row) => ReactNode;
  /** Tabular figures, at the end of the line. */
  numeric?: boolean;
  /** Where the list is sorted by it; `sort.href` turns the order round. */
  sort?: { direction?: 'ascending' | 'descending' | undefined; href: string };
  /** The column's total, in the table's foot. */
  foot?: ReactNode;
};

export type TableProps<Row> = {
  /** What the table holds; names it for everyone. */
  caption: ReactNode;
  hideCaption?: boolean;
  /** The first column names its row. */
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** What stands here when there are no rows. */
  empty?: ReactNode;
  dense?: boolean;
  /** Stays a table and scrolls sideways on phones, for true matrices. */
  keepShape?: boolean;
};

/** Rows and columns; on phones each row stacks into a short list with its headers beside the values. */
export function Table<Row>({ caption, hideCaption, columns, rows, rowKey, empty, dense, keepShape }: TableProps<Row>) {
  const hasFoot = columns.some((column) => column.foot !== undefined);
  return (
    <div className={cx(styles.frame, keepShape && styles.scroll)} {...(keepShape && { tabIndex: 0 })}>
      <table role="table" className={cx(styles.table, dense && styles.dense, !keepShape && styles.stacking)}>
        <caption className={hideCaption ? 'visually-hidden' : styles.caption}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ key, header, numeric, sort }) => (
              <th
                key={key}
                role="columnheader"
                scope="col"
                className={numeric ? styles.numeric : undefined}
                {...(sort?.direction && { 'aria-sort': sort.direction })}
              >
                {sort ? (
                  <a href={sort.href} className={styles.sort} data-direction={sort.direction}>
                    {header}
                  </a>
                ) : (
                  header
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={rowKey(row)}>
              {columns.map(({ key, header, numeric, cell }, index) => {
                const value = cell(row);
                return index === 0 ? (
                  <th key={key} role="rowheader" scope="row" className={cx(numeric && styles.numeric)}>
                    {value}
                  </th>
                ) : (
                  <td
                    key={key}
                    role="cell"
                    data-header={header}
                    className={cx(numeric && styles.numeric, (value === null || value === undefined) && styles.blank)}
                  >
                    <span className={styles.value}>{value}</span>
                  </td>
                );
              })}
            </tr>
          ))}
          {rows.length === 0 && empty && (
            <tr role="row">
              <td role="cell" colSpan={columns.length} className={styles.empty}>
                {empty}
              </td>
            </tr>
          )}
        </tbody>
        {hasFoot && (
          <tfoot role="rowgroup">
            <tr role="row">
              {columns.map(({ key, header, numeric, foot }, index) =>
                index === 0 ? (
                  <th key={key} role="rowheader" scope="row">
                    {foot}
                  </th>
                ) : (
                  <td
                    key={key}
                    role="cell"
                    data-header={header}
                    className={cx(numeric && styles.numeric, foot === undefined && styles.blank)}
                  >
                    <span className={styles.value}>{foot}</span>
                  </td>
                ),
              )}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
