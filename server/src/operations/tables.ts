import type pg from 'pg';

/** A table as a backup sees it. */
export interface BackupTable {
  name: string;
  /** Quoted column names, generated ones left out. */
  columns: string[];
  /** Quoted columns of the primary key: the order in which rows are written, so that equal content has equal checksums. */
  key: string[];
}

/**
 * Every table of the schema `public` in an order in which rows can be loaded: a table after those it refers to.
 * Deferrable references may point forward; they are checked at commit.
 */
export async function tablesInOrder(client: pg.ClientBase): Promise<BackupTable[]> {
  const { rows: tables } = await client.query<BackupTable>(`
    select c.relname as name,
      array(select quote_ident(attname) from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns,
      array(select quote_ident(a.attname) from pg_index i cross join unnest(i.indkey) with ordinality k(attnum, place)
            join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum where i.indrelid = c.oid and i.indisprimary order by k.place) as key
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration' order by c.relname`);
  const { rows: references } = await client.query<{ from: string; to: string }>(`
    select f.relname as "from", t.relname as "to" from pg_constraint k
    join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and not k.condeferrable and f.oid <> t.oid and f.relnamespace = 'public'::regnamespace`);
  const ordered: BackupTable[] = [];
  const left = new Map(tables.map((table) => [table.name, table]));
  while (left.size > 0) {
    const free = [...left.values()].filter((table) => !references.some(({ from, to }) => from === table.name && left.has(to)));
    if (free.length === 0)
      throw new Error(`These tables refer to each other in a circle: ${[...left.keys()].join(', ')}. Make one reference deferrable.`);
    for (const table of free) {
      ordered.push(table);
      left.delete(table.name);
    }
  }
  return ordered;
}

/** The COPY that writes a table's rows, always in the same order. */
export function copyOut({ name, columns, key }: BackupTable): string {
  return `copy (select ${columns.join(', ')} from public."${name}" order by ${(key.length ? key : columns).join(', ')}) to stdout`;
}
