import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { commentsOf, type SavedComment } from '../comments/comments-of.ts';
import type { SavedScore } from '../in-hand.ts';
import type { Outcome } from '../scoring.ts';
import type { Purpose } from './settle.ts';

/** What another evaluator set for the same submission. */
export interface OtherReading {
  reading: number;
  purpose: Purpose;
  outcome: Outcome;
  feedback: string;
  scores: Omit<SavedScore, 'revision'>[];
  /** Pinned into the work. */
  comments: SavedComment[];
  /** For leads only. */
  evaluatorName: string | null;
}

/** The other decided readings of a submission. Ask it only where they are no longer sealed. */
export async function otherReadings(
  database: Database,
  submissionId: string,
  evaluationId: string,
  withNames: boolean,
): Promise<OtherReading[]> {
  const rows = await database
    .selectFrom('evaluation')
    .leftJoin('person', 'person.id', 'evaluation.evaluator_id')
    .select([
      'evaluation.id',
      'evaluation.reading',
      sql<Purpose>`evaluation.purpose`.as('purpose'),
      sql<Outcome>`evaluation.outcome`.as('outcome'),
      'evaluation.feedback',
      'person.name',
      sql<OtherReading['scores']>`coalesce((select jsonb_agg(jsonb_build_object('partId', part_id, 'criterionId', criterion_id,
        'levelId', level_id, 'feedback', feedback) order by part_id, criterion_id) from score where evaluation_id = evaluation.id), '[]')`.as(
        'scores',
      ),
    ])
    .where('evaluation.submission_id', '=', submissionId)
    .where('evaluation.id', '<>', evaluationId)
    .where('evaluation.state', '=', 'decided')
    .orderBy('evaluation.reading')
    .execute();
  const comments = await commentsOf(
    database,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, name, ...reading }) => ({
    ...reading,
    comments: comments.filter((comment) => comment.evaluationId === id).map(({ evaluationId: _, ...comment }) => comment),
    evaluatorName: withNames ? name : null,
  }));
}
