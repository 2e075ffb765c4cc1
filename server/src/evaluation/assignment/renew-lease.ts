import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { settingsFrom } from '../settings/settings.ts';
import { leaseEnd } from './lease.ts';

/** What a lease is renewed from. */
export interface Leased {
  id: string;
  evaluatorId: string | null;
  activeAt: Date | null;
  dueAt: Date;
  settings: unknown;
}

/**
 * Lets an evaluator who works go on: a save or a look begins the lease anew. At most once a minute, and after the save itself, so that
 * two tabs never wait for each other.
 */
export async function renewLease(
  database: Database,
  { id, evaluatorId, activeAt, dueAt, settings }: Leased,
  now = new Date(),
): Promise<void> {
  if (!evaluatorId || !activeAt || now.getTime() - activeAt.getTime() < 60_000) return;
  await database
    .updateTable('evaluation')
    .set({ active_at: now, lease_until: leaseEnd(settingsFrom(settings), { activeAt: now, dueAt }), reminded_at: null })
    .where('id', '=', id)
    .where('evaluator_id', '=', evaluatorId)
    .where('state', '=', 'taken')
    // an anchor has no lease: nobody else waits for it
    .where('lease_until', 'is not', null)
    .where(sql<boolean>`active_at < ${now}`)
    .execute();
}
