import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { uninvolved } from '../assignment/eligible.ts';
import { notRecommended } from '../problems.ts';
import { holdPlan, queueFurtherReading } from './hold-plan.ts';
import { makeDecision } from './make-decision.ts';

/** A pass that waits for its grantor. */
export interface Recommendation {
  evaluationId: string;
  microCredentialId: string;
  title: string;
  attempt: number;
  recommendedAt: Date;
  dueAt: Date;
}

/** What waits for a grant in an organization and this lead may grant, the longest waiting first. */
export async function recommendationsFor(database: Database, grantorId: string, issuerId: string): Promise<Recommendation[]> {
  return database
    .selectFrom('reading_plan')
    .innerJoin('evaluation', 'evaluation.id', 'reading_plan.recommended_evaluation_id')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'evaluation.version_id')
    .select([
      'evaluation.id as evaluationId',
      'evaluation.micro_credential_id as microCredentialId',
      'micro_credential_version.title',
      'evaluation.attempt',
      sql<Date>`reading_plan.recommended_at`.as('recommendedAt'),
      'reading_plan.due_at as dueAt',
    ])
    .where('reading_plan.issuer_id', '=', issuerId)
    .where('reading_plan.state', '=', 'granting')
    .where('evaluation.evaluator_id', '<>', grantorId)
    .where(uninvolved(grantorId))
    .orderBy('reading_plan.recommended_at')
    .orderBy('reading_plan.submission_id')
    .limit(100)
    .execute();
}

/**
 * The second step of an award: grants what the evaluators recommend, or asks for one more reading, which then decides alone. The grantor
 * sets no level: who does has read the work against the guide.
 *
 * @param answer.reason for asking once more; kept in the audit trail
 * @returns the decision; null when there is to be another reading
 * @throws {Problem} 409 `not-recommended`
 */
export async function answerRecommendation(
  ground: Pick<Ground, 'database' | 'events'>,
  answer: { evaluationId: string; grantorId: string; granted: boolean; reason: string },
): Promise<{ decisionId: string | null }> {
  const { evaluationId, grantorId, granted, reason } = answer;
  return ground.database.transaction().execute(async (transaction) => {
    const evaluation = await transaction.selectFrom('evaluation').select('submission_id').where('id', '=', evaluationId).executeTakeFirst();
    if (!evaluation?.submission_id) throw notFound('evaluation');
    const plan = await holdPlan(transaction, evaluation.submission_id);
    if (plan.recommendedEvaluationId !== evaluationId) throw notRecommended();
    if (plan.state === 'decided' && granted) {
      // a double click
      const made = await transaction.selectFrom('decision').select('id').where('evaluation_id', '=', evaluationId).executeTakeFirst();
      if (made) return { decisionId: made.id };
    }
    if (plan.state !== 'granting') throw notRecommended();
    await audit(transaction, {
      personId: grantorId,
      action: granted ? 'evaluation.granted' : 'evaluation.further-reading',
      subjectType: 'evaluation',
      subjectId: evaluationId,
      details: granted ? {} : { reason },
    });
    if (granted) return makeDecision(ground, transaction, plan, { evaluationId, grantedBy: grantorId });
    await queueFurtherReading(transaction, plan, 'adjudication');
    return { decisionId: null };
  });
}
