import { audit } from '../../platform/audit.ts';
import type { Writing } from '../../platform/database/database.ts';
import type { EventPayloads } from '../../platform/events.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { lockLedger, settle } from '../ledger/settle.ts';
import { awardIsRevoked, awardIsSuspended, claimCannotMove, ownClaim } from '../problems.ts';
import { dateIn } from '../recognizer.ts';
import { afterMove, type ClaimMove, type ClaimState } from './claim-states.ts';

interface Move {
  claimId: string;
  move: ClaimMove;
  /** Asked for by hold and decline; the educator reads it. */
  reason: string | null;
  /** Null when it follows from what happened to the award. */
  by: string | null;
}

/**
 * Moves a claim and brings the ledger along, in one transaction. A claim that is where it should go already stays as it is, so that a
 * repeated request does no harm.
 *
 * @returns whether anything changed
 * @throws {Problem} 404 `not-found`; 403 `own-claim`; 409 `claim-cannot-move`, `award-revoked`, `award-suspended`
 */
export async function moveClaim(
  ground: Pick<Ground, 'events' | 'clock'>,
  transaction: Writing,
  { claimId, move, reason, by }: Move,
): Promise<boolean> {
  const about = await transaction
    .selectFrom('claim')
    .innerJoin('organization', 'organization.id', 'claim.recognizer_id')
    .select(['claim.recognizer_id as recognizerId', 'claim.educator_id as educatorId', 'organization.timezone'])
    .where('claim.id', '=', claimId)
    .executeTakeFirst();
  if (!about) throw notFound('claim');
  const { recognizerId, educatorId, timezone } = about;
  if (by === educatorId && move !== 'withdraw') throw ownClaim();
  await lockLedger(transaction, recognizerId, educatorId);
  const claim = await transaction
    .selectFrom('claim')
    .leftJoin('award_revocation', 'award_revocation.award_id', 'claim.award_id')
    .leftJoin('award_suspension', (join) =>
      join.onRef('award_suspension.award_id', '=', 'claim.award_id').on('award_suspension.ended_at', 'is', null),
    )
    .select(['claim.state', 'claim.title', 'award_revocation.revoked_at as revokedAt', 'award_suspension.suspended_at as suspendedAt'])
    .where('claim.id', '=', claimId)
    .executeTakeFirstOrThrow();
  const state = claim.state as ClaimState;
  const next = afterMove(state, move);
  if (next === 'same') return false;
  if (next === null) throw claimCannotMove(state, move);
  if (next === 'posted' && claim.revokedAt) throw awardIsRevoked();
  if (next === 'posted' && claim.suspendedAt) throw awardIsSuspended();
  const now = ground.clock();
  await transaction
    .updateTable('claim')
    .set({ state: next, reason, state_since: now, ...(next === 'posted' ? { posted_on: dateIn(timezone, now) } : {}) })
    .where('id', '=', claimId)
    .execute();
  await recordStep(ground, transaction, { claimId, state: next, reason, by });
  if (next === 'posted' || state === 'posted')
    await settle(ground, transaction, { recognizerId, educatorIds: [educatorId], reason: reversalReason(next, claim.title, reason) });
  if (by)
    await audit(transaction, {
      personId: by,
      action: `claim.${next}`,
      subjectType: 'claim',
      subjectId: claimId,
      details: { recognizerId, educatorId, ...(reason ? { reason } : {}) },
    });
  return true;
}

/** Why entries are reversed, as the statement says it. */
function reversalReason(to: ClaimState, title: string, reason: string | null): string {
  if (to === 'revoked') return `The award “${title}” was revoked.`;
  if (to === 'held') return `The claim of “${title}” was taken back for another look${reason ? `: ${reason}` : '.'}`;
  return `Counted anew with “${title}”, which came in later.`;
}

/** Writes a step of a claim and tells of it. */
export async function recordStep(
  { events }: Pick<Ground, 'events'>,
  transaction: Writing,
  { claimId, state, reason, by }: { claimId: string; state: ClaimState; reason: string | null; by: string | null },
): Promise<void> {
  await transaction.insertInto('claim_step').values({ claim_id: claimId, state, reason, taken_by: by }).execute();
  const claim = await transaction
    .selectFrom('claim')
    .select(['recognizer_id as recognizerId', 'educator_id as educatorId', 'program_id as programId', 'award_id as awardId'])
    .where('id', '=', claimId)
    .executeTakeFirstOrThrow();
  await events.emit(transaction, 'claim.changed', { claimId, ...claim, state, reason } satisfies EventPayloads['claim.changed']);
}
