import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { holdJourney, requireOpen } from './hold-journey.ts';

/**
 * Ends a journey by the earner's wish. Its evidence stays in the library; starting again makes a new journey on the version of that day.
 * Withdrawing twice is the same as once.
 *
 * @throws {Problem} 404 for strangers, 409 `journey-closed` while it is evaluated or when it is earned
 */
export async function withdrawJourney(database: Database, earnerId: string, journeyId: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const journey = await holdJourney(transaction, journeyId, earnerId);
    if (journey.state === 'withdrawn') return;
    requireOpen(journey);
    await transaction.updateTable('journey').set({ state: 'withdrawn', state_since: sql`now()` }).where('id', '=', journeyId).execute();
  });
}
