import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { isId } from '../platform/http/access.ts';

/** Of a query over `award`: that no suspension of it runs. */
export const isNotSuspended = sql<boolean>`not exists (select from award_suspension s where s.award_id = award.id and s.ended_at is null)`;

/**
 * The award of a micro-credential or stack that an earner holds; what was revoked does not count, what is suspended does.
 *
 * @returns its id
 */
export async function standingAward(
  database: Database,
  earnerId: string,
  of: { microCredentialId: string } | { stackId: string },
): Promise<string | null> {
  const [column, id] = 'stackId' in of ? (['stack_id', of.stackId] as const) : (['micro_credential_id', of.microCredentialId] as const);
  const row = await database
    .selectFrom('award')
    .leftJoin('award_revocation', 'award_revocation.award_id', 'award.id')
    .select('award.id')
    .where('award.earner_id', '=', earnerId)
    .where(`award.${column}`, '=', id)
    .where('award_revocation.award_id', 'is', null)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The address of a badge of this installation, as its id and as the id of its hosted assertion in 2.0; a signed one has a `urn:uuid:`. */
const badgePath = /^\/badges\/([^/]+)(?:\/assertion\.json)?$/;
const signedId = /^urn:uuid:(.+)$/;

/**
 * What this installation knows of the standing of a badge, by its id: more than the one status that a badge carries can tell.
 *
 * @returns undefined when it stands, or is none of ours
 */
export async function standingAt(database: Database, address: string, url: string): Promise<'revoked' | 'suspended' | undefined> {
  const [, awardId] = (address.startsWith(url) ? badgePath.exec(address.slice(url.length)) : signedId.exec(address)) ?? [];
  if (!isId(awardId)) return undefined;
  const row = await database
    .selectFrom('award')
    .leftJoin('award_revocation', 'award_revocation.award_id', 'award.id')
    .select(sql<boolean>`award_revocation.award_id is not null`.as('isRevoked'))
    .select(sql<boolean>`not ${isNotSuspended}`.as('isSuspended'))
    .where('award.id', '=', awardId)
    .executeTakeFirst();
  if (!row) return undefined;
  return row.isRevoked ? 'revoked' : row.isSuspended ? 'suspended' : undefined;
}
