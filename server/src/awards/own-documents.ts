import { type DidDocument, decodeMultikey, didKey, didWebDocument, type Profile } from '@brevet/openbadges';
import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { isId } from '../platform/http/access.ts';
import { addresses } from './addresses.ts';
import { issuerProfile } from './build-credential.ts';
import { installationDidDocument, installationId } from './installation-signer.ts';
import { issuerDidWeb, issuerIdentity } from './issuer-identity.ts';
import { listKeys } from './issuer-keys.ts';
import { readAssertion, readBadgeClass, readIssuerProfile, readKeySet, readRevocationList, readRsaKey } from './open-badges-2.ts';
import { signedStatusList } from './status-lists.ts';

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database'>;

/** An organization that signs: it issues, or has endorsed. */
async function findIssuer(database: Database, slug: string) {
  return database
    .selectFrom('organization')
    .select(['id', 'slug', 'name', 'tagline', 'description', 'website', 'is_issuer as isIssuer'])
    .where('slug', '=', slug)
    .where(sql<boolean>`(is_issuer or exists (select from issuer_key where organization_id = organization.id))`)
    .executeTakeFirst();
}

/**
 * The did:web document of an issuer: every key that ever signed, so that old badges stay verifiable, and under which other names the
 * issuer is known.
 *
 * @returns null when there is no such issuer
 */
export async function issuerDidDocument({ config }: Parts, database: Database, slug: string): Promise<DidDocument | null> {
  const issuer = await findIssuer(database, slug);
  if (!issuer) return null;
  const keys = await listKeys(database, issuer.id);
  const current = keys.find(({ retiredAt }) => retiredAt === null);
  return didWebDocument(
    issuerDidWeb(config.url, slug),
    keys.map(({ name, publicKeyMultibase, retiredAt }) => ({
      fragment: name,
      publicKey: decodeMultikey(publicKeyMultibase),
      state: retiredAt ? 'retired' : 'active',
    })),
    {
      alsoKnownAs: [
        ...(current ? [didKey(decodeMultikey(current.publicKeyMultibase))] : []),
        ...(issuer.isIssuer ? [addresses(config.url).issuer(slug)] : []),
      ],
    },
  );
}

/**
 * The Open Badges 3.0 profile of an issuer; an issuer that has signed nothing yet has its did:web as id.
 *
 * @returns null when there is no such issuer
 */
export async function issuerProfileDocument({ config }: Parts, database: Database, slug: string): Promise<Profile | null> {
  const issuer = await findIssuer(database, slug);
  if (!issuer) return null;
  const current = (await listKeys(database, issuer.id)).find(({ retiredAt }) => retiredAt === null);
  const id = current ? issuerIdentity(config.url, slug, current).id : issuerDidWeb(config.url, slug);
  return issuerProfile(id, issuer, config.url);
}

/**
 * Reads a document of this installation by its public address, from the database: no request ever goes to ourselves.
 *
 * @returns undefined for addresses elsewhere, null for addresses here at which there is nothing
 */
export async function readOwnDocument(ground: Parts, database: Database, address: string): Promise<unknown> {
  const { url } = ground.config;
  if (!address.startsWith(`${url}/`)) return sameOrigin(address, url) ? null : undefined;
  const [room, name, file, ...more] = address.slice(url.length + 1).split('/');
  if (room === 'issuers' && name && file === 'rsa-keys' && more[0] && more.length === 1) return readRsaKey(ground, database, name, more[0]);
  if (!name || more.length) return null;
  if (room === '.well-known' && name === 'did.json' && file === undefined) return installationDidDocument(ground, database);
  if (room === 'issuers' && file === 'did.json') return issuerDidDocument(ground, database, name);
  if (room === 'issuers' && file === 'profile.json') return issuerProfileDocument(ground, database, name);
  if (room === 'issuers' && file === 'open-badges-2.json') return readIssuerProfile(ground, database, name);
  if (room === 'issuers' && file === 'revocations.json') return readRevocationList(ground, database, name);
  if (room === 'issuers' && file === 'jwks.json') return readKeySet(database, name);
  if (room === 'badge-classes' && file === undefined && isId(name)) return readBadgeClass(ground, database, name);
  if (room === 'badges' && file === 'assertion.json' && isId(name)) return readAssertion(ground, database, name);
  if (room === 'status-lists' && file === undefined && isId(name)) {
    return (await signedStatusList(ground, database, name))?.document ?? null;
  }
  return null;
}

/** Whether an address leads to this installation, whatever its path. */
export function sameOrigin(address: string, url: string): boolean {
  return URL.canParse(address) && new URL(address).origin === new URL(url).origin;
}

/** Under which ids the issuers of this installation sign; of Open Badges 2.0 the addresses of their profiles. */
export async function ownIssuerIds({ config }: Parts, database: Database): Promise<Set<string>> {
  const rows = await database
    .selectFrom('issuer_key')
    .innerJoin('organization', 'organization.id', 'issuer_key.organization_id')
    .select(['organization.slug', 'issuer_key.name', 'issuer_key.public_key_multibase as publicKeyMultibase'])
    .execute();
  const at = addresses(config.url);
  const own = await installationId({ config }, database);
  return new Set([
    ...(own ? [own] : []),
    ...rows.flatMap(({ slug, ...key }) => [issuerIdentity(config.url, slug, key).id, at.issuerFile(slug, 'open-badges-2.json')]),
  ]);
}
