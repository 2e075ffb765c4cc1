import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';

/** The job that removes bytes after the transaction that let go of them. */
export const removeBytesQueue = 'remove-stored-bytes';

/**
 * Takes an item out of the library and out of journeys that are still written. What was submitted stays with its submission and is
 * only hidden here; anything else goes for good, bytes included.
 *
 * @returns whether it was only hidden
 * @throws {Problem} 404 for strangers
 */
export async function removeEvidence({ database, jobs }: Ground, earnerId: string, evidenceId: string): Promise<{ hidden: boolean }> {
  return database.transaction().execute(async (transaction) => {
    // journeys before the item, as attaching does; a submit that holds one of them finishes first, and then counts below
    await sql`select id from journey where earner_id = ${earnerId} and state in ('drafting', 'not-yet') order by id for update`.execute(
      transaction,
    );
    const item = await transaction
      .selectFrom('evidence_item')
      .select(['file_id', 'removed_at'])
      .where('id', '=', evidenceId)
      .where('earner_id', '=', earnerId)
      .forUpdate()
      .executeTakeFirst();
    if (!item || item.removed_at) throw notFound('evidence item');
    await sql`delete from journey_evidence using journey
      where journey.id = journey_evidence.journey_id and evidence_id = ${evidenceId}
        and state in ('drafting', 'not-yet') and part_id <> all (passed_parts)`.execute(transaction);
    const { rows } = await sql<{ used: boolean }>`select exists (
        select from submission where earner_id = ${earnerId} and snapshot @> ${JSON.stringify({ evidence: [{ id: evidenceId }] })}::jsonb
      ) or exists (select from journey_evidence where evidence_id = ${evidenceId}) as used`.execute(transaction);
    if (rows[0]?.used) {
      await transaction.updateTable('evidence_item').set({ removed_at: sql`now()` }).where('id', '=', evidenceId).execute();
      return { hidden: true };
    }
    await transaction.deleteFrom('evidence_item').where('id', '=', evidenceId).execute();
    if (item.file_id) {
      const others = await transaction.selectFrom('evidence_item').select('id').where('file_id', '=', item.file_id).executeTakeFirst();
      if (!others) {
        await transaction.deleteFrom('upload').where('file_id', '=', item.file_id).execute();
        const file = await transaction.deleteFrom('file').where('id', '=', item.file_id).returning('storage_key').executeTakeFirstOrThrow();
        await jobs.send(removeBytesQueue, { key: file.storage_key }, { transaction, key: file.storage_key });
      }
    }
    return { hidden: false };
  });
}
