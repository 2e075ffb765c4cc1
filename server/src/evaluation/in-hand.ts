import { type SqlBool, sql } from 'kysely';
import type { Definition } from '../catalog/definition.ts';
import type { Database, Writing } from '../platform/database/database.ts';
import { notFound } from '../platform/http/problem.ts';
import { withoutConflict } from './conflicts.ts';
import { alreadyDecided, noLongerNeeded, notInHand } from './problems.ts';
import { decide, type Outcome, type PartStanding } from './scoring.ts';

/** A level with its feedback, as it stands; `revision` 0 means that nothing was saved yet. */
export interface SavedScore {
  partId: string;
  criterionId: string;
  levelId: string | null;
  feedback: string;
  revision: number;
}

/** A criterion met in an earlier attempt, as `reading_plan.carried_criteria` holds it. */
export interface CarriedCriterion {
  partId: string;
  criterionId: string;
  levelId: string;
  feedback: string;
  /** The attempt in which the level was set. */
  attempt: number;
}

/** What the saved levels lead to. */
export interface Follows {
  /** Null while criteria want a level. */
  outcome: Outcome | null;
  parts: PartStanding[];
}

/**
 * Reads an evaluation that somebody has in hand, holding its row: with `share` levels can be saved side by side, with `update` it is
 * decided alone. An anchor is read like a submission; it has neither submission nor journey.
 *
 * @throws {Problem} 409 `not-in-hand`, `already-decided`
 */
export async function holdEvaluation(transaction: Writing, evaluationId: string, evaluatorId: string, lock: 'share' | 'update') {
  const query = transaction
    .selectFrom('evaluation')
    .leftJoin('submission', 'submission.id', 'evaluation.submission_id')
    .leftJoin('reading_plan', 'reading_plan.submission_id', 'evaluation.submission_id')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'evaluation.version_id')
    .select([
      'evaluation.id',
      'evaluation.state',
      'evaluation.evaluator_id as evaluatorId',
      'evaluation.submission_id as submissionId',
      'evaluation.anchor_id as anchorId',
      'evaluation.issuer_id as issuerId',
      'evaluation.micro_credential_id as microCredentialId',
      'evaluation.feedback',
      'evaluation.feedback_revision as feedbackRevision',
      'evaluation.outcome',
      'evaluation.active_at as activeAt',
      'evaluation.due_at as dueAt',
      'reading_plan.settings',
      sql<string[]>`coalesce(submission.snapshot->'carriedParts', '[]') || to_jsonb(evaluation.carried_parts)`.as('carriedParts'),
      sql<CarriedCriterion[]>`coalesce(evaluation.carried_criteria, reading_plan.carried_criteria, '[]')`.as('carriedCriteria'),
      sql<Definition>`micro_credential_version.definition`.as('definition'),
      sql<SqlBool>`evaluation.anchor_id is not null or ${withoutConflict(evaluatorId)}`.as('free'),
    ])
    .where('evaluation.id', '=', evaluationId);
  const evaluation = await (lock === 'share' ? query.forShare('evaluation') : query.forUpdate('evaluation')).executeTakeFirst();
  if (!evaluation) throw notFound('evaluation');
  if (evaluation.evaluatorId !== evaluatorId) throw notInHand();
  if (evaluation.state === 'closed') throw noLongerNeeded();
  return evaluation;
}

/** The same, for changing it: a decided one does not change. */
export async function holdOpenEvaluation(transaction: Writing, evaluationId: string, evaluatorId: string) {
  const evaluation = await holdEvaluation(transaction, evaluationId, evaluatorId, 'share');
  if (evaluation.state === 'decided') throw alreadyDecided();
  return evaluation;
}

/** Every saved level and feedback of an evaluation. */
export async function savedScores(database: Database, evaluationId: string): Promise<SavedScore[]> {
  return database
    .selectFrom('score')
    .select(['part_id as partId', 'criterion_id as criterionId', 'level_id as levelId', 'feedback', 'revision'])
    .where('evaluation_id', '=', evaluationId)
    .orderBy('part_id')
    .orderBy('criterion_id')
    .execute();
}

/** What the saved levels lead to, by the one rule. */
export function whatFollows(
  definition: Definition,
  scores: readonly SavedScore[],
  carriedParts: readonly string[],
  carriedCriteria: readonly CarriedCriterion[],
): Follows {
  const verdict = decide(definition, scores, carriedParts, carriedCriteria);
  if (verdict.kind === 'unknown') throw new Error(`Saved scores do not fit their scoring guide: ${JSON.stringify(verdict.scores)}`);
  return { outcome: verdict.kind === 'decided' ? verdict.outcome : null, parts: verdict.parts };
}
