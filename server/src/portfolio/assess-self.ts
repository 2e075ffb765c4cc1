import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { holdJourney, requireOpen } from './hold-journey.ts';
import { noSuchRequirement, partPassed } from './problems.ts';

/**
 * Keeps where the earner sees the own work on one criterion; null takes it back.
 *
 * @throws {Problem} 404 for strangers; 409 `journey-closed`, `part-passed`; 400 `no-such-requirement` for an unknown criterion or level
 */
export async function assessSelf(
  database: Database,
  {
    earnerId,
    journeyId,
    partId,
    criterionId,
    levelId,
  }: {
    earnerId: string;
    journeyId: string;
    partId: string;
    criterionId: string;
    levelId: string | null;
  },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const journey = await holdJourney(transaction, journeyId, earnerId);
    requireOpen(journey);
    if (journey.passedParts.includes(partId)) throw partPassed();
    const part = journey.definition.parts.find(({ id }) => id === partId);
    const known = part?.criteria.some(({ id }) => id === criterionId) && (levelId === null || part.levels.some(({ id }) => id === levelId));
    if (!known) throw noSuchRequirement();
    if (levelId === null) {
      await transaction
        .deleteFrom('self_assessment')
        .where('journey_id', '=', journeyId)
        .where('part_id', '=', partId)
        .where('criterion_id', '=', criterionId)
        .execute();
      return;
    }
    await transaction
      .insertInto('self_assessment')
      .values({ journey_id: journeyId, part_id: partId, criterion_id: criterionId, level_id: levelId })
      .onConflict((conflict) =>
        conflict.columns(['journey_id', 'part_id', 'criterion_id']).doUpdateSet({ level_id: levelId, updated_at: sql`now()` }),
      )
      .execute();
  });
}
