import { didWebUrl } from '../keys/did-web.ts';
import type { ResolvedMethod } from '../keys/resolve-method.ts';
import { isDateTime } from '../model/primitives.ts';

/** Why a key does not speak for an issuer. */
export type KeyObjection = 'key-of-somebody-else' | 'key-may-not-sign' | 'key-revoked' | 'key-expired';

/**
 * Whether a key speaks for an issuer or holder: listed in that one's own document, for this purpose, not revoked.
 *
 * @param issuer  the `id` of the credential's issuer, or of who shows a presentation
 * @param purpose  making assertions unless told
 * @returns nothing when it does, otherwise why not
 * @see Controlled Identifiers 1.0 §2.2 Verification Methods (`revoked`, `expires`), §2.3.1 Authentication, §2.3.2 Assertion
 */
export function checkKey(
  method: ResolvedMethod,
  issuer: unknown,
  now: Date,
  purpose: 'assertionMethod' | 'authentication' = 'assertionMethod',
): KeyObjection | undefined {
  if (typeof issuer !== 'string' || !speaksFor(method, issuer)) return 'key-of-somebody-else';
  if (isPast(method.revoked, now)) return 'key-revoked';
  if (isPast(method.expires, now)) return 'key-expired';
  return method.purposes.has(purpose) ? undefined : 'key-may-not-sign';
}

function speaksFor({ controller, keySetOrigin }: ResolvedMethod, issuer: string): boolean {
  return keySetOrigin === undefined ? controller === issuer : keySetOrigin === originOf(issuer);
}

/** The origin of an issuer that is named by address or did:web. */
function originOf(issuer: string): string | undefined {
  try {
    return new URL(issuer.startsWith('did:web:') ? didWebUrl(issuer) : issuer).origin;
  } catch {
    return undefined;
  }
}

/** A date that cannot be read counts as past: the issuer meant to end the key. */
function isPast(date: string | undefined, now: Date): boolean {
  return date !== undefined && (!isDateTime(date) || Date.parse(date) <= now.getTime());
}
