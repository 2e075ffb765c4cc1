import { createHash } from 'node:crypto';
import type { IdentityObject } from './types.ts';

/**
 * Names a recipient by the hash of an identity, so that only who knows the identity can recognize the recipient.
 *
 * An e-mail address is hashed as it is given: pass it in the form in which it will be presented to verifiers, lower case by habit.
 *
 * @param identity  the plain identity, such as `ada@example.org`
 * @param salt  random text of the caller's, published with the hash
 * @see Open Badges 3.0, IdentityHash: SHA-256 over identity followed by salt, UTF-8, hexadecimal after `sha256$`
 */
export function hashIdentity(identity: string, salt: string, identityType = 'emailAddress'): IdentityObject {
  return { type: 'IdentityObject', hashed: true, identityHash: `sha256$${digest('sha256', identity, salt)}`, identityType, salt };
}

/** Whether the identity object names this identity (Open Badges 3.0, Verify the Recipient Using an Identifier). */
export function matchesIdentity(object: IdentityObject, identity: string, identityType = 'emailAddress'): boolean {
  if (object.identityType !== identityType) return false;
  if (!object.hashed) return object.identityHash === identity;
  const [algorithm, expected] = object.identityHash.split('$');
  if (algorithm !== 'sha256' && algorithm !== 'md5') return false;
  return digest(algorithm, identity, object.salt ?? '') === expected?.toLowerCase();
}

function digest(algorithm: 'sha256' | 'md5', identity: string, salt: string): string {
  return createHash(algorithm)
    .update(identity + salt, 'utf8')
    .digest('hex');
}
