import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { editConflict, notFound } from '../platform/http/problem.ts';
import { renewLease } from './assignment/renew-lease.ts';
import { type Follows, holdOpenEvaluation, type SavedScore, savedScores, whatFollows } from './in-hand.ts';
import { carriedCriterion, carriedPart, unknownLevel } from './problems.ts';

/** A level and feedback as an evaluator typed them, with the revision they were made from (0 before the first save). */
export interface ScoreEdit extends SavedScore {
  evaluationId: string;
  evaluatorId: string;
}

/**
 * Saves the level and feedback of a criterion.
 *
 * Sending the same again changes nothing, so an answer that was lost on the way can be asked for once more.
 *
 * @returns what is saved now, and what follows from all levels
 * @throws {Problem} 409 `edit-conflict` with `current`, `carried-part`, `carried-criterion`, `not-in-hand`, `already-decided`; 400 `unknown-level`; 404
 */
export async function saveScore(database: Database, edit: ScoreEdit): Promise<{ score: SavedScore; follows: Follows }> {
  const { evaluationId, evaluatorId, partId, criterionId, levelId, feedback, revision } = edit;
  const saved = await database.transaction().execute(async (transaction) => {
    const { definition, carriedParts, carriedCriteria, ...held } = await holdOpenEvaluation(transaction, evaluationId, evaluatorId);
    const part = definition.parts.find(({ id }) => id === partId);
    if (!part?.criteria.some(({ id }) => id === criterionId)) throw notFound('criterion');
    if (carriedParts.includes(partId)) throw carriedPart();
    if (carriedCriteria.some((met) => met.partId === partId && met.criterionId === criterionId)) throw carriedCriterion();
    if (levelId !== null && !part.levels.some(({ id }) => id === levelId)) throw unknownLevel(levelId);

    // one statement decides who was first: of two tabs one writes, the other finds a newer revision
    const written = revision
      ? await transaction
          .updateTable('score')
          .set({ level_id: levelId, feedback, revision: sql`revision + 1`, updated_at: sql`now()` })
          .where('evaluation_id', '=', evaluationId)
          .where('part_id', '=', partId)
          .where('criterion_id', '=', criterionId)
          .where('revision', '=', revision)
          .returning('revision')
          .executeTakeFirst()
      : await transaction
          .insertInto('score')
          .values({ evaluation_id: evaluationId, part_id: partId, criterion_id: criterionId, level_id: levelId, feedback })
          .onConflict((conflict) => conflict.doNothing())
          .returning('revision')
          .executeTakeFirst();
    const scores = await savedScores(transaction, evaluationId);
    const current = scores.find((score) => score.partId === partId && score.criterionId === criterionId);
    const score = current ?? { partId, criterionId, levelId: null, feedback: '', revision: 0 };
    const same = score.levelId === levelId && score.feedback === feedback;
    if (!written && !same) throw editConflict(score);
    return { score, follows: whatFollows(definition, scores, carriedParts, carriedCriteria), held };
  });
  await renewLease(database, saved.held);
  return { score: saved.score, follows: saved.follows };
}
