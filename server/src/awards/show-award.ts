import type { Database } from '../platform/database/database.ts';

/** Hides a badge from everybody else, or shows it again under the same address. The badge itself stays valid. */
export async function showAward(database: Database, awardId: string, shown: boolean, now: Date): Promise<void> {
  await database
    .insertInto('award_showing')
    .values({ award_id: awardId, shown, updated_at: now })
    .onConflict((conflict) => conflict.column('award_id').doUpdateSet({ shown, updated_at: now }))
    .execute();
}
