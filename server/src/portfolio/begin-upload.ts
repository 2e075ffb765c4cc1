import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { largestFile, quota } from './limits.ts';
import { fileTooLarge, quotaReached } from './problems.ts';
import type { FileKind } from './recognize-file.ts';

/**
 * Makes room for an upload before its first byte. Begun uploads count towards the quota with their whole size.
 *
 * @param upload.size bytes, as declared
 * @throws {Problem} 413 `file-too-large`, 409 `quota-reached`
 */
export async function beginUpload(
  database: Database,
  upload: { id: string; ownerId: string; name: string; size: number; kind: FileKind },
): Promise<void> {
  if (upload.size > largestFile) throw fileTooLarge();
  await database.transaction().execute(async (transaction) => {
    // two uploads begun at once must not both fit into the last free gigabyte
    await sql`select pg_advisory_xact_lock(hashtextextended(${`quota/${upload.ownerId}`}, 0))`.execute(transaction);
    const { rows } = await sql<{ used: number }>`select
      (select coalesce(sum(size), 0) from file where owner_id = ${upload.ownerId})::bigint +
      (select coalesce(sum(size), 0) from upload where owner_id = ${upload.ownerId} and file_id is null)::bigint as used`.execute(
      transaction,
    );
    if ((rows[0]?.used ?? 0) + upload.size > quota) throw quotaReached();
    await transaction
      .insertInto('upload')
      .values({ id: upload.id, owner_id: upload.ownerId, name: upload.name, size: upload.size, kind: upload.kind })
      .execute();
  });
}
