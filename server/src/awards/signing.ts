import { createIssuer, type Issuer, type Signed, sign, signJwt, type VerifiableCredential } from '@brevet/openbadges';
import type { Database, Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { type IssuerIdentity, issuerIdentity } from './issuer-identity.ts';
import { currentKey, findCurrentKey, type StoredKey } from './issuer-keys.ts';
import { openedKeys } from './opened-keys.ts';
import { openPrivateKey } from './private-keys.ts';

/** An issuer ready to sign with its current key. */
export interface Signer extends IssuerIdentity {
  keyId: string;
  /** Signs badges; remembers shapes. */
  badges: Issuer;
  /** Signs any credential, such as status lists. */
  sign<T extends Parameters<typeof sign>[0]>(credential: T, created: string): Promise<Signed<T>>;
  /** Signs any credential as VC-JWT. */
  signJwt(credential: VerifiableCredential): string;
}

// Opened keys and what the library learned of an issuer's badges, for the minutes that the configuration says.
const opened = openedKeys<Signer>();

/** The signer of an organization; its key is made on first need. */
export async function signerOf(
  ground: Pick<Ground, 'config' | 'secrets' | 'clock' | 'database'>,
  database: Database,
  organization: { id: string; slug: string },
): Promise<Signer> {
  const make = (transaction: Writing) => currentKey(ground, transaction, organization.id);
  const key =
    (await findCurrentKey(database, organization.id)) ??
    (database.isTransaction ? await make(database as Writing) : await ground.database.transaction().execute(make));
  return openSigner(ground, database, key, organization.slug);
}

/** Opens a sealed key; the memory is asked first. */
async function openSigner(
  { config, secrets }: Pick<Ground, 'config' | 'secrets'>,
  database: Database,
  key: StoredKey,
  slug: string,
): Promise<Signer> {
  const identity = issuerIdentity(config.url, slug, key);
  const { verificationMethod } = identity;
  return opened(`${key.id} ${verificationMethod}`, config.keysKeptMs, async () => {
    const privateKey = await openPrivateKey({ secrets }, database, key.id);
    return {
      ...identity,
      keyId: key.id,
      badges: createIssuer({ key: privateKey, verificationMethod }),
      sign: (credential, created) => sign(credential, { key: privateKey, verificationMethod, created }),
      signJwt: (credential) => signJwt(credential, { key: privateKey, verificationMethod }),
    };
  });
}

/** Date and time as credentials write them: to the second, in UTC. */
export const dateTime = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;
