import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';

/** Changes what a person says of themselves; the name stands on badges issued from then on. What is left out stays. */
export async function changeProfile(
  database: Database,
  personId: string,
  { name, headline }: { name?: string | undefined; headline?: string | null | undefined },
): Promise<void> {
  await database
    .updateTable('person')
    .set({
      ...(name !== undefined && { name }),
      ...(headline !== undefined && { headline: headline || null }),
      updated_at: sql`now()`,
    })
    .where('id', '=', personId)
    .execute();
}
