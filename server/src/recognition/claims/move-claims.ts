import type { Ground } from '../../platform/ground.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { ClaimMove } from './claim-states.ts';
import { moveClaim } from './move-claim.ts';

/** What became of one claim of several. */
export interface MoveResult {
  claimId: string;
  outcome: 'moved' | 'there-already' | 'refused';
  /** Why it was refused. */
  detail: string | null;
}

/**
 * Moves claims of a recognizer, each in a transaction of its own: one that cannot be moved keeps no other from it. Sent again, those
 * that were moved are there already.
 */
export async function moveClaims(
  ground: Pick<Ground, 'database' | 'events' | 'clock'>,
  request: {
    recognizerId: string;
    claimIds: string[];
    move: Extract<ClaimMove, 'post' | 'hold' | 'decline'>;
    reason: string | null;
    by: string;
  },
): Promise<MoveResult[]> {
  const { recognizerId, claimIds, move, reason, by } = request;
  const own = await ground.database
    .selectFrom('claim')
    .select('id')
    .where('recognizer_id', '=', recognizerId)
    .where('id', 'in', claimIds)
    .execute();
  const known = new Set(own.map(({ id }) => id));
  const results: MoveResult[] = [];
  for (const claimId of new Set(claimIds.map((id) => id.toLowerCase()))) {
    if (!known.has(claimId)) {
      results.push({ claimId, outcome: 'refused', detail: 'There is no such claim here.' });
      continue;
    }
    try {
      const moved = await ground.database
        .transaction()
        .execute((transaction) => moveClaim(ground, transaction, { claimId, move, reason, by }));
      results.push({ claimId, outcome: moved ? 'moved' : 'there-already', detail: null });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      results.push({ claimId, outcome: 'refused', detail: error.message });
    }
  }
  return results;
}
