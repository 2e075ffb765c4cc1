import { sql } from 'kysely';
import type { Writing } from '../../platform/database/database.ts';
import type { EventPayloads } from '../../platform/events.ts';
import type { Ground } from '../../platform/ground.ts';
import { Problem } from '../../platform/http/problem.ts';
import { submitClaim } from '../claims/submit-claim.ts';
import { ourAchievement } from '../programs/definition.ts';

/**
 * An award closes the granted request that asked for it: the claim is handed to Human Resources by itself, at each recognizer that
 * approved. Where the claim cannot be made (claimed already, no member any more, granted too late) nothing is done: the educator sees the
 * reason when claiming by hand.
 */
export async function claimAward(
  ground: Pick<Ground, 'events' | 'clock'>,
  transaction: Writing,
  { awardId, earnerId, microCredentialId }: EventPayloads['award.made'],
): Promise<void> {
  if (!microCredentialId) return;
  const { rows } = await sql<{ recognizerId: string; programId: string }>`
    select distinct on (p.recognizer_id) p.recognizer_id as "recognizerId", p.program_id as "programId"
    from pre_approval_line l join pre_approval p on p.id = l.pre_approval_id
    where l.educator_id = ${earnerId} and p.state = 'approved'
      and l.counts_as in (select counts_as from program_entry where achievement = ${ourAchievement(microCredentialId)})
    order by p.recognizer_id, p.granted_at`.execute(transaction);
  for (const { recognizerId, programId } of rows) {
    try {
      await submitClaim(ground, transaction, { recognizerId, educatorId: earnerId, proof: { awardId }, programId });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }
}
