import { sql } from 'kysely';
import type { Definition } from '../catalog/definition.ts';
import type { Writing } from '../platform/database/database.ts';
import type { EventPayloads } from '../platform/events.ts';
import { dueAfter } from './assignment/lease.ts';
import type { CarriedCriterion } from './in-hand.ts';
import { scoringRoles } from './policy.ts';
import { DecidedPart, DecidedScore } from './readings/decided.ts';
import { readingsFor } from './readings/sample.ts';
import { metCriteria } from './scoring.ts';
import { effectiveSettings } from './settings/read-settings.ts';

/**
 * Puts a new submission into its issuer's queue: plans its readings under the settings of this moment, carries what was met before, and
 * keeps it a while for the evaluator who knows the work. Told twice, it is still planned once.
 */
export async function queueSubmission(transaction: Writing, made: EventPayloads['submission.made']): Promise<void> {
  const { submissionId, issuerId, microCredentialId } = made;
  const settings = await effectiveSettings(transaction, issuerId, microCredentialId);
  const { submittedAt } = await transaction
    .selectFrom('submission')
    .select('submitted_at as submittedAt')
    .where('id', '=', submissionId)
    .executeTakeFirstOrThrow();
  const before = await lastDecision(transaction, made);
  const due_at = dueAfter(submittedAt, settings.turnaroundDays);
  const readings = readingsFor(settings, submissionId);
  const calibratedOnly = settings.calibration > 0 && (await hasAnchor(transaction, microCredentialId));
  const planned = await transaction
    .insertInto('reading_plan')
    .values({
      submission_id: submissionId,
      issuer_id: issuerId,
      micro_credential_id: microCredentialId,
      readings,
      settings: JSON.stringify(settings),
      carried_criteria: JSON.stringify(before?.met ?? []),
      due_at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('submission_id')
    .executeTakeFirst();
  if (!planned) return;
  // a quarter of what is promised; after it anybody may
  const reserved = before?.evaluatorId
    ? { reserved_for: before.evaluatorId, reserved_until: dueAfter(submittedAt, settings.turnaroundDays / 4) }
    : {};
  await transaction
    .insertInto('evaluation')
    .values(
      Array.from({ length: readings }, (_, index) => ({
        submission_id: submissionId,
        issuer_id: issuerId,
        earner_id: made.earnerId,
        micro_credential_id: microCredentialId,
        version_id: made.versionId,
        attempt: made.attempt,
        reading: index + 1,
        due_at,
        named_only: settings.qualification === 'named',
        calibrated_only: calibratedOnly,
        ...(index === 0 ? reserved : {}),
      })),
    )
    .execute();
}

/** What the attempt before leaves: criteria that were met, and who decided, where that evaluator still evaluates here. */
async function lastDecision(
  transaction: Writing,
  { journeyId, issuerId, attempt }: EventPayloads['submission.made'],
): Promise<{ met: CarriedCriterion[]; evaluatorId: string | null } | null> {
  const row = await transaction
    .selectFrom('decision')
    .innerJoin('submission', 'submission.id', 'decision.submission_id')
    .innerJoin('evaluation', 'evaluation.id', 'decision.evaluation_id')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'submission.version_id')
    .leftJoin('membership', (join) =>
      join
        .onRef('membership.person_id', '=', 'evaluation.evaluator_id')
        .on('membership.organization_id', '=', issuerId)
        .on(sql<boolean>`membership.roles && ${[...scoringRoles]}::text[]`),
    )
    .select([
      'decision.parts',
      'decision.scores',
      'submission.attempt',
      'membership.person_id as evaluatorId',
      sql<Definition>`micro_credential_version.definition`.as('definition'),
    ])
    .where('submission.journey_id', '=', journeyId)
    .where('submission.attempt', '<', attempt)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('decision as later').select('later.id').whereRef('later.supersedes', '=', 'decision.id'))),
    )
    .orderBy('submission.attempt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const passed = DecidedPart.array()
    .parse(row.parts)
    .filter((part) => part.passed)
    .map(({ partId }) => partId);
  const met = metCriteria(row.definition, DecidedScore.array().parse(row.scores), passed);
  return { met: met.map((score) => ({ ...score, attempt: score.attempt ?? row.attempt })), evaluatorId: row.evaluatorId };
}

/** Without an anchor nobody could calibrate, and everything would wait for ever. */
async function hasAnchor(transaction: Writing, microCredentialId: string): Promise<boolean> {
  const anchor = await transaction
    .selectFrom('anchor')
    .select('id')
    .where('micro_credential_id', '=', microCredentialId)
    .where('retired_at', 'is', null)
    .where('use', 'in', ['calibration', 'both'])
    .limit(1)
    .executeTakeFirst();
  return anchor !== undefined;
}
