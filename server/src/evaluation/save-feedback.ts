import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { editConflict } from '../platform/http/problem.ts';
import { renewLease } from './assignment/renew-lease.ts';
import { holdOpenEvaluation } from './in-hand.ts';

/** Feedback on the whole submission, as it stands. */
export interface SavedFeedback {
  feedback: string;
  /** 0 before the first save. */
  revision: number;
}

/**
 * Saves the feedback on the whole submission, made from a revision. Sending the same again changes nothing.
 *
 * @throws {Problem} 409 `edit-conflict` with `current`, `not-in-hand`, `already-decided`
 */
export async function saveFeedback(
  database: Database,
  edit: SavedFeedback & { evaluationId: string; evaluatorId: string },
): Promise<SavedFeedback> {
  const { saved, held } = await database.transaction().execute(async (transaction) => {
    const held = await holdOpenEvaluation(transaction, edit.evaluationId, edit.evaluatorId);
    const written = await transaction
      .updateTable('evaluation')
      .set({ feedback: edit.feedback, feedback_revision: sql`feedback_revision + 1` })
      .where('id', '=', edit.evaluationId)
      .where('feedback_revision', '=', edit.revision)
      .returning(['feedback', 'feedback_revision as revision'])
      .executeTakeFirst();
    if (written) return { saved: written, held };
    const current = await transaction
      .selectFrom('evaluation')
      .select(['feedback', 'feedback_revision as revision'])
      .where('id', '=', edit.evaluationId)
      .executeTakeFirstOrThrow();
    if (current.feedback === edit.feedback) return { saved: current, held };
    throw editConflict(current);
  });
  await renewLease(database, held);
  return saved;
}
