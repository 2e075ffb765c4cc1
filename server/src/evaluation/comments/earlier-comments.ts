import type { Database } from '../../platform/database/database.ts';
import type { NamedDecision } from '../read-decisions.ts';
import { commentsOf, type SavedComment } from './comments-of.ts';

/** A decision on an earlier attempt, with what was pinned into the work then. */
export type EarlierDecision = NamedDecision & { comments: SavedComment[] };

/**
 * Adds to decisions the comments that the next evaluator may read: of the reading whose levels stand, as the earner reads them, and the
 * reader's own of those attempts, which another's levels may have outweighed.
 */
export async function withComments(database: Database, decisions: readonly NamedDecision[], readerId: string): Promise<EarlierDecision[]> {
  if (!decisions.length) return [];
  const own = await database
    .selectFrom('evaluation')
    .select(['id', 'submission_id as submissionId'])
    .where(
      'submission_id',
      'in',
      decisions.map(({ submissionId }) => submissionId),
    )
    .where('evaluator_id', '=', readerId)
    .where('state', '=', 'decided')
    .execute();
  const readings = [...decisions.map(({ evaluationId: id, submissionId }) => ({ id, submissionId })), ...own];
  const comments = await commentsOf(
    database,
    readings.map(({ id }) => id),
  );
  return decisions.map((decision) => {
    const ids = readings.filter(({ submissionId }) => submissionId === decision.submissionId).map(({ id }) => id);
    return {
      ...decision,
      comments: comments.filter(({ evaluationId }) => ids.includes(evaluationId)).map(({ evaluationId: _, ...comment }) => comment),
    };
  });
}
