import { sql } from 'kysely';
import type { Writing } from '../platform/database/database.ts';
import { Problem } from '../platform/http/problem.ts';

/** A submission that goes back before it was scored. */
export interface ReturnedSubmission {
  submissionId: string;
  evaluationId: string;
  gaps: { partId: string; requirementId: string; note: string }[];
  note: string;
  returnedBy: string;
}

/** True for the latest submission of `journey`, whichever edition. */
const isLatest = (submissionId: string) => sql<boolean>`journey.id = (select journey_id from submission where id = ${submissionId})
  and ${submissionId} = (select last.id from submission last where last.journey_id = journey.id order by last.attempt desc, last.edition desc limit 1)`;

/**
 * Gives an incomplete submission back to its earner: the journey is open again, and the next submission is the same attempt. Call it in
 * the transaction that ends its evaluation.
 *
 * @throws {Problem} 409 `not-submitted`
 */
export async function returnSubmission(transaction: Writing, returned: ReturnedSubmission): Promise<void> {
  const { submissionId, evaluationId, gaps, note, returnedBy } = returned;
  const moved = await transaction
    .updateTable('journey')
    .set({
      // where it stood before: with feedback of an earlier attempt, or not judged yet
      state: sql`case when (select attempt from submission where id = ${submissionId}) > 1 then 'not-yet' else 'drafting' end`,
      state_since: sql`now()`,
    })
    .where('journey.state', '=', 'submitted')
    .where(isLatest(submissionId))
    .returning('journey.id')
    .executeTakeFirst();
  if (!moved) throw new Problem(409, 'not-submitted', 'Not waiting for a decision', 'This submission does not wait any more.');
  await transaction
    .insertInto('submission_return')
    .values({ submission_id: submissionId, evaluation_id: evaluationId, gaps: JSON.stringify(gaps), note, returned_by: returnedBy })
    .execute();
}

/**
 * Lets the journey of a "not yet" wait again, for a second reading of the same submission.
 *
 * @returns false when the earner has gone on meanwhile
 */
export async function reopenForAppeal(transaction: Writing, submissionId: string): Promise<boolean> {
  const moved = await transaction
    .updateTable('journey')
    .set({ state: 'submitted', state_since: sql`now()` })
    .where('journey.state', '=', 'not-yet')
    .where(isLatest(submissionId))
    .returning('journey.id')
    .executeTakeFirst();
  return moved !== undefined;
}
