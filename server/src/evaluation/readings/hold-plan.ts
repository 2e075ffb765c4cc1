import { sql } from 'kysely';
import type { Definition } from '../../catalog/definition.ts';
import type { Writing } from '../../platform/database/database.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { CarriedCriterion } from '../in-hand.ts';
import type { CriterionLevel } from '../scoring.ts';
import { type EvaluationSettings, settingsFrom } from '../settings/settings.ts';
import type { Purpose, Reading } from './settle.ts';

/** A submission's plan, held by this transaction: the last of two evaluators finds that both have decided. */
export interface HeldPlan {
  submissionId: string;
  journeyId: string;
  earnerId: string;
  versionId: string;
  microCredentialId: string;
  issuerId: string;
  attempt: number;
  definition: Definition;
  state: 'reading' | 'adjudication' | 'granting' | 'decided' | 'sent-back';
  readings: number;
  settings: EvaluationSettings;
  carriedParts: string[];
  carriedCriteria: CarriedCriterion[];
  dueAt: Date;
  recommendedEvaluationId: string | null;
}

/** @throws {Problem} 404 */
export async function holdPlan(transaction: Writing, submissionId: string): Promise<HeldPlan> {
  const row = await transaction
    .selectFrom('reading_plan')
    .innerJoin('submission', 'submission.id', 'reading_plan.submission_id')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'submission.version_id')
    .select([
      'reading_plan.submission_id as submissionId',
      'submission.journey_id as journeyId',
      'submission.earner_id as earnerId',
      'submission.version_id as versionId',
      'reading_plan.micro_credential_id as microCredentialId',
      'reading_plan.issuer_id as issuerId',
      'submission.attempt',
      sql<Definition>`micro_credential_version.definition`.as('definition'),
      sql<HeldPlan['state']>`reading_plan.state`.as('state'),
      'reading_plan.readings',
      'reading_plan.settings',
      sql<string[]>`submission.snapshot->'carriedParts'`.as('carriedParts'),
      sql<CarriedCriterion[]>`reading_plan.carried_criteria`.as('carriedCriteria'),
      'reading_plan.due_at as dueAt',
      'reading_plan.recommended_evaluation_id as recommendedEvaluationId',
    ])
    .where('reading_plan.submission_id', '=', submissionId)
    .forUpdate('reading_plan')
    .executeTakeFirst();
  if (!row) throw notFound('submission');
  return { ...row, settings: settingsFrom(row.settings) };
}

/** The decided readings of a submission, with their evaluations. */
export async function decidedReadings(transaction: Writing, submissionId: string): Promise<(Reading & { evaluationId: string })[]> {
  const rows = await transaction
    .selectFrom('evaluation')
    .select([
      'evaluation.id as evaluationId',
      'evaluation.reading',
      sql<Purpose>`evaluation.purpose`.as('purpose'),
      sql<CriterionLevel[]>`coalesce((select jsonb_agg(jsonb_build_object(
        'partId', part_id, 'criterionId', criterion_id, 'levelId', level_id)) from score where evaluation_id = evaluation.id), '[]')`.as(
        'levels',
      ),
    ])
    .where('evaluation.submission_id', '=', submissionId)
    .where('evaluation.state', '=', 'decided')
    .orderBy('evaluation.reading')
    .execute();
  return rows;
}

/**
 * Queues one more reading of a submission, at its old place in the queue.
 *
 * @param carries what this reading leaves alone, beside what the plan carries
 */
export async function queueFurtherReading(
  transaction: Writing,
  plan: HeldPlan,
  purpose: 'adjudication' | 'appeal',
  carries: { carried_parts?: string[]; carried_criteria?: string } = {},
): Promise<void> {
  const { reading, queued_at } = await transaction
    .selectFrom('evaluation')
    .select(({ fn }) => [fn.max('reading').as('reading'), fn.min('queued_at').as('queued_at')])
    .where('submission_id', '=', plan.submissionId)
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto('evaluation')
    .values({
      submission_id: plan.submissionId,
      issuer_id: plan.issuerId,
      earner_id: plan.earnerId,
      micro_credential_id: plan.microCredentialId,
      version_id: plan.versionId,
      attempt: plan.attempt,
      purpose,
      reading: Number(reading) + 1,
      ...(purpose === 'adjudication'
        ? { queued_at, due_at: plan.dueAt }
        : { due_at: sql`now() + make_interval(days => ${plan.settings.turnaroundDays})` }),
      for_leads: plan.settings.adjudicator === 'evaluation-lead' && purpose === 'adjudication',
      ...carries,
      named_only: plan.settings.qualification === 'named',
    })
    .execute();
  await transaction.updateTable('reading_plan').set({ state: 'adjudication' }).where('submission_id', '=', plan.submissionId).execute();
}
