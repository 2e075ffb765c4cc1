import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { issueRow } from './issue-row.ts';

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database' | 'events'>;

/** Awards that one job signs: few seconds of work, so that a node that ends does not wait for it. */
const piece = 100;

/**
 * Issues the next good rows of an import, each in a transaction of its own: whoever dies in the middle has issued what is issued, and
 * the rest is still good. After the last one the import is issued.
 *
 * @returns whether rows are left
 */
export async function issueRows(ground: Parts, importId: string): Promise<boolean> {
  const { database } = ground;
  const rows = await database
    .selectFrom('award_import_row as r')
    .innerJoin('award_import as i', 'i.id', 'r.import_id')
    .select('r.id')
    .where('r.import_id', '=', importId)
    .where('i.state', '=', 'issuing')
    .where('r.state', '=', 'good')
    .orderBy('r.row')
    .limit(piece)
    .execute();
  await issueEach(ground, rows);
  return !(await finish(database, importId, ground.clock()));
}

/** Issues rows whose earner has confirmed the address since; the rest of them waits on. */
export async function issueWaiting(ground: Parts): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select r.id from award_import_row r join email_address e on e.email = r.email and e.verified_at is not null
      where r.state = 'waiting' order by r.id limit ${piece}`.execute(ground.database);
    await issueEach(ground, rows);
    if (rows.length < piece) return;
  }
}

/** A row that cannot be issued does not hold up those behind it; that it could not is thrown in the end, so the job tries again. */
async function issueEach(ground: Parts, rows: { id: string }[]): Promise<void> {
  const failures: unknown[] = [];
  for (const { id } of rows)
    await ground.database
      .transaction()
      .execute((transaction) => issueRow(ground, transaction, id))
      .catch((error: unknown) => failures.push(error));
  if (failures.length)
    throw new AggregateError(failures, `Rows of earlier awards that could not be issued: ${failures.length}; the first: ${failures[0]}`);
}

/** @returns whether nothing is left to do */
async function finish(database: Database, importId: string, now: Date): Promise<boolean> {
  await database
    .updateTable('award_import')
    .set({ state: 'issued', finished_at: now })
    .where('id', '=', importId)
    .where('state', '=', 'issuing')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('award_import_row').select('id').where('import_id', '=', importId).where('state', '=', 'good'))),
    )
    .execute();
  const left = await database
    .selectFrom('award_import')
    .select('id')
    .where('id', '=', importId)
    .where('state', '=', 'issuing')
    .executeTakeFirst();
  return left === undefined;
}
