import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';

/** Where a person stands with a micro-credential, as colleagues may know it: never an attempt, a score or a "not yet". */
export interface SharedProgress {
  personId: string;
  microCredentialId: string;
  slug: string;
  title: string;
  state: 'working' | 'with-evaluators' | 'earned';
}

/**
 * How far people have come, for those who agreed to show it; whoever asks has asked them. A journey that is being revised looks like
 * one being written the first time. Withdrawn ones are not told.
 *
 * @param microCredentialIds only these; null for all
 */
export async function progressOf(
  database: Database,
  personIds: readonly string[],
  microCredentialIds: readonly string[] | null,
): Promise<SharedProgress[]> {
  if (!personIds.length || microCredentialIds?.length === 0) return [];
  const { rows } = await sql<SharedProgress>`
    select journey.earner_id as "personId", mc.id as "microCredentialId", mc.slug, version.definition ->> 'title' as title,
      case journey.state when 'earned' then 'earned' when 'submitted' then 'with-evaluators' else 'working' end as state
    from journey join micro_credential mc on mc.id = journey.micro_credential_id
      join micro_credential_version version on version.id = journey.version_id
    where journey.earner_id = any (${[...personIds]}::uuid[]) and journey.state <> 'withdrawn'
      and (${microCredentialIds ? [...microCredentialIds] : null}::uuid[] is null
        or journey.micro_credential_id = any (${microCredentialIds ? [...microCredentialIds] : null}::uuid[]))
    order by title, journey.id
    limit 5000`.execute(database);
  return rows;
}
