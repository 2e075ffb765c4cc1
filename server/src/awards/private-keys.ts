import { createPrivateKey, type KeyObject } from 'node:crypto';
import { exportPrivateKey, importPrivateKey } from '@brevet/openbadges';
import { sql } from 'kysely';
import type { Database, Writing } from '../platform/database/database.ts';
import type { Envelope } from '../platform/envelopes/envelopes.ts';
import type { Ground } from '../platform/ground.ts';

type Parts = Pick<Ground, 'secrets' | 'clock'>;

/** Keeps the private half of a key, in an envelope. @throws {KeyServiceAway} */
export async function keepPrivateKey({ secrets, clock }: Parts, transaction: Writing, keyId: string, privateKey: KeyObject): Promise<void> {
  const bytes = bytesOf(privateKey);
  try {
    await store(transaction, keyId, await secrets.envelopes.seal(bytes, keyId), clock());
  } finally {
    bytes.fill(0);
  }
}

/** Opens the private half of a key. What was opened is overwritten; only the key object is left. @throws {KeyServiceAway}; {CannotUnwrap} */
export async function openPrivateKey({ secrets }: Pick<Ground, 'secrets'>, database: Database, keyId: string): Promise<KeyObject> {
  const { envelope, before } = await find(database, keyId);
  const bytes = envelope ? await secrets.envelopes.open(envelope, keyId) : secrets.open(before as Buffer, keyId);
  try {
    return keyOf(bytes);
  } finally {
    bytes.fill(0);
  }
}

/** Ed25519 as its 32 bytes, RSA as PKCS #8. */
const bytesOf = (privateKey: KeyObject): Uint8Array =>
  privateKey.asymmetricKeyType === 'rsa' ? privateKey.export({ format: 'der', type: 'pkcs8' }) : exportPrivateKey(privateKey);

const keyOf = (bytes: Buffer): KeyObject =>
  bytes.length > 32 ? createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' }) : importPrivateKey(bytes).privateKey;

/**
 * Wraps every private key anew, with what wraps new ones and the newest version of its key. Each key in a transaction of its own: what is
 * interrupted goes on when it is asked again, and others may sign meanwhile.
 *
 * @returns how many there are, by what wrapped them before; `sealed` are those of before envelopes
 */
export async function rewrapKeys(ground: Parts & Pick<Ground, 'database'>): Promise<Record<Envelope['wrappedBy'] | 'sealed', number>> {
  const { rows } = await sql<{ id: string }>`select id from issuer_key union all select id from issuer_rsa_key
    union all select id from installation_key order by id`.execute(ground.database);
  const counts = { sealed: 0, configuration: 0, kms: 0 };
  for (const { id } of rows) {
    const was = await ground.database.transaction().execute((transaction) => rewrap(ground, transaction, id));
    counts[was] += 1;
  }
  return counts;
}

async function rewrap({ secrets, clock }: Parts, transaction: Writing, keyId: string): Promise<Envelope['wrappedBy'] | 'sealed'> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`private-key/${keyId}`}, 0))`.execute(transaction);
  const { envelope, before } = await find(transaction, keyId);
  if (envelope) {
    await store(transaction, keyId, await secrets.envelopes.rewrap(envelope), clock());
    return envelope.wrappedBy;
  }
  const bytes = secrets.open(before as Buffer, keyId);
  await store(transaction, keyId, await secrets.envelopes.seal(bytes, keyId), clock());
  bytes.fill(0);
  await transaction.updateTable('issuer_key').set({ private_key_sealed: null }).where('id', '=', keyId).execute();
  await transaction.updateTable('installation_key').set({ private_key_sealed: null }).where('id', '=', keyId).execute();
  return 'sealed';
}

async function find(database: Database, keyId: string): Promise<{ envelope: Envelope | null; before: Buffer | null }> {
  const { rows } = await sql<{ envelope: Envelope | null; sealed: Buffer | null; before: Buffer | null }>`
    select case when p.key_id is not null then json_build_object('wrappedBy', p.wrapped_by, 'wrappedKey', p.wrapped_key) end as envelope,
      p.sealed, coalesce(i.private_key_sealed, n.private_key_sealed) as before
    from (select ${keyId}::uuid as id) wanted left join private_key p on p.key_id = wanted.id
      left join issuer_key i on i.id = wanted.id left join installation_key n on n.id = wanted.id`.execute(database);
  const [row] = rows;
  if (!row?.envelope && !row?.before) throw new Error(`The key ${keyId} has no private half.`);
  return { envelope: row.envelope && row.sealed ? { ...row.envelope, sealed: row.sealed } : null, before: row.before };
}

async function store(transaction: Writing, keyId: string, { sealed, wrappedBy, wrappedKey }: Envelope, at: Date): Promise<void> {
  const values = { sealed: Buffer.from(sealed), wrapped_by: wrappedBy, wrapped_key: wrappedKey, wrapped_at: at };
  await transaction
    .insertInto('private_key')
    .values({ key_id: keyId, ...values })
    .onConflict((conflict) => conflict.column('key_id').doUpdateSet(values))
    .execute();
}
