import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { notFound, Problem } from '../platform/http/problem.ts';
import { attachEvidence } from './attach-evidence.ts';
import { takenAway, timeOver } from './problems.ts';
import type { LeftPlace } from './remove-evidence.ts';

/**
 * Puts a removed item back into the library, and to the places it was taken from as far as they still take it. Doing so twice is
 * the same as once.
 *
 * @returns how many places it is back in
 * @throws {Problem} 404 for strangers, and for what is gone for good; 409 `taken-away`, `time-over`
 */
export async function restoreEvidence(database: Database, earnerId: string, evidenceId: string): Promise<{ backIn: number }> {
  return database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ left: LeftPlace[]; takenAway: boolean; timeOver: boolean }>`select removed_from as left,
        exists (select from evidence_removal where evidence_removal.evidence_id = evidence_item.id) as "takenAway",
        exists (select from evidence_expiry where evidence_expiry.evidence_id = evidence_item.id) as "timeOver"
      from evidence_item where id = ${evidenceId} and earner_id = ${earnerId}`.execute(transaction);
    const [removed] = rows;
    if (!removed) throw notFound('evidence item');
    if (removed.takenAway) throw takenAway();
    if (removed.timeOver) throw timeOver();
    // journeys before the item, as everywhere
    const journeys = removed.left.map(({ journeyId }) => journeyId);
    await sql`select id from journey where id = any (${journeys}::uuid[]) order by id for update`.execute(transaction);
    const back = await transaction
      .updateTable('evidence_item')
      .set({ removed_at: null, removed_from: '[]' })
      .where('id', '=', evidenceId)
      .where('removed_at', 'is not', null)
      .returning('id')
      .executeTakeFirst();
    if (!back) return { backIn: 0 };
    let backIn = 0;
    for (const { journeyId, partId, requirementId, position, shared } of removed.left) {
      const place = { earnerId, journeyId, partId, requirementId };
      try {
        await attachEvidence(transaction, place, evidenceId);
      } catch (error) {
        // meanwhile handed in, passed, or filled by something else: there it stays away
        if (error instanceof Problem) continue;
        throw error;
      }
      await transaction
        .updateTable('journey_evidence')
        .set({ position, shared })
        .where('journey_id', '=', journeyId)
        .where('part_id', '=', partId)
        .where('requirement_id', '=', requirementId)
        .where('evidence_id', '=', evidenceId)
        .execute();
      backIn += 1;
    }
    return { backIn };
  });
}
