import { type Kysely, sql } from 'kysely';
import type { Writing } from '../platform/database/database.ts';
import type { DB } from '../platform/database/schema.ts';
import type { Ground } from '../platform/ground.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';

/** The job that takes objects out of the store that no row needs any more. */
export const removeBytesQueue = 'remove-stored-bytes';

/**
 * Deletes an item for good, and its file where nothing else uses it; the bytes follow once the transaction stands.
 *
 * @param transaction holds the item; no submission has it
 */
export async function deleteItem(transaction: Writing, jobs: Jobs, item: { id: string; fileId: string | null }): Promise<void> {
  await transaction.deleteFrom('journey_evidence').where('evidence_id', '=', item.id).execute();
  await transaction.deleteFrom('evidence_item').where('id', '=', item.id).execute();
  if (!item.fileId) return;
  if (await deleteUnusedFile(transaction, item.fileId)) await jobs.send(removeBytesQueue, {}, { transaction, key: 'all' });
}

/**
 * Deletes a file that no item, submission or other capability uses.
 *
 * @returns whether it went
 */
export async function deleteUnusedFile(transaction: Writing, fileId: string): Promise<boolean> {
  const { rows } = await sql`select from file where id = ${fileId}
    and not exists (select from evidence_item where file_id = ${fileId})
    and not exists (select from file_use where file_id = ${fileId})
    and not exists (select from submission_file where file_id = ${fileId}) for update`.execute(transaction);
  if (!rows.length) return false;
  await transaction.deleteFrom('upload').where('file_id', '=', fileId).execute();
  await transaction.deleteFrom('file').where('id', '=', fileId).execute();
  return true;
}

/** Takes out of the store what is due; a failure leaves the rest for the next time. */
export async function removeUnneeded({ database, storage }: Pick<Ground, 'database' | 'storage'>): Promise<void> {
  for (;;) {
    const due = await dueObjects(database);
    if (!due.length) return;
    for (const key of due) {
      await storage.remove(key);
      await database.deleteFrom('unneeded_object').where('storage_key', '=', key).execute();
    }
  }
}

async function dueObjects(database: Kysely<DB>): Promise<string[]> {
  const rows = await database
    .selectFrom('unneeded_object')
    .select('storage_key')
    .where('due_at', '<=', sql<Date>`now()`)
    .orderBy('due_at')
    .limit(100)
    .execute();
  return rows.map((row) => row.storage_key);
}
