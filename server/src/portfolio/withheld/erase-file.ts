import { sql } from 'kysely';
import type { Writing } from '../../platform/database/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import { removeBytesQueue } from '../let-go.ts';

/**
 * Takes a file's bytes out of the store for good, with what was made of them and the name it had. Its row stays, with its checksum:
 * submissions name it.
 */
export async function eraseFile(transaction: Writing, jobs: Jobs, fileId: string): Promise<void> {
  const { rows } = await sql<{
    key: string;
  }>`select storage_key as key from file where id = ${fileId} and erased_at is null for update`.execute(transaction);
  const [file] = rows;
  if (!file) return;
  await transaction.deleteFrom('file_rendition').where('file_id', '=', fileId).execute();
  await transaction.deleteFrom('file_caption').where('file_id', '=', fileId).execute();
  // a key that never was an object
  await sql`update file set erased_at = now(), storage_key = gen_random_uuid()::text, size = 0, name = 'erased', damage = null
    where id = ${fileId}`.execute(transaction);
  await transaction.insertInto('unneeded_object').values({ storage_key: file.key }).execute();
  await jobs.send(removeBytesQueue, {}, { transaction, key: 'all' });
}
