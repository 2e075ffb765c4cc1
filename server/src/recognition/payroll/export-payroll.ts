import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { sql } from 'kysely';
import type { Database, Writing } from '../../platform/database/database.ts';
import { editConflict, notFound } from '../../platform/http/problem.ts';
import { decimalOf, hundredthsOf } from '../ledger/hundredths.ts';
import { hrIdentifiersMissing } from '../problems.ts';
import { defaultMapping, PayrollMapping } from './mapping.ts';

/** A payroll file, as it is stored. */
export interface PayrollFile {
  id: string;
  fileName: string;
  content: Buffer;
  sha256: string;
  rows: number;
  /** Control totals: what the amounts of the file sum to. */
  totals: Sums;
  /** What the closing took that is of no kind that goes to payroll: with the totals it makes all of the closing. */
  leftOut: Sums;
}
type Sums = { kind: string; unit: string; amount: string; entries: number }[];

interface Line {
  entryId: string;
  reverses: string | null;
  educatorId: string;
  hrIdentifier: string | null;
  name: string;
  email: string;
  kind: string;
  unit: string;
  amount: string;
  earnedOn: string;
  effectiveOn: string;
  incentive: string;
}

/**
 * The payroll file of a closing by the recognizer's mapping. It is made once for each mapping and kept: asked for again it is the same,
 * byte for byte, though names and identifiers changed since.
 *
 * @throws {Problem} 404 `not-found`; 422 `hr-identifiers-missing`
 */
