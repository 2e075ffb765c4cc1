import {
  type Achievement,
  type Assertion,
  assertion2,
  type BadgeClass,
  badgeClass2,
  type CryptographicKey,
  cryptographicKey2,
  type IssuerProfile,
  issuerProfile2,
  type OpenBadgeCredential,
  type RevocationList,
  type RevokedAssertion,
  revocationList2,
  revokedAssertion2,
} from '@brevet/openbadges';
import { sql } from 'kysely';
import { loadVersion } from '../catalog/index.ts';
import type { Database } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { addresses } from './addresses.ts';
import { issuerProfile } from './build-credential.ts';
import { describeVersion } from './describe-achievement.ts';
import { noAddressInBadge } from './problems.ts';
import { listRsaKeys } from './rsa-keys.ts';
import { isNotSuspended } from './standing-award.ts';

/**
 * The same awards for programs that stayed at Open Badges 2.0: hosted assertions, which are true because they stand at the issuer's
 * address, and what signed ones are verified by (sign-for-anybody.ts makes them). Everything is made from the signed 3.0 badge, so the two versions cannot differ.
 */

type Parts = Pick<Ground, 'config'>;

const suspendedReason = 'Suspended by its issuer for now; it may stand again.';

/**
 * The hosted assertion of an award, or that it does not stand.
 *
 * @returns null when there is no such award
 * @throws {Problem} 404 `no-address-in-badge` when the badge names no e-mail address, by which 2.0 knows earners
 */
export async function readAssertion({ config }: Parts, database: Database, awardId: string): Promise<Assertion | RevokedAssertion | null> {
  const row = await database
    .selectFrom('award')
    .leftJoin('award_revocation as revocation', 'revocation.award_id', 'award.id')
    .select(['award.credential', 'award.version_id as versionId', 'award.stack_id as stackId', 'revocation.revoked_at as revokedAt'])
    .select(sql<boolean>`not ${isNotSuspended}`.as('isSuspended'))
    .where('award.id', '=', awardId)
    .executeTakeFirst();
  if (!row) return null;
  const at = addresses(config.url);
  const id = at.badgeFile(awardId, 'assertion.json');
  // the reason is for the earner and the issuer alone
  if (row.revokedAt) return revokedAssertion2(id);
  // 2.0 knows no other word; its reason says that it may come back
  if (row.isSuspended) return revokedAssertion2(id, suspendedReason);
  const credential = JSON.parse(row.credential) as OpenBadgeCredential;
  if (!credential.credentialSubject.identifier?.length) throw noAddressInBadge();
  const badge = at.badgeClass(row.versionId ?? row.stackId ?? '');
  return assertion2(credential, { id, badge, image: at.badgeFile(awardId, 'badge-2.png') });
}

/**
 * The BadgeClass of a micro-credential's version or of a stack.
 *
 * @returns null when there is none, or nobody has earned the stack yet
 */
export async function readBadgeClass({ config: { url } }: Parts, database: Database, classId: string): Promise<BadgeClass | null> {
  const found = (await achievementOfVersion(database, url, classId)) ?? (await achievementOfStack(database, classId));
  if (!found) return null;
  const at = addresses(url);
  return badgeClass2(found.achievement, { id: at.badgeClass(classId), issuer: at.issuerFile(found.issuerSlug, 'open-badges-2.json') });
}

interface Found {
  achievement: Achievement;
  issuerSlug: string;
}

async function achievementOfVersion(database: Database, url: string, versionId: string): Promise<Found | null> {
  const known = await database.selectFrom('micro_credential_version').select('id').where('id', '=', versionId).executeTakeFirst();
  if (!known) return null;
  const version = await loadVersion(database, versionId);
  const { slug, name } = version.issuer;
  // of the issuer 2.0 takes the address alone, which stands beside
  const creator = issuerProfile(addresses(url).issuer(slug), { slug, name, tagline: '', description: '', website: null }, url);
  return { achievement: describeVersion(version, { url, creator }), issuerSlug: slug };
}

/** What the first badge of the stack says: a stack may change, its class stays. */
async function achievementOfStack(database: Database, stackId: string): Promise<Found | null> {
  const row = await database
    .selectFrom('award')
    .innerJoin('organization as issuer', 'issuer.id', 'award.issuer_id')
    .select(['award.credential', 'issuer.slug'])
    .where('award.stack_id', '=', stackId)
    .orderBy('award.id')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return { achievement: (JSON.parse(row.credential) as OpenBadgeCredential).credentialSubject.achievement, issuerSlug: row.slug };
}

