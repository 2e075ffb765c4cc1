import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';

/** A criterion of a submission that two evaluators read independently. */
export interface DoubleRead {
  submissionId: string;
  partId: string;
  criterionId: string;
  /** The month in which the later of the two decided, as `2026-03`. */
  month: string;
  evaluatorIds: string[];
  /** The levels' places from the lowest (0), by reading. */
  heights: number[];
  /** How many levels the part has. */
  levels: number;
}

/** At most so many criteria are looked at: the latest. */
const most = 20_000;

/** Criteria that were read twice, independently; the latest first. An adjudication is not independent and does not count. */
export async function doubleReadings(
  database: Database,
  about: { microCredentialId: string } | { issuerId: string; microCredentialId?: string | undefined; since?: Date | undefined },
): Promise<DoubleRead[]> {
  const issuerId = 'issuerId' in about ? about.issuerId : null;
  const since = 'since' in about ? (about.since ?? null) : null;
  const { rows } = await sql<DoubleRead>`
    select evaluation.submission_id as "submissionId", score.part_id as "partId", score.criterion_id as "criterionId",
      to_char(max(evaluation.decided_at) at time zone 'UTC', 'YYYY-MM') as month,
      array_agg(evaluation.evaluator_id::text order by evaluation.reading) as "evaluatorIds",
      array_agg((level.place - 1)::int order by evaluation.reading) as heights,
      max(jsonb_array_length(part.value->'levels'))::int as levels
    from evaluation
    join reading_plan plan on plan.submission_id = evaluation.submission_id and plan.readings > 1 and plan.state <> 'reading'
    join micro_credential_version version on version.id = evaluation.version_id
    join score on score.evaluation_id = evaluation.id
    join lateral jsonb_array_elements(version.definition->'parts') part on part.value->>'id' = score.part_id
    join lateral jsonb_array_elements(part.value->'levels') with ordinality level (value, place) on level.value->>'id' = score.level_id
    where evaluation.purpose = 'reading' and evaluation.state = 'decided'
      and (${issuerId}::uuid is null or plan.issuer_id = ${issuerId}::uuid)
      and (${about.microCredentialId ?? null}::uuid is null or plan.micro_credential_id = ${about.microCredentialId ?? null}::uuid)
      and (${since}::timestamptz is null or evaluation.queued_at >= ${since}::timestamptz)
    group by evaluation.submission_id, score.part_id, score.criterion_id
    having count(*) > 1
    order by max(evaluation.decided_at) desc
    limit ${most}`.execute(database);
  return rows;
}
