import { sql } from 'kysely';
import type { Definition } from '../../catalog/definition.ts';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { applyDecision } from '../../portfolio/index.ts';
import { type CarriedCriterion, savedScores } from '../in-hand.ts';
import { decide, type Outcome } from '../scoring.ts';
import { DecidedPart, DecidedScore } from './decided.ts';
import type { HeldPlan } from './hold-plan.ts';

/**
 * Makes the decision about a submission from the levels of one reading, moves the journey on and tells everybody. Final: after an appeal a
 * later decision takes its place, and both stay.
 *
 * @param basis.evaluationId the decided reading whose levels stand
 * @param basis.grantedBy who granted it, where the award takes two steps
 */
export async function makeDecision(
  { events }: Pick<Ground, 'events'>,
  transaction: Writing,
  plan: HeldPlan,
  basis: { evaluationId: string; grantedBy?: string },
): Promise<{ decisionId: string; outcome: Outcome }> {
  const { submissionId, definition, journeyId, earnerId, versionId, microCredentialId, issuerId } = plan;
  const reading = await transaction
    .selectFrom('evaluation')
    .select([
      'feedback',
      'evaluator_id as evaluatorId',
      'carried_parts as carriedParts',
      sql<CarriedCriterion[] | null>`carried_criteria`.as('carriedCriteria'),
    ])
    .where('id', '=', basis.evaluationId)
    .executeTakeFirstOrThrow();
  if (!reading.evaluatorId) throw new Error(`Evaluation ${basis.evaluationId} is to be decided on, and nobody read it.`);
  // an appeal reading leaves alone what the decision before it found met
  const carriedParts = [...new Set([...plan.carriedParts, ...reading.carriedParts])];
  const carriedCriteria = reading.carriedCriteria ?? plan.carriedCriteria;
  const scores = await savedScores(transaction, basis.evaluationId);
  const verdict = decide(definition, scores, carriedParts, carriedCriteria);
  if (verdict.kind !== 'decided') throw new Error(`Evaluation ${basis.evaluationId} is to be decided on, and is ${verdict.kind}.`);
  const { outcome } = verdict;
  const earlier = await earlierDecisions(transaction, plan);
  const origin = (partId: string) => earlier.find(({ parts }) => parts.some((part) => part.partId === partId && part.passed));
  const parts = verdict.parts.map(({ partId, standing }): DecidedPart => {
    const carried = standing === 'carried';
    const passed = carried || standing === 'passed';
    return { partId, passed, carried, passedInAttempt: carried ? (origin(partId)?.attempt ?? null) : passed ? plan.attempt : null };
  });
  const last = await transaction
    .selectFrom('decision')
    .select('id')
    .where('submission_id', '=', submissionId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('decision as later').select('later.id').whereRef('later.supersedes', '=', 'decision.id'))),
    )
    .executeTakeFirst();
  const { id: decisionId } = await transaction
    .insertInto('decision')
    .values({
      submission_id: submissionId,
      evaluation_id: basis.evaluationId,
      outcome,
      parts: JSON.stringify(parts),
      scores: JSON.stringify([
        ...carriedPartScores(carriedParts, origin),
        ...wholeScores(definition, scores, carriedParts, carriedCriteria),
      ]),
      feedback: reading.feedback,
      decided_by: reading.evaluatorId,
      granted_by: basis.grantedBy ?? null,
      supersedes: last?.id ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await transaction.updateTable('reading_plan').set({ state: 'decided' }).where('submission_id', '=', submissionId).execute();
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
}

interface Earlier {
  attempt: number;
  parts: DecidedPart[];
  scores: DecidedScore[];
}

function carriedPartScores(carriedParts: readonly string[], origin: (partId: string) => Earlier | undefined): DecidedScore[] {
  return carriedParts.flatMap((id) => {
    const from = origin(id);
    return from?.scores.filter(({ partId }) => partId === id).map((score) => ({ ...score, attempt: score.attempt ?? from.attempt })) ?? [];
  });
}

/** Own levels and those met before, in the order of the guide. */
function wholeScores(
  definition: Pick<Definition, 'parts'>,
  own: readonly { partId: string; criterionId: string; levelId: string | null; feedback: string }[],
  carriedParts: readonly string[],
  carriedCriteria: readonly CarriedCriterion[],
): DecidedScore[] {
  return definition.parts
    .filter(({ id }) => !carriedParts.includes(id))
    .flatMap((part) =>
      part.criteria.flatMap(({ id }): DecidedScore[] => {
        const isHere = (score: { partId: string; criterionId: string }) => score.partId === part.id && score.criterionId === id;
        const met = carriedCriteria.find(isHere);
        if (met) return [met];
        const score = own.find(isHere);
        return score?.levelId ? [{ partId: part.id, criterionId: id, levelId: score.levelId, feedback: score.feedback }] : [];
      }),
    );
}

/** Standing decisions of a journey so far, in order, so that the first in which a part passed is found first. */
async function earlierDecisions(transaction: Writing, { journeyId }: HeldPlan): Promise<Earlier[]> {
  const rows = await transaction
    .selectFrom('decision')
    .innerJoin('submission', 'submission.id', 'decision.submission_id')
    .select(['submission.attempt', 'decision.parts', 'decision.scores'])
    .where('submission.journey_id', '=', journeyId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('decision as later').select('later.id').whereRef('later.supersedes', '=', 'decision.id'))),
    )
    .orderBy('submission.attempt')
    .execute();
  return rows.map(({ attempt, parts, scores }) => ({
    attempt,
    parts: DecidedPart.array().parse(parts),
    scores: DecidedScore.array().parse(scores),
  }));
}
