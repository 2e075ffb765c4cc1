import pg from 'pg';
import { tablesInOrder } from '../operations/tables.ts';

/** A column as the catalog describes it. */
interface Column {
  name: string;
  type: string;
  needed: boolean;
  /** The first word that a check lets stand here, where it lists them. */
  word: string | null;
  /** Table and column that it refers to. */
  refers: { constraint: string; table: string; column: string } | null;
}

/** Text that a careless copy would break: quotes, a tab, a backslash, the sign for null, a line's end, letters beyond ASCII. */
const hard = 'Noor "tab\there" \\N O’Neill\nКиїв 🎓';
const samples: Record<string, string> = {
  text: hard,
  uuid: '01234567-89ab-7def-8123-456789abcdef',
  integer: '7',
  smallint: '3',
  bigint: '9007199254740993',
  numeric: '1234567.89',
  'double precision': '0.1',
  real: '0.5',
  boolean: 'true',
  date: '2026-02-28',
  'timestamp with time zone': '2026-02-28T23:59:59.999999Z',
  bytea: '\\x00010a5c4eff00010a5c4eff00010a5c4eff00010a5c4eff00010a5c4eff0001',
  jsonb: JSON.stringify({ text: hard, number: 1.1, list: [null, true] }),
  json: JSON.stringify({ text: hard }),
  'text[]': '{"a,b","c\\"d",NULL}',
  'uuid[]': '{01234567-89ab-7def-8123-456789abcdef}',
  'integer[]': '{1,2}',
};

/**
 * Puts a row into each table that has none, as full as its checks allow: what a column holds follows from its type, words from its checks,
 * references from rows that are there.
 *
 * @param given what stands in columns where type and checks do not say enough, by table
 * @returns tables that could not be filled, with what the database said
 */
export async function fillTables(url: string, given: Record<string, Record<string, string | null>> = {}): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const refused: Record<string, string> = {};
  try {
    for (const { name } of await tablesInOrder(client)) {
      if ((await client.query(`select from "${name}" limit 1`)).rowCount) continue;
      const columns = await columnsOf(client, name);
      // as much as its checks allow: first everything, then what has to be there
      for (const wanted of [columns, columns.filter(({ name: column, needed }) => needed || given[name]?.[column])])
        try {
          await insert(client, name, wanted, given[name] ?? {});
          delete refused[name];
          break;
        } catch (error) {
          refused[name] = (error as Error).message;
        }
    }
  } finally {
    await client.end();
  }
  return refused;
}

async function insert(client: pg.Client, table: string, columns: Column[], given: Record<string, string | null>): Promise<void> {
  const references = new Map<string, string>();
  const values = columns.map(({ name, type, word, refers }) => {
    const told = given[name];
    if (told !== undefined) return told === null ? 'null' : client.escapeLiteral(told);
    if (refers) {
      references.set(refers.constraint, refers.table);
      return `"${refers.constraint}"."${refers.column}"`;
    }
    const sample = word ?? samples[type];
    if (sample === undefined) throw new Error(`What stands in a column of type ${type}?`);
    return `${client.escapeLiteral(sample)}::${type}`;
  });
  const from = [...references].map(([constraint, referred]) => `(select * from "${referred}" limit 1) as "${constraint}"`);
  const { rowCount } = await client.query(
    `insert into "${table}" (${columns.map(({ name }) => `"${name}"`).join(', ')}) select ${values.join(', ')} ${from.length ? `from ${from.join(', ')}` : ''}`,
  );
  if (!rowCount) throw new Error(`Nothing is there that it refers to: ${[...references.values()].join(', ')}`);
}

async function columnsOf(client: pg.Client, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull and not a.atthasdef and a.attidentity = '' as needed,
      (select substring(pg_get_constraintdef(k.oid) from a.attname || ' = ANY \\(ARRAY\\[''([^'']+)''::text')
        from pg_constraint k where k.conrelid = a.attrelid and k.contype = 'c' and a.attnum = any(k.conkey)
          and pg_get_constraintdef(k.oid) ~ (a.attname || ' = ANY \\(ARRAY\\[') limit 1) as word,
      (select json_build_object('constraint', k.conname, 'table', f.relname, 'column', fa.attname)
        from pg_constraint k cross join unnest(k.conkey, k.confkey) as pair(own, other)
        join pg_class f on f.oid = k.confrelid join pg_attribute fa on fa.attrelid = f.oid and fa.attnum = pair.other
        where k.conrelid = a.attrelid and k.contype = 'f' and pair.own = a.attnum order by cardinality(k.conkey) desc limit 1) as refers
    from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and not (a.atthasdef and a.attname <> 'state') and a.attidentity = '' order by a.attnum`,
    [`public."${table}"`],
  );
  return rows;
}
