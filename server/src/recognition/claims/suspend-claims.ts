import { sql } from 'kysely';
import type { Writing } from '../../platform/database/database.ts';
import type { EventPayloads } from '../../platform/events.ts';
import type { Ground } from '../../platform/ground.ts';
import { moveClaim } from './move-claim.ts';

type Parts = Pick<Ground, 'events' | 'clock'>;

/** Why a claim is held, for its educator to read; the issuer's own reason goes to the earner alone. */
const reason = 'The issuer has suspended the award for now. The claim goes on when that is lifted.';

/**
 * Claims of a suspended award that are not decided wait. What was posted stays posted and nothing in the ledger is reversed: a suspension
 * says that something is looked into, not that it was wrong.
 */
export async function suspendClaims(ground: Parts, transaction: Writing, { awardId }: EventPayloads['award.suspended']): Promise<void> {
  // lifted before this was dealt with: then there is nothing to hold
  const claims = await transaction
    .selectFrom('claim')
    .innerJoin('award_suspension', 'award_suspension.award_id', 'claim.award_id')
    .select('claim.id')
    .where('claim.award_id', '=', awardId)
    .where('claim.state', '=', 'submitted')
    .where('award_suspension.ended_at', 'is', null)
    // the order in which ledgers are locked
    .orderBy('claim.recognizer_id')
    .execute();
  for (const { id } of claims) await moveClaim(ground, transaction, { claimId: id, move: 'hold', reason, by: null });
}

/** Claims that waited for nothing but the suspension are handed in again; what Human Resources hold for reasons of their own stays held. */
export async function releaseClaims(
  ground: Parts,
  transaction: Writing,
  { awardId }: EventPayloads['award.suspension-lifted'],
): Promise<void> {
  const claims = await transaction
    .selectFrom('claim')
    .select('claim.id')
    .where('claim.award_id', '=', awardId)
    .where('claim.state', '=', 'held')
    .where(sql<boolean>`not exists (select from award_suspension s where s.award_id = claim.award_id and s.ended_at is null)`)
    .where(
      sql<boolean>`(select step.state = 'held' and step.taken_by is null from claim_step step
        where step.claim_id = claim.id order by step.id desc limit 1)`,
    )
    .orderBy('claim.recognizer_id')
    .execute();
  for (const { id } of claims) await moveClaim(ground, transaction, { claimId: id, move: 'release', reason: null, by: null });
}
