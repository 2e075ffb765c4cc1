import { sql } from 'kysely';
import type { Writing } from '../platform/database/database.ts';
import { notFound, Problem } from '../platform/http/problem.ts';

/** What evaluation decided about one submission. */
export interface AppliedDecision {
  submissionId: string;
  outcome: 'pass' | 'not-yet';
  /** Every part that stands as passed now, those of earlier attempts included. */
  passedParts: string[];
}

/**
 * Moves the journey of a decided submission on: to `earned`, or to `not-yet` with its passed parts locked.
 * Call it in the transaction that records the decision. Applying the same decision again changes nothing.
 *
 * @throws {Problem} 409 `not-submitted` when the journey does not wait for a decision about this submission
 */
export async function applyDecision(transaction: Writing, { submissionId, outcome, passedParts }: AppliedDecision): Promise<void> {
  const state = outcome === 'pass' ? 'earned' : 'not-yet';
  const moved = await transaction
    .updateTable('journey')
    .set({
      state,
      state_since: sql`now()`,
      // a part that passed once stays passed
      passed_parts: sql`(select coalesce(array_agg(distinct part), '{}') from unnest(journey.passed_parts || ${passedParts}::text[]) part)`,
    })
    .where('journey.state', '=', 'submitted')
    .where(({ selectFrom, eb }) => eb('journey.id', '=', selectFrom('submission').select('journey_id').where('id', '=', submissionId)))
    .where(({ selectFrom, eb }) =>
      // only the latest attempt can be decided
      eb(
        selectFrom('submission')
          .select(({ fn }) => fn.max('attempt').as('latest'))
          .whereRef('journey_id', '=', 'journey.id'),
        '=',
        selectFrom('submission').select('attempt').where('id', '=', submissionId),
      ),
    )
    .returning('journey.id')
    .executeTakeFirst();
  if (moved) return;
  const journey = await transaction
    .selectFrom('submission')
    .innerJoin('journey', 'journey.id', 'submission.journey_id')
    .select('journey.state')
    .where('submission.id', '=', submissionId)
    .executeTakeFirst();
  if (!journey) throw notFound('submission');
  if (journey.state === state) return;
  throw new Problem(409, 'not-submitted', 'Not waiting for a decision', `This journey is ${journey.state}; there is nothing to decide.`);
}
