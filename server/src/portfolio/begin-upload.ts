import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import { largestFile } from './limits.ts';
import { fileTooLarge, quotaReached } from './problems.ts';
import { readSpace } from './read-space.ts';
import type { FileKind } from './recognize-file.ts';

/**
 * Makes room for an upload before its first byte. Begun uploads count towards the quota with their whole size.
 *
 * @param upload.size bytes, as declared
 * @throws {Problem} 413 `file-too-large`, 409 `quota-reached`
 */
export async function beginUpload(
  { database, config }: Pick<Ground, 'database' | 'config'>,
  upload: { id: string; ownerId: string; name: string; size: number; kind: FileKind },
): Promise<void> {
  if (upload.size > largestFile) throw fileTooLarge();
  await database.transaction().execute(async (transaction) => {
    // two uploads begun at once must not both fit into the last free gigabyte
    await sql`select pg_advisory_xact_lock(hashtextextended(${`quota/${upload.ownerId}`}, 0))`.execute(transaction);
    const { files, unfinished } = await readSpace(transaction, upload.ownerId);
    const { quota } = config.storage;
    const used = files + unfinished;
    if (used + upload.size > quota) throw quotaReached({ quota, used, size: upload.size });
    await transaction
      .insertInto('upload')
      .values({ id: upload.id, owner_id: upload.ownerId, name: upload.name, size: upload.size, kind: upload.kind })
      .execute();
  });
}
