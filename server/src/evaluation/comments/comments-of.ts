import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { Commented, CommentPlace } from './place.ts';

/** A comment pinned into the work, as it stands. */
export interface SavedComment extends Commented {
  id: string;
  place: CommentPlace;
  /** Empty while it has only just begun. */
  text: string;
  revision: number;
}

/** Comments of evaluations, in the order they were made. */
export async function commentsOf(
  database: Database,
  evaluationIds: readonly string[],
): Promise<(SavedComment & { evaluationId: string })[]> {
  if (!evaluationIds.length) return [];
  return comments(database)
    .select('evaluation_id as evaluationId')
    .where('evaluation_id', 'in', [...evaluationIds])
    .orderBy('made_at')
    .orderBy('id')
    .execute();
}

/** One comment of an evaluation, or undefined. */
export async function commentOf(database: Database, evaluationId: string, commentId: string): Promise<SavedComment | undefined> {
  return comments(database).where('id', '=', commentId).where('evaluation_id', '=', evaluationId).executeTakeFirst();
}

const comments = (database: Database) =>
  database
    .selectFrom('evidence_comment')
    .select(['id', 'evidence_id as evidenceId', 'answer', sql<CommentPlace>`place`.as('place'), 'text', 'revision']);
