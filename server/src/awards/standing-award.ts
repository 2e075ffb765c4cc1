import type { Database } from '../platform/database/database.ts';

/**
 * The award of a micro-credential or stack that an earner holds now; what was revoked does not count.
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
