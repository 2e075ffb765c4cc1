import type { Writing } from '../../platform/database/database.ts';
import type { EventPayloads } from '../../platform/events.ts';
import type { Ground } from '../../platform/ground.ts';
import { countingStates } from './claim-states.ts';
import { moveClaim } from './move-claim.ts';

/** A revoked award takes its claims with it, at every recognizer; the ledger reverses what they gave. */
export async function revokeClaims(
  ground: Pick<Ground, 'events' | 'clock'>,
  transaction: Writing,
  { awardId, reason }: EventPayloads['award.revoked'],
): Promise<void> {
  const claims = await transaction
    .selectFrom('claim')
    .select('id')
    .where('award_id', '=', awardId)
    .where('state', 'in', [...countingStates])
    // the order in which ledgers are locked
    .orderBy('recognizer_id')
    .execute();
  for (const { id } of claims) await moveClaim(ground, transaction, { claimId: id, move: 'revoke', reason, by: null });
}
