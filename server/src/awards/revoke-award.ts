import { audit } from '../platform/audit.ts';
import type { Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { endSuspension, lockStanding, subjectOf } from './suspend-award.ts';

interface Revocation {
  awardId: string;
  /** For the earner and the issuer to read; not shown to the public. */
  reason: string;
  /** Null when it follows from another revocation. */
  revokedBy: string | null;
}

/**
 * Revokes an award for good: its bit in the status list is set from this moment, its page says so. A suspension ends with it. Revoking
 * again changes nothing.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function revokeAward(ground: Pick<Ground, 'database' | 'events' | 'clock'>, revocation: Revocation): Promise<void> {
  await ground.database.transaction().execute((transaction) => recordRevocation(ground, transaction, revocation));
}

/** The same, within a transaction. */
export async function recordRevocation(
  { events, clock }: Pick<Ground, 'events' | 'clock'>,
  transaction: Writing,
  { awardId, reason, revokedBy }: Revocation,
): Promise<void> {
  const award = await lockStanding(transaction, awardId);
  const { status_list_id, status_index } = award;
  const first = await transaction
    .insertInto('award_revocation')
    .values({ award_id: awardId, reason, revoked_by: revokedBy, revoked_at: clock(), status_list_id, status_index })
    .onConflict((conflict) => conflict.doNothing())
    .returning('award_id')
    .executeTakeFirst();
  if (!first) return;
  await endSuspension(transaction, { awardId, endedBy: revokedBy, endedAt: clock() });
  if (revokedBy)
    await audit(transaction, {
      personId: revokedBy,
      action: 'award.revoked',
      subjectType: 'award',
      subjectId: awardId,
      details: { reason, earnerId: award.earner_id },
    });
  await events.emit(transaction, 'award.revoked', { ...subjectOf(award), awardId, reason });
}
