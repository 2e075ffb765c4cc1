import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { OpenBadgesError } from '../errors.ts';

export interface KeyPair {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/** PKCS #8 (RFC 8410) of an Ed25519 private key up to its 32 bytes. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const RAW_LENGTH = 32;

/** Makes an Ed25519 key pair. Keep the `KeyObject`: importing a key for every signature costs twelve times the signature. */
export function generateKey(): KeyPair {
  return generateKeyPairSync('ed25519');
}

/**
 * The 32 secret bytes of an Ed25519 key, to be encrypted and stored by the caller.
 *
 * @throws {OpenBadgesError} `key-unsupported` when the key is not an Ed25519 private key
 */
export function exportPrivateKey(privateKey: KeyObject): Uint8Array {
  if (privateKey.type !== 'private' || privateKey.asymmetricKeyType !== 'ed25519') {
    throw new OpenBadgesError('key-unsupported', 'Only an Ed25519 private key has 32 secret bytes.');
  }
  return new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-RAW_LENGTH));
}

/**
 * Reads the 32 secret bytes back.
 *
 * @throws {OpenBadgesError} `key-malformed` when there are not exactly 32 bytes
 */
export function importPrivateKey(raw: Uint8Array): KeyPair {
  if (raw.length !== RAW_LENGTH) throw new OpenBadgesError('key-malformed', 'An Ed25519 private key has 32 bytes.');
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, raw]), format: 'der', type: 'pkcs8' });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}
