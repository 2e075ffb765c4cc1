import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import type { JourneyState } from './read-journey.ts';

/** A journey in a list: enough to say what the next step is. */
export interface ListedJourney {
  id: string;
  state: JourneyState;
  stateSince: Date;
  startedAt: Date;
  microCredential: { id: string; slug: string; title: string };
  issuer: { name: string; slug: string; color: string | null };
  /** Requirements with something in them, of those the definition has. */
  progress: { begun: number; asked: number };
  /** How many were handed in. */
  attempts: number;
  /** An evaluator has taken the latest attempt. */
  inEvaluation: boolean;
}

/**
 * An earner's journeys, the latest started first.
 *
 * @param cursor id of the last journey of the page before
 */
export async function listJourneys(
  database: Database,
  earnerId: string,
  { states, cursor, limit }: { states: JourneyState[] | undefined; cursor: string | undefined; limit: number },
): Promise<{ items: ListedJourney[]; nextCursor: string | null }> {
  const { rows } = await sql<ListedJourney>`
    select journey.id, journey.state, journey.state_since as "stateSince", journey.started_at as "startedAt",
      json_build_object('id', mc.id, 'slug', mc.slug, 'title', version.definition ->> 'title') as "microCredential",
      json_build_object('name', issuer.name, 'slug', issuer.slug, 'color', issuer.color) as issuer,
      json_build_object(
        'begun', (select count(*) from (
            select part_id, requirement_id from answer where journey_id = journey.id and text <> ''
            union select part_id, requirement_id from journey_evidence where journey_id = journey.id) begun),
        'asked', jsonb_array_length(jsonb_path_query_array(version.definition, '$.parts[*].requirements[*].id'))) as progress,
      coalesce(latest.attempt, 0) as attempts, exists (
        select from evaluation where evaluation.submission_id = latest.id and evaluation.state = 'taken') as "inEvaluation"
    from journey
    join micro_credential_version version on version.id = journey.version_id
    join micro_credential mc on mc.id = journey.micro_credential_id
    join organization issuer on issuer.id = mc.issuer_id
    left join lateral (select id, attempt from submission where journey_id = journey.id order by attempt desc limit 1) latest on true
    where journey.earner_id = ${earnerId}
      and (${cursor ?? null}::uuid is null or journey.id < ${cursor ?? null}::uuid)
      and (${states ?? null}::text[] is null or journey.state = any (${states ?? null}::text[]))
    order by journey.id desc
    limit ${limit + 1}`.execute(database);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
