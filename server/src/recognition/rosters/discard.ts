import { sql } from 'kysely';
import type { Writing } from '../../platform/database/database.ts';

/** Lets one transaction at a time work on a recognizer's roster, on any node. */
export async function rosterLock(transaction: Writing, recognizerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`roster/${recognizerId}`}, 0))`.execute(transaction);
}

/** Lets go of an import that was never applied, with all that was read of it. */
export async function discard(transaction: Writing, importId: string): Promise<void> {
  for (const table of ['roster_import_row', 'roster_import_problem', 'roster_change'] as const)
    await transaction.deleteFrom(table).where('import_id', '=', importId).execute();
  await transaction
    .updateTable('roster_import')
    .set({ state: 'discarded', progress: null })
    .where('id', '=', importId)
    .where('state', 'not in', ['applied', 'undone'])
    .execute();
}
