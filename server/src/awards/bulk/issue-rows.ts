import { OpenBadgesError } from '@brevet/openbadges';
import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { issueBatch, versionsOf } from './issue-batch.ts';

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database' | 'events'>;

/** Awards that are signed in one transaction: enough that what they share costs little, few enough that it is short. */
const batch = 250;
/** Batches under way at once in one process: one is signed while the database writes the other. */
const lanes = 2;
/** Milliseconds after which a job hands the rest on to the next one, so that a node that ends does not wait for long. */
const jobLength = 4000;

/**
 * Issues good rows of an import for some seconds, a batch a transaction: whoever dies in the middle has issued what is issued, and the
 * rest is still good. After the last one the import is issued.
 *
 * @returns whether rows are left
 */
export async function issueRows(ground: Parts, importId: string): Promise<boolean> {
  const until = performance.now() + jobLength;
  await issueAll(ground, importId, goodRows(ground.database, importId, until));
  return !(await finish(ground.database, importId, ground.clock()));
}

/** Issues rows whose earner has confirmed the address since; the rest of them waits on. */
export async function issueWaiting(ground: Parts): Promise<void> {
  const { rows } = await sql<{ importId: string; rowIds: string[] }>`
    select r.import_id as "importId", array_agg(r.id order by r.row) as "rowIds"
    from award_import_row r join award_import i on i.id = r.import_id
      join email_address e on e.email = r.email and e.verified_at is not null
    where r.state = 'waiting' and i.state in ('issuing', 'issued') group by r.import_id`.execute(ground.database);
  for (const { importId, rowIds } of rows) await issueAll(ground, importId, piecesOf(rowIds));
}

/** Ids of the good rows in the order of the file, a batch at a time, until a moment. */
async function* goodRows(database: Database, importId: string, until: number): AsyncGenerator<string[]> {
  for (let after = 0; performance.now() < until; ) {
    const rows = await database
      .selectFrom('award_import_row as r')
      .innerJoin('award_import as i', 'i.id', 'r.import_id')
      .select(['r.id', 'r.row'])
      .where('r.import_id', '=', importId)
      .where('i.state', '=', 'issuing')
      .where('r.state', '=', 'good')
      .where('r.row', '>', after)
      .orderBy('r.row')
      .limit(batch)
      .execute();
    if (!rows.length) return;
    after = rows.at(-1)?.row ?? after;
    yield rows.map(({ id }) => id);
  }
}

async function* piecesOf(rowIds: string[]): AsyncGenerator<string[]> {
  for (let start = 0; start < rowIds.length; start += batch) yield rowIds.slice(start, start + batch);
}

/** A row that cannot be issued does not hold up those behind it; that it could not is thrown in the end, so the job tries again. */
async function issueAll(ground: Parts, importId: string, pieces: AsyncGenerator<string[]>): Promise<void> {
  const versions = versionsOf(ground.database);
  const failures: unknown[] = [];
  const issue = (rowIds: string[]) => issueBatch(ground, { importId, rowIds, versions });
  const lane = async () => {
    for await (const rowIds of pieces)
      await issue(rowIds).catch(async (error: unknown) => {
        // a badge that came out differently from the long way is no matter of one row
        if (error instanceof OpenBadgesError && error.code === 'template-mismatch') throw error;
        for (const rowId of rowIds) await issue([rowId]).catch((failure: unknown) => failures.push(failure));
      });
  };
  // each lane comes to its end before the job does
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
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
