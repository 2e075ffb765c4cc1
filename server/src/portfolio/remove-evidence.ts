import { sql } from 'kysely';
import type { Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import { deleteItem } from './let-go.ts';
import { inSubmission } from './problems.ts';

/** A place that an item was taken from. */
export interface LeftPlace {
  journeyId: string;
  partId: string;
  requirementId: string;
  position: number;
  shared: boolean;
}

/** What removing an item meant. */
export interface Removal {
  /** A submission holds it and keeps it: it only left the library. */
  keptBySubmission: boolean;
  /** Journeys still written that it was taken from. */
  takenFrom: number;
  /** Until when it can be put back; null without end. */
  restorableUntil: Date | null;
}

/**
 * Takes an item out of the library and out of journeys that are still written. It can be put back (`restoreEvidence`) until the clean-up
 * deletes it with its bytes; what a submission holds stays with it for good.
 *
 * @throws {Problem} 404 for strangers, and for what is removed already
 */
export async function removeEvidence({ database, config }: Ground, earnerId: string, evidenceId: string): Promise<Removal> {
  return database.transaction().execute(async (transaction) => {
    await holdOpenJourneys(transaction, earnerId);
    const item = await holdItem(transaction, earnerId, evidenceId);
    if (item.removedAt) throw notFound('evidence item');
    const { rows: left } = await sql<LeftPlace>`delete from journey_evidence using journey
      where journey.id = journey_evidence.journey_id and evidence_id = ${evidenceId}
        and state in ('drafting', 'not-yet', 'withdrawn') and part_id <> all (passed_parts)
      returning journey_id as "journeyId", part_id as "partId", requirement_id as "requirementId", position, shared`.execute(transaction);
    const { removed_at: removedAt } = await transaction
      .updateTable('evidence_item')
      .set({ removed_at: sql`now()`, removed_from: JSON.stringify(left) })
      .where('id', '=', evidenceId)
      .returning('removed_at')
      .executeTakeFirstOrThrow();
    const keptBySubmission = await isSubmitted(transaction, evidenceId);
    return {
      keptBySubmission,
      takenFrom: new Set(left.map(({ journeyId }) => journeyId)).size,
      restorableUntil: keptBySubmission || !removedAt ? null : keptUntil(removedAt, config.storage.keepDays),
    };
  });
}

/**
 * Deletes an item for good, bytes included, now.
 *
 * @throws {Problem} 404 for strangers; 409 `in-a-submission`
 */
export async function deleteEvidence({ database, jobs }: Ground, earnerId: string, evidenceId: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await holdOpenJourneys(transaction, earnerId);
    const item = await holdItem(transaction, earnerId, evidenceId);
    if (await isSubmitted(transaction, evidenceId)) throw inSubmission();
    await deleteItem(transaction, jobs, { id: evidenceId, fileId: item.fileId });
  });
}

/** When what was removed then goes for good. */
export const keptUntil = (removedAt: Date, keepDays: number): Date => new Date(removedAt.getTime() + keepDays * 86_400_000);

/** Journeys before the item, as attaching does; a submit that holds one of them finishes first, and then counts. */
async function holdOpenJourneys(transaction: Writing, earnerId: string): Promise<void> {
  await sql`select id from journey where earner_id = ${earnerId} and state in ('drafting', 'not-yet', 'withdrawn') order by id for update`.execute(
    transaction,
  );
}

async function holdItem(transaction: Writing, earnerId: string, evidenceId: string) {
  const item = await transaction
    .selectFrom('evidence_item')
    .select(['file_id as fileId', 'removed_at as removedAt'])
    .where('id', '=', evidenceId)
    .where('earner_id', '=', earnerId)
    .forUpdate()
    .executeTakeFirst();
  if (!item) throw notFound('evidence item');
  return item;
}

async function isSubmitted(transaction: Writing, evidenceId: string): Promise<boolean> {
  const { rows } = await sql`select from submission_evidence where evidence_id = ${evidenceId} limit 1`.execute(transaction);
  return rows.length > 0;
}
