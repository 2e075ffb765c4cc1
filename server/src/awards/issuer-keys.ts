import { encodeMultikey, generateKey } from '@brevet/openbadges';
import { sql } from 'kysely';
import { audit } from '../platform/audit.ts';
import type { Database, Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { lockKeys } from './lock-keys.ts';
import { keepPrivateKey } from './private-keys.ts';
import { keyReplacedMeanwhile } from './problems.ts';
import { retireRsaKey } from './rsa-keys.ts';

/** A signing key of an issuer; the private half stays sealed. */
export interface StoredKey {
  id: string;
  organizationId: string;
  /** Fragment of the verification method, such as `key-1`. */
  name: string;
  publicKeyMultibase: string;
  createdAt: Date;
  /** Since when it signs no more; null for the current key. */
  retiredAt: Date | null;
}

const keys = (database: Database) =>
  database
    .selectFrom('issuer_key')
    .select([
      'id',
      'organization_id as organizationId',
      'name',
      'public_key_multibase as publicKeyMultibase',
      'created_at as createdAt',
      'retired_at as retiredAt',
    ]);

/** Every key that ever signed for the issuer, newest first. */
export function listKeys(database: Database, organizationId: string): Promise<StoredKey[]> {
  return keys(database).where('organization_id', '=', organizationId).orderBy('id', 'desc').execute();
}

/** The key that signs now, if one was made yet. */
export function findCurrentKey(database: Database, organizationId: string): Promise<StoredKey | undefined> {
  return keys(database).where('organization_id', '=', organizationId).where('retired_at', 'is', null).executeTakeFirst();
}

/** The key that signs now; made on first need, once, however many nodes need it at the same moment. */
export async function currentKey(
  ground: Pick<Ground, 'secrets' | 'clock'>,
  transaction: Writing,
  organizationId: string,
): Promise<StoredKey> {
  const known = await findCurrentKey(transaction, organizationId);
  if (known) return known;
  await lockKeys(transaction, organizationId);
  return (await findCurrentKey(transaction, organizationId)) ?? (await addKey(ground, transaction, organizationId));
}

/**
 * Makes a new key; the one before signs no more, stays in the DID document, and the badges it signed stay valid. The RSA key goes with it:
 * the next one is made when it is needed.
 *
 * @param replaces name of the key that the caller saw as current; null when there was none. A double click rotates once
 * @throws {Problem} 409 `key-replaced`
 */
export async function rotateKey(
  ground: Pick<Ground, 'database' | 'secrets' | 'clock'>,
  { organizationId, personId, replaces }: { organizationId: string; personId: string; replaces: string | null },
): Promise<StoredKey> {
  return ground.database.transaction().execute(async (transaction) => {
    await lockKeys(transaction, organizationId);
    const current = await findCurrentKey(transaction, organizationId);
    if ((current?.name ?? null) !== replaces) throw keyReplacedMeanwhile();
    if (current) await transaction.updateTable('issuer_key').set({ retired_at: ground.clock() }).where('id', '=', current.id).execute();
    await retireRsaKey(ground, transaction, organizationId);
    const added = await addKey(ground, transaction, organizationId);
    const details = { organizationId, retired: current?.name ?? null, added: added.name };
    await audit(transaction, { personId, action: 'issuer-key.rotated', subjectType: 'issuer-key', subjectId: added.id, details });
    return added;
  });
}

async function addKey(ground: Pick<Ground, 'secrets' | 'clock'>, transaction: Writing, organizationId: string) {
  const { rows } = await sql<{ id: string; earlier: number }>`select uuidv7() as id,
    (select count(*)::int from issuer_key where organization_id = ${organizationId}) as earlier`.execute(transaction);
  const { id, earlier } = rows[0] as { id: string; earlier: number };
  const { privateKey, publicKey } = generateKey();
  await transaction
    .insertInto('issuer_key')
    .values({
      id,
      organization_id: organizationId,
      name: `key-${earlier + 1}`,
      public_key_multibase: encodeMultikey(publicKey),
      created_at: ground.clock(),
    })
    .execute();
  await keepPrivateKey(ground, transaction, id, privateKey);
  return keys(transaction).where('id', '=', id).executeTakeFirstOrThrow();
}
