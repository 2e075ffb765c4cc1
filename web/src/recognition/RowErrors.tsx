import { useTranslation } from 'react-i18next';
import { problemOf } from '../shell/problem-of.ts';
import { Table } from '../ui/Table.tsx';

/** What is wrong in a file that was sent, by row and column, as the spreadsheet counts them; nothing where no row is told. */
export function RowErrors({ error }: { error: unknown }) {
  const { t } = useTranslation('pay');
  const errors = error ? (problemOf(error).errors ?? []) : [];
  const rows = errors.flatMap(({ path, message }, index) => {
    const [, row, column] = /^row (\d+)\/(.*)$/.exec(path) ?? [];
    return row ? [{ id: String(index), row, column, message }] : [];
  });
  if (!rows.length) return null;
  return (
    <Table
      caption={t('payroll.wrong')}
      dense
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'row', header: t('payroll.row'), cell: ({ row }) => t('payroll.rowNumbered', { row }) },
        { key: 'column', header: t('payroll.columnName'), cell: ({ column }) => column },
        { key: 'message', header: t('payroll.message'), cell: ({ message }) => message },
      ]}
    />
  );
}
