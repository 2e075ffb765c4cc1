import { sql } from 'kysely';
import { z } from 'zod';
import type { Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { applyDecision } from '../portfolio/index.ts';
import { holdEvaluation, savedScores } from './in-hand.ts';
import { alreadyDecided, conflictOfInterest, incompleteScores, otherOutcome, wantsFeedback } from './problems.ts';
import { decide, type Outcome } from './scoring.ts';

/** A part in a decision, as `decision.parts` holds it. */
export const DecidedPart = z.object({
  partId: z.string(),
  passed: z.boolean(),
  /** Passed in an earlier attempt and not looked at again. */
  carried: z.boolean(),
  /** The attempt in which it passed; null while it has not. */
  passedInAttempt: z.int().nullable(),
});
export type DecidedPart = z.infer<typeof DecidedPart>;

/** A criterion in a decision, as `decision.scores` holds it; carried parts keep the levels they passed with. */
export const DecidedScore = z.object({ partId: z.string(), criterionId: z.string(), levelId: z.string(), feedback: z.string() });
export type DecidedScore = z.infer<typeof DecidedScore>;

export interface MadeDecision {
  decisionId: string;
  outcome: Outcome;
}

/**
 * Decides a submission: the outcome follows from the saved levels, the evaluator confirms it. Final; deciding again (a double click)
 * answers with the decision that stands.
 *
 * @param outcome what the evaluator read and confirmed; refused when the saved levels lead elsewhere
 * @throws {Problem} 409 `incomplete-scores` with `missing`, `other-outcome`, `wants-feedback`, `not-in-hand`, `already-decided`;
 *   403 `conflict-of-interest`
 */
export async function decideSubmission(
  { database, events }: Pick<Ground, 'database' | 'events'>,
  { evaluationId, evaluatorId, outcome }: { evaluationId: string; evaluatorId: string; outcome: Outcome },
): Promise<MadeDecision> {
  return database.transaction().execute(async (transaction) => {
    const evaluation = await holdEvaluation(transaction, evaluationId, evaluatorId, 'update');
    if (evaluation.state === 'decided') {
      const made = await transaction
        .selectFrom('decision')
        .select(['id as decisionId', 'outcome'])
        .where('evaluation_id', '=', evaluationId)
        .executeTakeFirstOrThrow();
      if (made.outcome !== outcome) throw alreadyDecided();
      return { decisionId: made.decisionId, outcome };
    }
    // asked again here, not only when it was taken: memberships change
    if (!evaluation.free) throw conflictOfInterest();

    const { definition, carriedParts, attempt } = evaluation;
    const scores = await savedScores(transaction, evaluationId);
    const verdict = decide(definition, scores, carriedParts);
    if (verdict.kind === 'unknown') throw new Error(`Saved scores do not fit their scoring guide: ${JSON.stringify(verdict.scores)}`);
    if (verdict.kind === 'incomplete') throw incompleteScores(verdict.missing);
    if (verdict.outcome !== outcome) throw otherOutcome(verdict.outcome);
    if (outcome === 'not-yet' && ![evaluation.feedback, ...scores.map((score) => score.feedback)].some((text) => text.trim()))
      throw wantsFeedback();

    const earlier = await earlierDecisions(transaction, evaluation.journeyId);
    const origin = (partId: string) => earlier.find(({ parts }) => parts.some((part) => part.partId === partId && part.passed));
    const parts = verdict.parts.map(({ partId, standing }): DecidedPart => {
      const isCarried = standing === 'carried';
      const passedBefore = origin(partId)?.attempt ?? null;
      const passed = isCarried || standing === 'passed';
      return { partId, passed, carried: isCarried, passedInAttempt: isCarried ? passedBefore : passed ? attempt : null };
    });
    const carriedScores = carriedParts.flatMap((id) => origin(id)?.scores.filter(({ partId }) => partId === id) ?? []);
    const ownScores = scores.map(({ partId, criterionId, levelId, feedback }) => ({ partId, criterionId, levelId, feedback }));

    const { id: decisionId } = await transaction
      .insertInto('decision')
      .values({
        submission_id: evaluation.submissionId,
        evaluation_id: evaluationId,
        outcome,
        parts: JSON.stringify(parts),
        scores: JSON.stringify([...carriedScores, ...ownScores]),
        feedback: evaluation.feedback,
        decided_by: evaluatorId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await transaction.updateTable('evaluation').set({ state: 'decided', decided_at: sql`now()` }).where('id', '=', evaluationId).execute();
    const { submissionId, journeyId, earnerId, versionId, microCredentialId, issuerId } = evaluation;
    const passedParts = parts.filter(({ passed }) => passed).map(({ partId }) => partId);
    await applyDecision(transaction, { submissionId, outcome, passedParts });
    await events.emit(transaction, 'submission.decided', {
      submissionId,
      decisionId,
      journeyId,
      earnerId,
      versionId,
      microCredentialId,
      issuerId,
      outcome,
    });
    return { decisionId, outcome };
  });
}

/** Decisions of a journey's earlier attempts, in order, so that the first in which a part passed is found first. */
async function earlierDecisions(transaction: Writing, journeyId: string) {
  const rows = await transaction
    .selectFrom('decision')
    .innerJoin('submission', 'submission.id', 'decision.submission_id')
    .select(['submission.attempt', 'decision.parts', 'decision.scores'])
    .where('submission.journey_id', '=', journeyId)
    .orderBy('submission.attempt')
    .execute();
  return rows.map(({ attempt, parts, scores }) => ({
    attempt,
    parts: DecidedPart.array().parse(parts),
    scores: DecidedScore.array().parse(scores),
  }));
}
