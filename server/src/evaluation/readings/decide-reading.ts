import { sql } from 'kysely';
import type { Ground } from '../../platform/ground.ts';
import { recordAnchorResult } from '../calibration/record-result.ts';
import { holdEvaluation, savedScores } from '../in-hand.ts';
import { alreadyDecided, conflictOfInterest, incompleteScores, otherOutcome, wantsFeedback } from '../problems.ts';
import { decide, type Outcome } from '../scoring.ts';
import { decidedReadings, holdPlan, queueFurtherReading } from './hold-plan.ts';
import { makeDecision } from './make-decision.ts';
import { settle } from './settle.ts';

export interface DecidedReading {
  outcome: Outcome;
  /** The decision that was made from this reading; null while others still read, decide or grant. */
  decisionId: string | null;
}

/**
 * Decides a reading: the outcome follows from the saved levels, the evaluator confirms it. Final; deciding again (a double click)
 * answers the same. When every planned reading is there, what follows from them is done in the same transaction: a decision, an
 * adjudication, or a recommendation to the grantor.
 *
 * @param outcome what the evaluator read and confirmed; refused when the saved levels lead elsewhere
 * @throws {Problem} 409 `incomplete-scores` with `missing`, `other-outcome`, `wants-feedback`, `not-in-hand`, `already-decided`,
 *   `no-longer-needed`; 403 `conflict-of-interest`
 */
export async function decideReading(
  ground: Pick<Ground, 'database' | 'events'>,
  { evaluationId, evaluatorId, outcome }: { evaluationId: string; evaluatorId: string; outcome: Outcome },
): Promise<DecidedReading> {
  return ground.database.transaction().execute(async (transaction) => {
    const evaluation = await holdEvaluation(transaction, evaluationId, evaluatorId, 'update');
    if (evaluation.state === 'decided') {
      if (evaluation.outcome !== outcome) throw alreadyDecided();
      const made = await transaction.selectFrom('decision').select('id').where('evaluation_id', '=', evaluationId).executeTakeFirst();
      return { decisionId: made?.id ?? null, outcome };
    }
    // asked again here, not only when it was taken: memberships change
    if (!evaluation.free) throw conflictOfInterest();

    const { definition, carriedParts, carriedCriteria, submissionId } = evaluation;
    const scores = await savedScores(transaction, evaluationId);
    const verdict = decide(definition, scores, carriedParts, carriedCriteria);
    if (verdict.kind === 'unknown') throw new Error(`Saved scores do not fit their scoring guide: ${JSON.stringify(verdict.scores)}`);
    if (verdict.kind === 'incomplete') throw incompleteScores(verdict.missing);
    if (verdict.outcome !== outcome) throw otherOutcome(verdict.outcome);
    if (outcome === 'not-yet' && ![evaluation.feedback, ...scores.map((score) => score.feedback)].some((text) => text.trim()))
      throw wantsFeedback();
    // a place that was pinned and left without words says nothing
    await transaction
      .deleteFrom('evidence_comment')
      .where('evaluation_id', '=', evaluationId)
      .where(sql<boolean>`btrim(text) = ''`)
      .execute();
    await transaction
      .updateTable('evaluation')
      .set({ state: 'decided', outcome, decided_at: sql`now()`, lease_until: null })
      .where('id', '=', evaluationId)
      .execute();
    if (!submissionId) {
      await recordAnchorResult(transaction, evaluationId);
      return { decisionId: null, outcome };
    }

    const plan = await holdPlan(transaction, submissionId);
    const readings = await decidedReadings(transaction, submissionId);
    const rule = { readings: plan.readings, apart: plan.settings.apart, carriedParts, carriedCriteria };
    const settlement = settle(definition, rule, readings);
    if (settlement.kind === 'wait') return { decisionId: null, outcome };
    if (settlement.kind === 'adjudicate') {
      await queueFurtherReading(transaction, plan, 'adjudication');
      return { decisionId: null, outcome };
    }
    const basis = readings.find(({ reading }) => reading === settlement.by);
    if (!basis) throw new Error(`Submission ${submissionId} is settled by reading ${settlement.by}, which is not there.`);
    if (settlement.outcome === 'pass' && plan.settings.grantor !== 'nobody') {
      await transaction
        .updateTable('reading_plan')
        .set({ state: 'granting', recommended_evaluation_id: basis.evaluationId, recommended_at: sql`now()` })
        .where('submission_id', '=', submissionId)
        .execute();
      return { decisionId: null, outcome };
    }
    const { decisionId } = await makeDecision(ground, transaction, plan, basis);
    return { decisionId: basis.evaluationId === evaluationId ? decisionId : null, outcome };
  });
}
