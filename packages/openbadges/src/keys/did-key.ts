import type { KeyObject } from 'node:crypto';
import { OpenBadgesError } from '../errors.ts';
import { type DidDocument, didContexts } from './did-document.ts';
import { decodeMultikey, encodeMultikey } from './multikey.ts';

/** The did:key of a public key (did:key method §3.1). */
export function didKey(publicKey: KeyObject): string {
  return `did:key:${encodeMultikey(publicKey)}`;
}

/** The verification method id of a did:key, to be named in proofs. */
export function didKeyMethod(publicKey: KeyObject): string {
  const multikey = encodeMultikey(publicKey);
  return `did:key:${multikey}#${multikey}`;
}

/**
 * Reads the public key that a did:key consists of.
 *
 * @throws {OpenBadgesError} `did-malformed`, and the errors of `decodeMultikey`
 */
export function parseDidKey(did: string): KeyObject {
  const multikey = /^did:key:(z[1-9A-HJ-NP-Za-km-z]+)$/.exec(did)?.[1];
  if (!multikey) throw new OpenBadgesError('did-malformed', 'This is not a did:key.', { did });
  return decodeMultikey(multikey);
}

/**
 * The document that a did:key stands for.
 *
 * @throws {OpenBadgesError} as `parseDidKey`
 */
export function didKeyDocument(did: string): DidDocument {
  parseDidKey(did);
  const publicKeyMultibase = did.slice('did:key:'.length);
  const id = `${did}#${publicKeyMultibase}`;
  return {
    '@context': didContexts,
    id: did,
    verificationMethod: [{ id, type: 'Multikey', controller: did, publicKeyMultibase }],
    assertionMethod: [id],
    authentication: [id],
  };
}
