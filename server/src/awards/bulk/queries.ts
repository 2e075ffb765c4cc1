import { stringify } from 'csv-stringify/sync';
import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { notFound } from '../../platform/http/problem.ts';
import { type RowProblem, rowProblems } from './check-row.ts';
import { columns, reportColumns } from './read-file.ts';

export const importStates = ['checking', 'checked', 'issuing', 'issued', 'cancelled'] as const;
export const rowStates = ['unchecked', 'good', 'bad', 'waiting', 'issued'] as const;
type ImportState = (typeof importStates)[number];
type RowState = (typeof rowStates)[number];

const imports = (database: Database, organizationId: string) =>
  database
    .selectFrom('award_import as i')
    .leftJoin('person as p', 'p.id', 'i.created_by')
    .select(['i.id', 'i.file_name as fileName', 'i.rows', 'i.created_at as createdAt', 'i.finished_at as finishedAt'])
    .select(['p.name as createdBy', sql<ImportState>`i.state`.as('state')])
    .where('i.organization_id', '=', organizationId);

/** An organization's imports, newest first. */
export async function listImports(
  database: Database,
  organizationId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  let query = imports(database, organizationId).orderBy('i.id', 'desc');
  if (cursor) query = query.where('i.id', '<', cursor);
  const found = await query.limit(limit + 1).execute();
  const items = found.slice(0, limit);
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** How many rows of an import are in each state. */
async function countRows(database: Database, importId: string): Promise<Record<RowState, number>> {
  const found = await database
    .selectFrom('award_import_row')
    .select([sql<RowState>`state`.as('state'), sql<number>`count(*)::int`.as('count')])
    .where('import_id', '=', importId)
    .groupBy('state')
    .execute();
  const counts = { unchecked: 0, good: 0, bad: 0, waiting: 0, issued: 0 };
  for (const { state, count } of found) counts[state] = count;
  return counts;
}

/**
 * An import, how far it is, and a page of its rows in the order of the file.
 *
 * @param page.after the last row of the page before
 * @throws {Problem} 404 `not-found`
 */
export async function readImport(
  database: Database,
  organizationId: string,
  importId: string,
  { after, limit, state }: { after: number; limit: number; state?: RowState | undefined },
) {
  const found = await imports(database, organizationId)
    .where('i.id', '=', importId)
    .executeTakeFirstOrThrow(() => notFound('import'));
  let query = rowsOf(database, importId).where('r.row', '>', after);
  if (state) query = query.where('r.state', '=', state);
  const rows = await query.limit(limit + 1).execute();
  const items = rows.slice(0, limit).map(({ problems, ...row }) => ({ ...row, problems: explain(problems) }));
  return {
    ...found,
    progress: await countRows(database, importId),
    items,
    nextCursor: rows.length > limit ? (items.at(-1)?.row ?? null) : null,
  };
}

/**
 * The file again, with what became of each row, piece by piece. It may be mended and uploaded as it is. Formulas are not let in.
 *
 * @param state only the rows in it
 * @throws {Problem} 404 `not-found`, before the first piece
 */
export async function writeReport(
  database: Database,
  organizationId: string,
  importId: string,
  state: RowState | undefined,
): Promise<AsyncIterable<string>> {
  await imports(database, organizationId)
    .where('i.id', '=', importId)
    .executeTakeFirstOrThrow(() => notFound('import'));
  return reportPieces(database, importId, state);
}

async function* reportPieces(database: Database, importId: string, state: RowState | undefined): AsyncGenerator<string> {
  yield stringify([[...reportColumns, ...columns]]);
  for (let after = 0; ; ) {
    let query = rowsOf(database, importId).select(['r.narrative', 'r.evidence_url as evidenceUrl']).where('r.row', '>', after);
    if (state) query = query.where('r.state', '=', state);
    const rows = await query.limit(1000).execute();
    const last = rows.at(-1);
    if (!last) return;
    yield stringify(
      rows.map((row) => {
        const problems = explain(row.problems).map(({ message }) => message);
        return [
          ...[row.row, row.state, problems.join(' ')],
          ...[row.microCredential, row.email, row.awardedOn, row.name, row.narrative, row.evidenceUrl],
        ];
      }),
      { escape_formulas: true },
    );
    after = last.row;
  }
}

const rowsOf = (database: Database, importId: string) =>
  database
    .selectFrom('award_import_row as r')
    .leftJoin('award as a', 'a.import_row_id', 'r.id')
    .select(['r.row', 'r.micro_credential as microCredential', 'r.email', 'r.name', 'r.awarded_on as awardedOn'])
    .select([sql<RowState>`r.state`.as('state'), sql<RowProblem[]>`r.problems`.as('problems'), 'a.id as awardId'])
    .where('r.import_id', '=', importId)
    .orderBy('r.row');

const explain = (problems: RowProblem[]) => problems.map((code) => ({ code, message: rowProblems[code] }));
