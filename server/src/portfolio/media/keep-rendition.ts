import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { Storage } from '../../platform/storage/storage.ts';

/** Something made from a file. */
export interface Rendition {
  purpose: 'poster' | 'pdf';
  mediaType: string;
  bytes: Uint8Array;
  madeBy: 'browser' | 'server';
}

/**
 * Keeps what was made from a file. The server's own replaces what was there; a browser's is taken only where there is none, so that
 * what evaluators see cannot be changed afterwards.
 *
 * @returns whether it was taken
 */
export async function keepRendition(
  { database, storage }: { database: Database; storage: Storage },
  fileId: string,
  { purpose, mediaType, bytes, madeBy }: Rendition,
): Promise<boolean> {
  const key = randomBytes(16).toString('hex');
  // before it is written it stands among what nobody needs, due in an hour: a crash leaves no orphan
  await sql`insert into unneeded_object (storage_key, due_at) values (${key}, now() + interval '1 hour')`.execute(database);
  await storage.write(key, bytes);
  const taken = await database.transaction().execute(async (transaction) => {
    const { rows: held } = await sql`select from file where id = ${fileId} for key share`.execute(transaction);
    if (!held.length) return false;
    if (madeBy === 'server')
      await transaction.deleteFrom('file_rendition').where('file_id', '=', fileId).where('purpose', '=', purpose).execute();
    const kept = await transaction
      .insertInto('file_rendition')
      .values({ file_id: fileId, purpose, media_type: mediaType, size: bytes.length, made_by: madeBy, storage_key: key })
      .onConflict((conflict) => conflict.columns(['file_id', 'purpose']).doNothing())
      .returning('file_id')
      .executeTakeFirst();
    if (kept) await transaction.deleteFrom('unneeded_object').where('storage_key', '=', key).execute();
    return kept !== undefined;
  });
  if (!taken) await sql`update unneeded_object set due_at = now() where storage_key = ${key}`.execute(database);
  return taken;
}
