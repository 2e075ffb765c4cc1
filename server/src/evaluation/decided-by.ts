import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { items, pageOf, type QueueItem, type QueuePage, type QueuePurpose } from './queue.ts';
import { readCursor } from './queue-cursor.ts';

/** A reading that its evaluator has decided. */
export interface DecidedItem extends QueueItem {
  purpose: QueuePurpose;
  /** What the own levels led to; others may have decided otherwise. */
  outcome: 'pass' | 'not-yet';
}

/** What an evaluator has decided in the organizations, the latest first; anchors are nobody's work and are left out. */
export async function decidedBy(
  database: Database,
  evaluatorId: string,
  { organizationIds, cursor, limit }: { organizationIds: string[]; cursor?: string | undefined; limit: number },
): Promise<QueuePage<DecidedItem>> {
  let query = items(database)
    .select([
      sql<QueuePurpose>`evaluation.purpose`.as('purpose'),
      sql<DecidedItem['outcome']>`evaluation.outcome`.as('outcome'),
      sql<string>`evaluation.decided_at::text`.as('position'),
    ])
    .where('evaluation.evaluator_id', '=', evaluatorId)
    .where('evaluation.state', '=', 'decided')
    .where('evaluation.anchor_id', 'is', null)
    .where('evaluation.issuer_id', 'in', organizationIds.length ? organizationIds : [evaluatorId])
    .orderBy('evaluation.decided_at', 'desc')
    .orderBy('evaluation.id', 'desc')
    .limit(limit + 1);
  if (cursor) {
    const { queuedAt: decidedAt, id } = readCursor(cursor);
    query = query.where(sql<boolean>`(evaluation.decided_at, evaluation.id) < (${decidedAt}::timestamptz, ${id}::uuid)`);
  }
  return pageOf(await query.execute(), limit);
}
