import { createPublicKey, type KeyObject } from 'node:crypto';
import { OpenBadgesError } from '../errors.ts';
import { decodeBase58btc, encodeBase58btc } from './base58btc.ts';

interface Form {
  /** Multicodec prefix (Controlled Identifiers 1.0 §2.2.2, table of Multikey headers). */
  header: [number, number];
  /** Length of the key bytes after the header. */
  length: number;
  /** SubjectPublicKeyInfo up to the key bytes. */
  spki: Buffer;
}

const forms = {
  ed25519: { header: [0xed, 0x01], length: 32, spki: Buffer.from('302a300506032b6570032100', 'hex') },
  'P-256': { header: [0x80, 0x24], length: 33, spki: Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex') },
  'P-384': { header: [0x81, 0x24], length: 49, spki: Buffer.from('3046301006072a8648ce3d020106052b81040022033200', 'hex') },
} satisfies Record<string, Form>;

/**
 * Writes a public key as a Multikey value: Ed25519, P-256 or P-384.
 *
 * @throws {OpenBadgesError} `key-unsupported` for any other key
 * @see Controlled Identifiers 1.0 §2.2.2 Multikey
 */
export function encodeMultikey(publicKey: KeyObject): string {
  const { form, bytes } = keyBytes(publicKey);
  return `z${encodeBase58btc(Buffer.concat([Buffer.from(form.header), bytes]))}`;
}

/**
 * Reads a public key from a Multikey value.
 *
 * @throws {OpenBadgesError} `multibase-malformed` when it is not base58btc, `key-unsupported` for an unknown kind of key,
 *   `key-malformed` when the bytes are no point of the curve
 */
export function decodeMultikey(multikey: string): KeyObject {
  const known = decoded.get(multikey);
  if (known) return known;
  const key = decode(multikey);
  if (decoded.size >= MAX_DECODED) decoded.clear();
  decoded.set(multikey, key);
  return key;
}

/** Making a key object costs as much as verifying a signature, and issuers have few keys. */
const decoded = new Map<string, KeyObject>();
const MAX_DECODED = 1_000;

function decode(multikey: string): KeyObject {
  if (!multikey.startsWith('z')) throw new OpenBadgesError('multibase-malformed', 'A public key must be base58btc, which starts with z.');
  const bytes = decodeBase58btc(multikey.slice(1));
  const form = Object.values<Form>(forms).find(({ header }) => header[0] === bytes[0] && header[1] === bytes[1]);
  if (!form) throw new OpenBadgesError('key-unsupported', 'The public key is of a kind that is not supported.');
  if (bytes.length !== form.length + 2) throw new OpenBadgesError('key-malformed', 'The public key has a wrong length.');
  try {
    return createPublicKey({ key: Buffer.concat([form.spki, bytes.subarray(2)]), format: 'der', type: 'spki' });
  } catch (cause) {
    throw new OpenBadgesError('key-malformed', 'The public key is not a valid point of its curve.', {}, { cause });
  }
}

function keyBytes(publicKey: KeyObject): { form: Form; bytes: Buffer } {
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  if (kty === 'OKP' && crv === 'Ed25519') return { form: forms.ed25519, bytes: Buffer.from(x ?? '', 'base64url') };
  if (kty === 'EC' && (crv === 'P-256' || crv === 'P-384')) {
    const sign = (Buffer.from(y ?? '', 'base64url').at(-1) ?? 0) & 1;
    return { form: forms[crv], bytes: Buffer.concat([Buffer.from([2 + sign]), Buffer.from(x ?? '', 'base64url')]) };
  }
  throw new OpenBadgesError('key-unsupported', 'Only Ed25519, P-256 and P-384 keys can be written as a Multikey.');
}
