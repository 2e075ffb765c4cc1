import type { OpenBadgeCredential } from '@brevet/openbadges';
import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import { dateTime, signerOf } from './signing.ts';
import { isNotSuspended } from './standing-award.ts';
import { confirmSigned } from './verify-badge.ts';

/** A badge as a wallet takes it. */
export interface TakenBadge {
  /** `ldp`: JSON with a Data Integrity proof. `jwt`: compact JWS. */
  form: 'ldp' | 'jwt';
  /** A DID that proved itself; the badge then names it as its subject. Null leaves the subject as it was awarded. */
  holder: string | null;
}

/**
 * A badge signed once more for a wallet: the same badge with the same id, place in the status list and salted address, but with the
 * wallet's DID as its subject, so that the wallet can present it. What was awarded is not touched; revoking it reaches these, too.
 *
 * @returns JSON text or compact JWS; without holder and as `ldp` the awarded badge, byte for byte
 * @throws {Problem} 404 `not-found`
 */
export async function signForHolder(
  ground: Pick<Ground, 'config' | 'secrets' | 'clock' | 'database'>,
  database: Database,
  awardId: string,
  { form, holder }: TakenBadge,
): Promise<string> {
  const award = await database
    .selectFrom('award')
    .innerJoin('organization as issuer', 'issuer.id', 'award.issuer_id')
    .select(['award.credential', 'issuer.id', 'issuer.slug'])
    .where('award.id', '=', awardId)
    .executeTakeFirstOrThrow(() => notFound('badge'));
  if (form === 'ldp' && holder === null) return award.credential;
  const { proof: _, ...badge } = JSON.parse(award.credential) as OpenBadgeCredential & { proof: unknown };
  const signer = await signerOf(ground, database, { id: award.id, slug: award.slug });
  const issuer = typeof badge.issuer === 'string' ? signer.id : { ...badge.issuer, id: signer.id };
  const bound = {
    ...badge,
    issuer,
    credentialSubject: { ...badge.credentialSubject, ...(holder ? { id: holder } : {}) },
  } as OpenBadgeCredential;
  const signed =
    form === 'jwt' ? signer.signJwt(bound) : JSON.stringify(await signer.badges.issue(bound, { created: dateTime(ground.clock()) }));
  await confirmSigned(ground, database, signed);
  return signed;
}

/** Title and standing of a badge, for offering it: one that was revoked or is suspended does not stand. */
export async function readOffered(database: Database, awardId: string): Promise<{ title: string; stands: boolean; earnerId: string }> {
  const row = await database
    .selectFrom('award')
    .leftJoin('award_revocation as revocation', 'revocation.award_id', 'award.id')
    .select(['award.credential', 'award.earner_id as earnerId'])
    .select(sql<boolean>`revocation.award_id is null and ${isNotSuspended}`.as('stands'))
    .where('award.id', '=', awardId)
    .executeTakeFirstOrThrow(() => notFound('badge'));
  const { name } = JSON.parse(row.credential) as { name?: string };
  return { title: name ?? '', stands: row.stands, earnerId: row.earnerId };
}
