import { sql } from 'kysely';
import type { Writing } from '../../platform/database/database.ts';
import type { EventPayloads } from '../../platform/events.ts';
import type { Ground } from '../../platform/ground.ts';
import { Problem } from '../../platform/http/problem.ts';
import { submitClaim } from '../claims/submit-claim.ts';
import { ourAchievement } from '../programs/definition.ts';

/**
 * Awards close the granted requests that asked for them: each claim is handed to Human Resources by itself, at each recognizer that
 * approved. Where a claim cannot be made (claimed already, no member any more, granted too late) nothing is done: the educator sees the
 * reason when claiming by hand.
 */
export async function claimAwards(
  ground: Pick<Ground, 'events' | 'clock'>,
  transaction: Writing,
  awards: EventPayloads['award.made'][],
): Promise<void> {
  const made = awards.flatMap(({ awardId, earnerId, microCredentialId }) =>
    microCredentialId ? [{ award_id: awardId, earner_id: earnerId, achievement: ourAchievement(microCredentialId) }] : [],
  );
  if (!made.length) return;
  const { rows } = await sql<{ awardId: string; earnerId: string; recognizerId: string; programId: string }>`
    select * from (select distinct on (made.award_id, p.recognizer_id) made.award_id as "awardId", made.earner_id as "earnerId",
      p.recognizer_id as "recognizerId", p.program_id as "programId"
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as made(award_id uuid, earner_id uuid, achievement text)
      join pre_approval_line l on l.educator_id = made.earner_id
      join pre_approval p on p.id = l.pre_approval_id and p.state = 'approved'
    where exists (select from program_entry e where e.achievement = made.achievement and e.counts_as = l.counts_as)
    order by made.award_id, p.recognizer_id, p.granted_at) granted
    order by "recognizerId", "earnerId", "awardId"`.execute(transaction);
  // in the order in which ledgers are locked
  for (const { awardId, earnerId, recognizerId, programId } of rows) {
    try {
      await submitClaim(ground, transaction, { recognizerId, educatorId: earnerId, proof: { awardId }, programId });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }
}