/**
 * The issuer profile. 2.0 asks for an address to write to: organizations have none here, so it is the installation's.
 *
 * @returns null when there is no such issuer
 */
export async function readIssuerProfile({ config }: Parts, database: Database, slug: string): Promise<IssuerProfile | null> {
  const issuer = await database
    .selectFrom('organization')
    .select(['id', 'slug', 'name', 'tagline', 'description', 'website'])
    .where('slug', '=', slug)
    .where('is_issuer', '=', true)
    .executeTakeFirst();
  if (!issuer) return null;
  const { url, mail } = config;
  const at = addresses(url);
  const id = at.issuerFile(slug, 'open-badges-2.json');
  const profile = issuerProfile(id, issuer, url);
  return issuerProfile2(profile, {
    id,
    url: profile.url ?? at.issuer(slug),
    email: /<([^<>]+)>\s*$/.exec(mail.from)?.[1] ?? mail.from,
    keys: (await listRsaKeys(database, issuer.id)).map(({ name }) => at.rsaKey(slug, name)),
    revocationList: at.issuerFile(slug, 'revocations.json'),
    startsWith: [at.badge('')],
  });
}

/**
 * A key that signs assertions, as 2.0 has keys; retired ones too.
 *
 * @returns null when there is no such issuer or key
 */
export async function readRsaKey(
  { config: { url } }: Parts,
  database: Database,
  slug: string,
  name: string,
): Promise<CryptographicKey | null> {
  const keys = await rsaKeysAt(database, slug);
  const found = keys?.find((key) => key.name === name);
  const at = addresses(url);
  return found ? cryptographicKey2(found.publicKey, { id: at.rsaKey(slug, name), owner: at.issuerFile(slug, 'open-badges-2.json') }) : null;
}

/**
 * The same keys as a JSON Web Key Set (RFC 7517), which the JWTs of Open Badges 3.0 point at.
 *
 * @returns null when there is no such issuer
 */
export async function readKeySet(database: Database, slug: string): Promise<{ keys: object[] } | null> {
  const keys = await rsaKeysAt(database, slug);
  return (
    keys && { keys: keys.map(({ name, publicKey }) => ({ ...publicKey.export({ format: 'jwk' }), kid: name, use: 'sig', alg: 'RS256' })) }
  );
}

async function rsaKeysAt(database: Database, slug: string) {
  const issuer = await database
    .selectFrom('organization')
    .select('id')
    .where('slug', '=', slug)
    .where('is_issuer', '=', true)
    .executeTakeFirst();
  return issuer ? listRsaKeys(database, issuer.id) : null;
}

/**
 * The revoked assertions of an issuer, without reasons, which are not public; suspended ones are among them while they are.
 *
 * @returns null when there is no such issuer
 */
export async function readRevocationList({ config: { url } }: Parts, database: Database, slug: string): Promise<RevocationList | null> {
  const issuer = await database
    .selectFrom('organization')
    .select('id')
    .where('slug', '=', slug)
    .where('is_issuer', '=', true)
    .executeTakeFirst();
  if (!issuer) return null;
  // through the issuer's few status lists, each with an index on its revocations
  const revoked = await database
    .selectFrom('award_revocation as revocation')
    .innerJoin('status_list', 'status_list.id', 'revocation.status_list_id')
    .select('revocation.award_id as awardId')
    .where('status_list.organization_id', '=', issuer.id)
    .orderBy('revocation.award_id')
    .execute();
  const suspended = await database
    .selectFrom('award_suspension as suspension')
    .innerJoin('status_list', 'status_list.id', 'suspension.status_list_id')
    .select('suspension.award_id as awardId')
    .where('status_list.organization_id', '=', issuer.id)
    .where('suspension.ended_at', 'is', null)
    .orderBy('suspension.award_id')
    .execute();
  const at = addresses(url);
  const idsOf = (awardId: string) => [at.badgeFile(awardId, 'assertion.json'), at.signedAssertion(awardId)];
  return revocationList2({
    id: at.issuerFile(slug, 'revocations.json'),
    issuer: at.issuerFile(slug, 'open-badges-2.json'),
    revoked: [
      ...revoked.flatMap(({ awardId }) => idsOf(awardId).map((id) => ({ id }))),
      ...suspended.flatMap(({ awardId }) => idsOf(awardId).map((id) => ({ id, reason: suspendedReason }))),
    ],
  });
}
