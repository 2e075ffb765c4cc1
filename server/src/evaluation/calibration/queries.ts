import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { plannedOnce, unseen } from '../../platform/database/planned-once.ts';

/** An anchor in a lead's list. */
export interface ListedAnchor {
  anchorId: string;
  microCredentialId: string;
  microCredentialTitle: string;
  title: string;
  use: 'calibration' | 'drift' | 'both';
  madeAt: Date;
  retired: boolean;
  /** How many evaluators scored it, and the share of agreed levels over all of them, in percent. */
  scored: number;
  exact: number | null;
}

/** Anchors of an issuer, those in use first. */
export async function anchorsOf(database: Database, issuerId: string): Promise<ListedAnchor[]> {
  const { rows } = await sql<ListedAnchor>`
    select anchor.id as "anchorId", anchor.micro_credential_id as "microCredentialId", version.title as "microCredentialTitle",
      anchor.title, anchor.use, anchor.made_at as "madeAt", anchor.retired_at is not null as retired,
      count(result.evaluation_id)::int as scored, round(100.0 * sum(result.exact) / nullif(sum(result.criteria), 0))::float8 as exact
    from anchor
    join micro_credential_version version on version.id = anchor.version_id
    left join anchor_result result on result.anchor_id = anchor.id
    where anchor.issuer_id = ${issuerId}
    group by anchor.id, version.id
    order by anchor.retired_at is not null, anchor.made_at desc
    limit 200`.execute(database);
  return rows;
}

/** How an evaluator stands with the anchors of a micro-credential. */
export interface CalibrationStanding {
  personId: string;
  name: string;
  microCredentialId: string;
  microCredentialTitle: string;
  use: 'calibration' | 'drift';
  /** Anchors scored, and the share of agreed levels in percent; within one level; how far the evaluator leans, in levels. */
  scored: number;
  exact: number;
  adjacent: number;
  lean: number;
  met: boolean;
  lastAt: Date;
}

/** Results by evaluator, micro-credential and use, the latest first. */
export async function calibrationStandings(database: Database, issuerId: string): Promise<CalibrationStanding[]> {
  const { rows } = await sql<CalibrationStanding>`
    select person.id as "personId", person.name, result.micro_credential_id as "microCredentialId",
      version.title as "microCredentialTitle", result.use, count(*)::int as scored,
      round(100.0 * sum(result.exact) / sum(result.criteria))::float8 as exact,
      round(100.0 * sum(result.adjacent) / sum(result.criteria))::float8 as adjacent,
      round(avg(result.lean), 2)::float8 as lean, bool_or(calibration.met_at is not null) as met, max(result.at) as "lastAt"
    from anchor_result result
    join person on person.id = result.person_id
    join micro_credential mc on mc.id = result.micro_credential_id
    join micro_credential_version version on version.id = mc.current_version_id
    left join calibration on calibration.micro_credential_id = result.micro_credential_id and calibration.person_id = result.person_id
    where result.issuer_id = ${issuerId}
    group by person.id, result.micro_credential_id, version.id, result.use
    order by max(result.at) desc
    limit 500`.execute(database);
  return rows;
}

/** A micro-credential whose anchors an evaluator still has to meet before scoring it. */
export interface CalibrationToDo {
  organizationId: string;
  microCredentialId: string;
  title: string;
  waiting: number;
}

/** What waits for this evaluator behind a calibration, where there is an anchor left to score. */
export async function calibrationsToDo(database: Database, evaluatorId: string, organizationIds: string[]): Promise<CalibrationToDo[]> {
  if (!organizationIds.length) return [];
  const evaluator = unseen(evaluatorId, 'uuid');
  const { rows } = await sql<CalibrationToDo>`${plannedOnce}
    select mc.issuer_id as "organizationId", mc.id as "microCredentialId", version.title as title, waiting.count as waiting
    from micro_credential mc
    join micro_credential_version version on version.id = mc.current_version_id
    join lateral (select count(*)::int as count from (select from evaluation
      where evaluation.issuer_id = mc.issuer_id and evaluation.micro_credential_id = mc.id and evaluation.state = 'waiting'
        and evaluation.calibrated_only and evaluation.earner_id <> ${evaluator} limit 1000) behind) waiting on waiting.count > 0
    where mc.issuer_id = any (${unseen(organizationIds, 'uuid[]')}::uuid[])
      and not exists (select from calibration c where c.micro_credential_id = mc.id and c.person_id = ${evaluator} and c.met_at is not null)
      and exists (select from anchor where anchor.micro_credential_id = mc.id and anchor.retired_at is null and anchor.use in ('calibration', 'both'))
    order by title`.execute(database);
  return rows;
}
