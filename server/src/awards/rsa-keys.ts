import { createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { Database, Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { addresses } from './addresses.ts';
import { lockKeys } from './lock-keys.ts';
import { openedKeys } from './opened-keys.ts';
import { keepPrivateKey, openPrivateKey } from './private-keys.ts';

/**
 * RSA keys of issuers. Open Badges 2.0 and the JWTs of Open Badges 3.0 (§8.2.3) name RS256 as what every verifier reads; Data Integrity proofs
 * stay with the Ed25519 keys.
 */

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database'>;

const modulusLength = 2048;
const generate = promisify(generateKeyPair);

interface RsaKey {
  id: string;
  /** Such as `rsa-1`. */
  name: string;
  publicKeyPem: string;
}

/** What signs with RS256 for an issuer. */
export interface RsaSigner {
  privateKey: KeyObject;
  /** Where a JWT's key stands: in the key set of the issuer. */
  kid: string;
  /** Where the key of Open Badges 2.0 stands. */
  creator: string;
}

const opened = openedKeys<RsaSigner>();

const keys = (database: Database, organizationId: string) =>
  database
    .selectFrom('issuer_rsa_key')
    .select(['id', 'name', 'public_key_pem as publicKeyPem'])
    .where('organization_id', '=', organizationId);

/** Every RSA key that ever signed for an issuer, newest first. */
export async function listRsaKeys(database: Database, organizationId: string): Promise<{ name: string; publicKey: KeyObject }[]> {
  const rows = await keys(database, organizationId).orderBy('id', 'desc').execute();
  return rows.map(({ name, publicKeyPem }) => ({ name, publicKey: createPublicKey(publicKeyPem) }));
}

/** The RSA signer of an issuer; its key is made on first need, once, on whatever node. */
export async function rsaSignerOf(ground: Parts, { id, slug }: { id: string; slug: string }): Promise<RsaSigner> {
  const key = (await findCurrent(ground.database, id)) ?? (await makeKey(ground, id));
  const at = addresses(ground.config.url);
  return opened(`${key.id} ${ground.config.url} ${slug}`, ground.config.keysKeptMs, async () => ({
    privateKey: await openPrivateKey(ground, ground.database, key.id),
    kid: `${at.issuerFile(slug, 'jwks.json')}#${key.name}`,
    creator: at.rsaKey(slug, key.name),
  }));
}

/** The key signs no more; it stays where verifiers look it up. */
export async function retireRsaKey({ clock }: Pick<Ground, 'clock'>, transaction: Writing, organizationId: string): Promise<void> {
  await transaction
    .updateTable('issuer_rsa_key')
    .set({ retired_at: clock() })
    .where('organization_id', '=', organizationId)
    .where('retired_at', 'is', null)
    .execute();
}

const findCurrent = (database: Database, organizationId: string): Promise<RsaKey | undefined> =>
  keys(database, organizationId).where('retired_at', 'is', null).executeTakeFirst();

async function makeKey(ground: Parts, organizationId: string): Promise<RsaKey> {
  // it takes a while, so it is made before anybody waits for it
  const { publicKey, privateKey } = await generate('rsa', { modulusLength });
  return ground.database.transaction().execute(async (transaction) => {
    await lockKeys(transaction, organizationId);
    const known = await findCurrent(transaction, organizationId);
    if (known) return known;
    const { rows } = await sql<{ id: string; earlier: number }>`select uuidv7() as id,
      (select count(*)::int from issuer_rsa_key where organization_id = ${organizationId}) as earlier`.execute(transaction);
    const { id, earlier } = rows[0] as { id: string; earlier: number };
    const key = { id, name: `rsa-${earlier + 1}`, publicKeyPem: String(publicKey.export({ format: 'pem', type: 'spki' })) };
    await transaction
      .insertInto('issuer_rsa_key')
      .values({
        id,
        organization_id: organizationId,
        name: key.name,
        public_key_pem: key.publicKeyPem,
        created_at: ground.clock(),
      })
      .execute();
    await keepPrivateKey(ground, transaction, id, privateKey);
    return key;
  });
}
