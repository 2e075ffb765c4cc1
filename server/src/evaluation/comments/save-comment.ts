import { sql } from 'kysely';
import type { Database, Writing } from '../../platform/database/database.ts';
import { editConflict, notFound } from '../../platform/http/problem.ts';
import { Snapshot } from '../../portfolio/index.ts';
import { renewLease } from '../assignment/renew-lease.ts';
import { holdOpenEvaluation } from '../in-hand.ts';
import { noSuchPlace, tooManyComments } from '../problems.ts';
import { commentOf, type SavedComment } from './comments-of.ts';
import { placeIn } from './place.ts';

/** How many one evaluation holds. */
const most = 200;

interface OfEvaluator {
  evaluationId: string;
  evaluatorId: string;
}

/**
 * Saves a comment as it was typed, made from a revision: 0 pins it, later ones change its words and leave it where it is. Its id is the
 * caller's, so that an answer lost on the way can be asked for once more.
 *
 * @throws {Problem} 409 `edit-conflict` with `current`, `too-many-comments`, `not-in-hand`, `already-decided`; 400 `no-such-place`; 404
 */
export async function saveComment(database: Database, edit: SavedComment & OfEvaluator): Promise<SavedComment> {
  const { evaluationId, evaluatorId, id, evidenceId, answer, place, text, revision } = edit;
  const { saved, held } = await database.transaction().execute(async (transaction) => {
    const held = await holdOpenEvaluation(transaction, evaluationId, evaluatorId);
    if (revision === 0 && !(await commentOf(transaction, evaluationId, id))) await checkPlace(transaction, edit);
    const written = revision
      ? await transaction
          .updateTable('evidence_comment')
          .set({ text, revision: sql`revision + 1` })
          .where('id', '=', id)
          .where('evaluation_id', '=', evaluationId)
          .where('revision', '=', revision)
          .returning('id')
          .executeTakeFirst()
      : await transaction
          .insertInto('evidence_comment')
          .values({ id, evaluation_id: evaluationId, evidence_id: evidenceId, answer, place: JSON.stringify(place), text })
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst();
    const current = await commentOf(transaction, evaluationId, id);
    if (!current) throw notFound('comment');
    if (!written && current.text !== text) throw editConflict(current);
    return { saved: current, held };
  });
  await renewLease(database, held);
  return saved;
}

/** Takes a comment away; one that is gone already is gone. @throws {Problem} 409 `not-in-hand`, `already-decided` */
export async function removeComment(
  database: Database,
  { evaluationId, evaluatorId, id }: OfEvaluator & Pick<SavedComment, 'id'>,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await holdOpenEvaluation(transaction, evaluationId, evaluatorId);
    await transaction.deleteFrom('evidence_comment').where('id', '=', id).where('evaluation_id', '=', evaluationId).execute();
  });
}

async function checkPlace(transaction: Writing, { evaluationId, place, ...about }: SavedComment & OfEvaluator): Promise<void> {
  const { snapshot, comments } = await transaction
    .selectFrom('evaluation')
    .leftJoin('submission', 'submission.id', 'evaluation.submission_id')
    .leftJoin('anchor', 'anchor.id', 'evaluation.anchor_id')
    .select([
      sql`coalesce(submission.snapshot, anchor.snapshot)`.as('snapshot'),
      sql<number>`(select count(*)::int from evidence_comment where evaluation_id = evaluation.id)`.as('comments'),
    ])
    .where('evaluation.id', '=', evaluationId)
    .executeTakeFirstOrThrow();
  const found = placeIn(Snapshot.parse(snapshot), about, place);
  if (found === 'nowhere') throw notFound('piece of this work');
  if (found === 'misfit') throw noSuchPlace();
  if (comments >= most) throw tooManyComments(most);
}
