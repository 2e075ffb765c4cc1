import { sql } from 'kysely';
import { audit } from '../platform/audit.ts';
import type { Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import { holdStanding } from './hold-standing.ts';
import { revokedForGood } from './problems.ts';

type Parts = Pick<Ground, 'events' | 'clock'>;

interface Suspension {
  awardId: string;
  /** For the earner and the issuer to read; not shown to the public. */
  reason: string;
  /** Null when it follows from another suspension. */
  suspendedBy: string | null;
}

/**
 * Suspends an award until that is lifted: its page and every verification here say so from this moment, and verifiers elsewhere read it in
 * the status list where the badge has a place in one of suspensions. Suspending again changes nothing.
 *
 * @throws {Problem} 404 `not-found`; 409 `revoked-for-good`
 */
export async function suspendAward(ground: Parts & Pick<Ground, 'database'>, suspension: Suspension): Promise<void> {
  await ground.database.transaction().execute((transaction) => recordSuspension(ground, transaction, suspension));
}

/** The same, within a transaction. */
export async function recordSuspension(
  { events, clock }: Parts,
  transaction: Writing,
  { awardId, reason, suspendedBy }: Suspension,
): Promise<void> {
  const award = await lockStanding(transaction, awardId);
  if (award.isRevoked) throw revokedForGood();
  const { status_list_id, status_index } = award;
  const first = await transaction
    .insertInto('award_suspension')
    .values({ award_id: awardId, reason, suspended_by: suspendedBy, suspended_at: clock(), status_list_id, status_index })
    .onConflict((conflict) => conflict.column('award_id').where('ended_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!first) return;
  if (suspendedBy)
    await audit(transaction, {
      personId: suspendedBy,
      action: 'award.suspended',
      subjectType: 'award',
      subjectId: awardId,
      details: { reason, earnerId: award.earner_id },
    });
  await events.emit(transaction, 'award.suspended', { ...subjectOf(award), awardId, reason });
}

/**
 * Lifts a suspension: the award stands again, everywhere. Lifting what is not suspended changes nothing.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function liftSuspension(
  ground: Parts & Pick<Ground, 'database'>,
  lifting: { awardId: string; liftedBy: string | null },
): Promise<void> {
  await ground.database.transaction().execute((transaction) => recordLifting(ground, transaction, lifting));
}

/** The same, within a transaction. */
export async function recordLifting(
  { events, clock }: Parts,
  transaction: Writing,
  { awardId, liftedBy }: { awardId: string; liftedBy: string | null },
): Promise<void> {
  const award = await lockStanding(transaction, awardId);
  if (!(await endSuspension(transaction, { awardId, endedBy: liftedBy, endedAt: clock() }))) return;
  if (liftedBy)
    await audit(transaction, {
      personId: liftedBy,
      action: 'award.suspension-lifted',
      subjectType: 'award',
      subjectId: awardId,
      details: { earnerId: award.earner_id },
    });
  await events.emit(transaction, 'award.suspension-lifted', { ...subjectOf(award), awardId });
}

/** Ends the suspension that runs, if one does. @returns whether there was one */
export async function endSuspension(
  transaction: Writing,
  { awardId, endedBy, endedAt }: { awardId: string; endedBy: string | null; endedAt: Date },
): Promise<boolean> {
  const ended = await transaction
    .updateTable('award_suspension')
    .set({ ended_at: endedAt, ended_by: endedBy })
    .where('award_id', '=', awardId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return ended !== undefined;
}

/**
 * An award whose standing is about to change; nobody else changes it until the transaction ends.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function lockStanding(transaction: Writing, awardId: string) {
  await holdStanding(transaction, awardId);
  const award = await transaction
    .selectFrom('award')
    .leftJoin('award_revocation as revocation', 'revocation.award_id', 'award.id')
    .select(['earner_id', 'issuer_id', 'micro_credential_id', 'version_id', 'stack_id', 'award.status_list_id', 'award.status_index'])
    .select(sql<boolean>`revocation.award_id is not null`.as('isRevoked'))
    .where('award.id', '=', awardId)
    .executeTakeFirst();
  if (!award) throw notFound('award');
  return award;
}

type Standing = Awaited<ReturnType<typeof lockStanding>>;

/** Of what an event about an award tells. */
export const subjectOf = ({ earner_id, issuer_id, micro_credential_id, version_id, stack_id }: Standing) => ({
  earnerId: earner_id,
  issuerId: issuer_id,
  microCredentialId: micro_credential_id,
  versionId: version_id,
  stackId: stack_id,
});
