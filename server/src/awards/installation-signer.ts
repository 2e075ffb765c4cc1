import {
  type DidDocument,
  decodeMultikey,
  didKey,
  didKeyMethod,
  didWeb,
  didWebDocument,
  encodeMultikey,
  generateKey,
  type Signable,
  type Signed,
  sign,
} from '@brevet/openbadges';
import { sql } from 'kysely';
import type { Database, Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { keepPrivateKey, openPrivateKey } from './private-keys.ts';
import { dateTime } from './signing.ts';

type Parts = Pick<Ground, 'config' | 'secrets' | 'clock' | 'database'>;

interface InstallationKey {
  id: string;
  name: string;
  publicKeyMultibase: string;
}

const newest = (database: Database) =>
  database
    .selectFrom('installation_key')
    .select(['id', 'name', 'public_key_multibase as publicKeyMultibase'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Under which name the installation vouches for what it gathers: did:web of its host; without https, did:key as issuers do. */
function identity(url: string, key: InstallationKey): { id: string; verificationMethod: string } {
  if (url.startsWith('https:')) return { id: didWeb(url), verificationMethod: `${didWeb(url)}#${key.name}` };
  const publicKey = decodeMultikey(key.publicKeyMultibase);
  return { id: didKey(publicKey), verificationMethod: didKeyMethod(publicKey) };
}

/** Signs in the installation's own name; its key is made on first need, once, on whatever node. */
export async function installationSigner(
  ground: Parts,
): Promise<{ id: string; sign<T extends Signable>(document: T): Promise<Signed<T>> }> {
  const key = (await newest(ground.database)) ?? (await makeKey(ground));
  const { id, verificationMethod } = identity(ground.config.url, key);
  const privateKey = await openPrivateKey(ground, ground.database, key.id);
  return { id, sign: (document) => sign(document, { key: privateKey, verificationMethod, created: dateTime(ground.clock()) }) };
}

/** The first key; made once, however many need it at the same moment. */
async function makeKey(ground: Parts): Promise<InstallationKey> {
  return ground.database.transaction().execute(async (transaction) => {
    await lockKeys(transaction);
    return (await newest(transaction)) ?? (await addKey(ground, transaction, 'key-1'));
  });
}

/**
 * Makes a new key for what the installation signs in its own name. The one before signs no more and stays in the public document, so that
 * transcripts it signed stay valid.
 *
 * @returns the names of the new key and of the one before, if there was one
 */
export async function rotateInstallationKey(ground: Parts): Promise<{ name: string; retired: string | null }> {
  return ground.database.transaction().execute(async (transaction) => {
    await lockKeys(transaction);
    const before = await newest(transaction);
    const { count } = await transaction
      .selectFrom('installation_key')
      .select((select) => select.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    const added = await addKey(ground, transaction, `key-${Number(count) + 1}`);
    return { name: added.name, retired: before?.name ?? null };
  });
}

async function lockKeys(transaction: Writing): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('installation-key', 0))`.execute(transaction);
}

async function addKey(ground: Parts, transaction: Writing, name: string): Promise<InstallationKey> {
  const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(transaction);
  const { id } = rows[0] as { id: string };
  const { privateKey, publicKey } = generateKey();
  const key = { id, name, publicKeyMultibase: encodeMultikey(publicKey) };
  await transaction
    .insertInto('installation_key')
    .values({
      id,
      name: key.name,
      public_key_multibase: key.publicKeyMultibase,
      created_at: ground.clock(),
    })
    .execute();
  await keepPrivateKey(ground, transaction, id, privateKey);
  return key;
}

/** The did:web document of the installation; null before it has a key. */
export async function installationDidDocument({ config }: Pick<Ground, 'config'>, database: Database): Promise<DidDocument | null> {
  const keys = await database
    .selectFrom('installation_key')
    .select(['name', 'public_key_multibase as publicKeyMultibase'])
    .orderBy('id', 'desc')
    .execute();
  if (!keys.length) return null;
  return didWebDocument(
    didWeb(config.url.replace(/^http:/, 'https:')),
    keys.map(({ name, publicKeyMultibase }, index) => ({
      fragment: name,
      publicKey: decodeMultikey(publicKeyMultibase),
      state: index === 0 ? 'active' : 'retired',
    })),
  );
}

/** Under which id the installation signs; null before it has a key. */
export async function installationId({ config }: Pick<Ground, 'config'>, database: Database): Promise<string | null> {
  const key = await newest(database);
  return key ? identity(config.url, key).id : null;
}
