import { assertion2, type OpenBadgeCredential, signAssertion2, signJwt } from '@brevet/openbadges';
import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import { addresses } from './addresses.ts';
import { issuerDidWeb } from './issuer-identity.ts';
import { badgeRevoked, noAddressInBadge } from './problems.ts';
import { rsaSignerOf } from './rsa-keys.ts';
import { signForHolder } from './sign-for-holder.ts';
import { isNotSuspended } from './standing-award.ts';
import { confirmSigned } from './verify-badge.ts';

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database'>;

/**
 * A badge as VC-JWT for whoever reads Open Badges 3.0: RS256 with the key in the header, and where the issuer's key set stands. Without https,
 * where an issuer is named by its Ed25519 key, it is signed with that one.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function badgeAsJwt(ground: Parts, awardId: string): Promise<string> {
  const { config, database } = ground;
  if (!config.url.startsWith('https:')) return signForHolder(ground, database, awardId, { form: 'jwt', holder: null });
  const { badge, issuer } = await readStored(ground, awardId);
  const { privateKey, kid } = await rsaSignerOf(ground, issuer);
  const id = issuerDidWeb(config.url, issuer.slug);
  const named = { ...badge, issuer: typeof badge.issuer === 'string' ? id : { ...badge.issuer, id } };
  const signed = signJwt(named, { key: privateKey, verificationMethod: kid, withKey: true });
  await confirmSigned(ground, database, signed);
  return signed;
}

/**
 * The award as a signed assertion of Open Badges 2.0: for programs of that time that have no way to ask its address. Revoking reaches it by the
 * issuer's list.
 *
 * @throws {Problem} 404 `not-found`, `no-address-in-badge`; 410 `badge-revoked` of one that does not stand
 */
export async function signedAssertion(ground: Parts, awardId: string): Promise<string> {
  const { badge, issuer, classId, stands } = await readStored(ground, awardId);
  if (!stands) throw badgeRevoked();
  if (!badge.credentialSubject.identifier?.length) throw noAddressInBadge();
  const at = addresses(ground.config.url);
  const { privateKey, creator } = await rsaSignerOf(ground, issuer);
  const assertion = assertion2(badge, { id: at.signedAssertion(awardId), badge: at.badgeClass(classId), creator });
  const signed = signAssertion2(assertion, privateKey);
  await confirmSigned(ground, ground.database, signed);
  return signed;
}

async function readStored({ database }: Parts, awardId: string) {
  const row = await database
    .selectFrom('award')
    .innerJoin('organization as issuer', 'issuer.id', 'award.issuer_id')
    .leftJoin('award_revocation as revocation', 'revocation.award_id', 'award.id')
    .select(['award.credential', 'issuer.id', 'issuer.slug'])
    .select(sql<string>`coalesce(award.version_id, award.stack_id)`.as('classId'))
    .select(sql<boolean>`revocation.award_id is null and ${isNotSuspended}`.as('stands'))
    .where('award.id', '=', awardId)
    .executeTakeFirstOrThrow(() => notFound('badge'));
  const { credential, id, slug, classId, stands } = row;
  const { proof: _, ...badge } = JSON.parse(credential) as OpenBadgeCredential & { proof: unknown };
  return { badge: badge as OpenBadgeCredential, issuer: { id, slug }, classId, stands };
}
