import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import { forgetUpload } from './finish-upload.ts';
import { deleteItem, deleteUnusedFile, removeBytesQueue, removeUnneeded } from './let-go.ts';

/**
 * What the retention policy (`STORAGE_KEEP_DAYS`) lets go of: uploads nobody finished, files that became nothing, removed items and replaced
 * captions that no submission holds; then the bytes of all that.
 *
 * @param now decides what is old enough
 */
export async function cleanUp(ground: Pick<Ground, 'database' | 'jobs' | 'config' | 'storage'>, now: Date): Promise<void> {
  const { database, jobs, config } = ground;
  const before = new Date(now.getTime() - config.storage.keepDays * 86_400_000);
  const uploads = await database
    .selectFrom('upload')
    .select('id')
    .where('file_id', 'is', null)
    .where('created_at', '<', before)
    // one being written just now is left for tomorrow
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', sql<Date>`now()`)]))
    .execute();
  for (const { id } of uploads) await forgetUpload(ground, id);
  const { rows: items } = await sql<{ id: string }>`select id from evidence_item where removed_at < ${before}
    and not exists (select from submission_evidence where evidence_id = evidence_item.id)`.execute(database);
  for (const { id } of items)
    await database.transaction().execute(async (transaction) => {
      // it may have been put back meanwhile
      const { rows } = await sql<{ fileId: string | null }>`select file_id as "fileId" from evidence_item
        where id = ${id} and removed_at < ${before} for update`.execute(transaction);
      if (rows[0]) await deleteItem(transaction, jobs, { id, fileId: rows[0].fileId });
    });
  const { rows: files } = await sql<{ id: string }>`select id from file where created_at < ${before}
    and not exists (select from evidence_item where file_id = file.id)
    and not exists (select from file_use where file_id = file.id)
    and not exists (select from submission_file where file_id = file.id)`.execute(database);
  for (const { id } of files) await database.transaction().execute((transaction) => deleteUnusedFile(transaction, id));
  await sql`delete from file_caption where replaced_at < ${before}
    and not exists (select from submission_file where file_id = file_caption.file_id)`.execute(database);
  await removeUnneeded(ground);
}

/** Starts the daily clean-up and the removal of bytes that were let go of. */
export async function startCleanUp(ground: Ground): Promise<void> {
  await ground.jobs.work(removeBytesQueue, () => removeUnneeded(ground));
  await ground.jobs.every('clean-up-uploads', '40 3 * * *', () => cleanUp(ground, ground.clock()));
}
