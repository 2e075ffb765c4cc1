import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import type { Storage } from '../platform/storage/storage.ts';
import { forgetUpload } from './finish-upload.ts';
import { keptDays } from './limits.ts';
import { removeBytesQueue } from './remove-evidence.ts';

/**
 * Removes uploads nobody finished and files that never became evidence or were used elsewhere, a week after they came.
 *
 * @param now decides what is a week ago
 */
export async function cleanUp({ database }: Pick<Ground, 'database'>, storage: Storage, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 86_400_000);
  const uploads = await database
    .selectFrom('upload')
    .select('id')
    .where('file_id', 'is', null)
    .where('created_at', '<', before)
    // one being written just now is left for tomorrow
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', sql<Date>`now()`)]))
    .execute();
  for (const { id } of uploads) await forgetUpload({ database, storage }, id);
  const files = await database
    .selectFrom('file')
    .select(['id', 'storage_key'])
    .where('created_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('evidence_item').select('id').whereRef('evidence_item.file_id', '=', 'file.id'))),
    )
    // what other capabilities use stays
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('file_use').select('file_id').whereRef('file_use.file_id', '=', 'file.id'))),
    )
    .execute();
  for (const { id, storage_key: key } of files) {
    const gone = await database.transaction().execute(async (transaction) => {
      const { rows } = await sql`select from file where id = ${id} and not exists (select from evidence_item where file_id = ${id})
          and not exists (select from file_use where file_id = ${id}) for update`.execute(transaction);
      if (!rows.length) return false;
      await transaction.deleteFrom('upload').where('file_id', '=', id).execute();
      await transaction.deleteFrom('file').where('id', '=', id).execute();
      return true;
    });
    if (gone) await storage.remove(key);
  }
}

/** Starts the daily clean-up and the removal of bytes that were let go of. */
export async function startCleanUp(ground: Ground, storage: Storage): Promise<void> {
  await ground.jobs.work<{ key: string }>(removeBytesQueue, ({ key }) => storage.remove(key));
  await ground.jobs.every('clean-up-uploads', '40 3 * * *', () => cleanUp(ground, storage, ground.clock()));
}