export async function exportPayroll(transaction: Writing, { closingId, by }: { closingId: string; by: string }): Promise<PayrollFile> {
  // one at a time, so that two asking at once get one file
  const closing = await transaction
    .selectFrom('ledger_closing as c')
    .innerJoin('organization as o', 'o.id', 'c.recognizer_id')
    .select(['c.id', 'c.number', 'c.recognizer_id as recognizerId', 'o.slug', sql<string>`c.ends_on`.as('endsOn')])
    .where('c.id', '=', closingId)
    .executeTakeFirst();
  if (!closing) throw notFound('closing');
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payroll/${closingId}`}, 0))`.execute(transaction);
  const { mapping } = await readMapping(transaction, closing.recognizerId);
  const mappingSha = createHash('sha256').update(JSON.stringify(mapping)).digest();
  const fileName = `payroll-${closing.slug}-${closing.number}-${closing.endsOn}.csv`;
  const leftOut = await sumsLeftOut(transaction, closingId, mapping);
  const known = await transaction
    .selectFrom('payroll_export')
    .selectAll()
    .where('closing_id', '=', closingId)
    .where('mapping_sha', '=', mappingSha)
    .executeTakeFirst();
  if (known) {
    const { id, content, sha256, rows, totals } = known;
    return { id, fileName, content, sha256: sha256.toString('hex'), rows, totals: totals as unknown as Sums, leftOut };
  }
  const lines = await linesOf(transaction, closingId, mapping);
  if (mapping.columns.some(({ value }) => value === 'hr-identifier')) {
    const missing = [
      ...new Map(lines.filter(({ hrIdentifier }) => !hrIdentifier).map(({ educatorId, name }) => [educatorId, name])).values(),
    ];
    if (missing.length) throw hrIdentifiersMissing(missing);
  }
  const { content, rows } = writeFile(lines, mapping, closing.number);
  const totals = totalsOf(lines);
  const sha256 = createHash('sha256').update(content).digest();
  const { id } = await transaction
    .insertInto('payroll_export')
    .values({
      closing_id: closingId,
      mapping: JSON.stringify(mapping),
      mapping_sha: mappingSha,
      content,
      sha256,
      rows,
      totals: JSON.stringify(totals),
      made_by: by,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, fileName, content, sha256: sha256.toString('hex'), rows, totals, leftOut };
}

function linesOf(transaction: Writing, closingId: string, { kinds }: PayrollMapping): Promise<Line[]> {
  return sql<Line>`
    select l.id as "entryId", l.reverses, l.educator_id as "educatorId", p.name, p.email, l.kind, l.unit, l.amount::numeric(20, 2)::text as amount,
      l.earned_on as "earnedOn", l.effective_on as "effectiveOn", coalesce(i.name, '') as incentive,
      (select hr_identifier from hr_number n where n.recognizer_id = l.recognizer_id and n.educator_id = l.educator_id) as "hrIdentifier"
    from ledger_closing_entry ce join ledger_entry l on l.id = ce.entry_id join person p on p.id = l.educator_id
    left join incentive i on i.id = l.incentive_id
    where ce.closing_id = ${closingId} and l.kind = any(${kinds}::text[])
    order by l.educator_id, l.effective_on, l.id`
    .execute(transaction)
    .then(({ rows }) => rows);
}

async function sumsLeftOut(transaction: Writing, closingId: string, { kinds }: PayrollMapping): Promise<Sums> {
  const { rows } = await sql<Sums[number]>`
    select l.kind, l.unit, sum(l.amount)::numeric(20, 2)::text as amount, count(*) as entries
    from ledger_closing_entry ce join ledger_entry l on l.id = ce.entry_id
    where ce.closing_id = ${closingId} and l.kind <> all(${kinds}::text[]) group by 1, 2 order by 1, 2`.execute(transaction);
  return rows;
}

/** What amounts sum to, by kind and unit. */
function totalsOf(lines: readonly Line[]): Sums {
  const sums = new Map<string, { kind: string; unit: string; sum: number; entries: number }>();
  for (const { kind, unit, amount } of lines) {
    const known = sums.get(`${kind}/${unit}`) ?? { kind, unit, sum: 0, entries: 0 };
    known.sum += hundredthsOf(amount);
    known.entries += 1;
    sums.set(`${kind}/${unit}`, known);
  }
  return [...sums.values()]
    .sort((one, other) => (`${one.kind}/${one.unit}` < `${other.kind}/${other.unit}` ? -1 : 1))
    .map(({ sum, ...rest }) => ({ ...rest, amount: decimalOf(sum) }));
}

function writeFile(lines: readonly Line[], mapping: PayrollMapping, closing: number): { content: Buffer; rows: number } {
  const rows = mapping.rows === 'entry' ? lines : summed(lines);
  const date = (text: string) => {
    const [year, month, day] = text.split('-');
    if (mapping.dates === '11/25/2026') return `${month}/${day}/${year}`;
    return mapping.dates === '25.11.2026' ? `${day}.${month}.${year}` : text;
  };
  const cellOf = (line: Line, { value, constant }: PayrollMapping['columns'][number]): string => {
    switch (value) {
      case 'hr-identifier':
        return line.hrIdentifier ?? '';
      case 'name':
      case 'email':
      case 'kind':
      case 'amount':
      case 'unit':
      case 'incentive':
        return line[value];
      case 'earned-on':
        return date(line.earnedOn);
      case 'effective-on':
        return date(line.effectiveOn);
      case 'entry-id':
        return line.entryId;
      case 'reverses':
        return line.reverses ?? '';
      case 'closing':
        return String(closing);
      case 'constant':
        return constant;
    }
  };
  // names come from people: a spreadsheet must not take one for a formula
  const safe = (text: string) => (/^[=+@\t\r]|^-(?!\d+(\.\d+)?$)/.test(text) ? `'${text}` : text);
  const table = [
    mapping.columns.map(({ header }) => header),
    ...rows.map((line) => mapping.columns.map((column) => safe(cellOf(line, column)))),
  ];
  return { content: Buffer.from(stringify(table, { delimiter: mapping.delimiter, record_delimiter: 'windows' })), rows: rows.length };
}

/** One line for each educator, kind and due date; what sums to nothing is left out. */
function summed(lines: readonly Line[]): Line[] {
  const sums = new Map<string, Line & { sum: number }>();
  for (const line of lines) {
    const key = JSON.stringify([line.educatorId, line.kind, line.unit, line.effectiveOn]);
    const known = sums.get(key) ?? { ...line, sum: 0 };
    known.sum += hundredthsOf(line.amount);
    sums.set(key, known);
  }
  return [...sums.values()].filter(({ sum }) => sum !== 0).map(({ sum, ...line }) => ({ ...line, amount: decimalOf(sum) }));
}

/** A recognizer's mapping; the default one until it chose. */
export async function readMapping(database: Database, recognizerId: string): Promise<{ mapping: PayrollMapping; revision: number }> {
  const row = await database
    .selectFrom('payroll_mapping')
    .select(['mapping', 'revision'])
    .where('recognizer_id', '=', recognizerId)
    .executeTakeFirst();
  return row ? { mapping: PayrollMapping.parse(row.mapping), revision: row.revision } : { mapping: defaultMapping, revision: 0 };
}

/**
 * Saves a mapping that was edited from a known revision.
 *
 * @throws {Problem} 409 `edit-conflict`
 */
export async function saveMapping(
  transaction: Writing,
  { recognizerId, mapping, revision, by }: { recognizerId: string; mapping: PayrollMapping; revision: number; by: string },
): Promise<{ revision: number }> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payroll-mapping/${recognizerId}`}, 0))`.execute(transaction);
  const current = await readMapping(transaction, recognizerId);
  if (current.revision !== revision) throw editConflict(current);
  const values = { mapping: JSON.stringify(mapping), revision: revision + 1, updated_by: by };
  await transaction
    .insertInto('payroll_mapping')
    .values({ recognizer_id: recognizerId, ...values })
    .onConflict((conflict) => conflict.column('recognizer_id').doUpdateSet({ ...values, updated_at: sql<Date>`now()` }))
    .execute();
  return { revision: revision + 1 };
}
