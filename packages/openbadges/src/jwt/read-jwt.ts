import { createPublicKey, type KeyObject } from 'node:crypto';
import { OpenBadgesError } from '../errors.ts';
import { readJson } from '../verify/read-json.ts';
import type { CredentialClaims } from './claims.ts';

/** A compact JWS with a credential, taken apart and not yet verified. */
export interface Jwt {
  alg: unknown;
  kid?: string;
  jwk?: KeyObject;
  /** Whether it is secured as Securing Verifiable Credentials using JOSE and COSE says, which asks for no claims. */
  isPlain: boolean;
  claims: CredentialClaims;
  /** Of a presentation: for whom it was made, and what it answers. */
  aud?: unknown;
  nonce?: unknown;
  /** The credential or presentation. */
  credential: Record<string, unknown>;
  /** What is signed. */
  input: Uint8Array;
  signature: Uint8Array;
}

const FORM = /^([\w-]+)\.([\w-]+)\.([\w-]*)$/;
const MAX_HEADER_BYTES = 16_384;
const plainTypes = ['vc+jwt', 'vc+ld+jwt', 'vc-ld+jwt', 'vp+jwt', 'vp+ld+jwt', 'vp-ld+jwt'];
const types = [undefined, 'JWT', 'jwt', ...plainTypes];

/** Whether a text has the form of a compact JWS. */
export function isCompactJws(text: string): boolean {
  return FORM.test(text);
}

/**
 * Takes a compact JWS apart.
 *
 * @throws {OpenBadgesError} `document-malformed` when a part is no base64url of JSON, `document-unsafe` for critical extensions,
 *   a private key in the header, or bits that no encoder leaves (a second spelling of the same bytes), and the errors of `readJson`
 */
export function readJwt(text: string, maxBytes: number): Jwt {
  const [, header = '', payload = '', signature = ''] = FORM.exec(text) ?? [];
  const { alg, kid, jwk, typ, crit } = readJson(decodePart(header).toString('utf8'), MAX_HEADER_BYTES);
  if (crit !== undefined || !types.includes(typ as string)) throw unsafe('asks for something that is not known here');
  const { iss, jti, sub, nbf, exp, iat: _, aud, nonce, ...rest } = readJson(decodePart(payload).toString('utf8'), maxBytes);
  // VC Data Model 1.1 §6.3.1 kept what is signed in a claim of its own
  const older = [rest.vc, rest.vp].find((claim) => typeof claim === 'object' && claim !== null) as Record<string, unknown> | undefined;
  return {
    alg,
    ...(typeof kid === 'string' ? { kid } : {}),
    ...(jwk === undefined ? {} : { jwk: readJwk(jwk) }),
    isPlain: plainTypes.includes(typ as string),
    claims: { iss, jti, sub, nbf, exp },
    ...(aud === undefined ? {} : { aud }),
    ...(nonce === undefined ? {} : { nonce }),
    credential: older ?? rest,
    input: Buffer.from(`${header}.${payload}`),
    signature: decodePart(signature),
  };
}

/** Reads base64url, in the one spelling that an encoder leaves. */
export function decodePart(part: string): Buffer {
  const bytes = Buffer.from(part, 'base64url');
  if (bytes.toString('base64url') !== part) throw unsafe('is spelled in an unusual way');
  return bytes;
}

function readJwk(jwk: unknown): KeyObject {
  if (typeof jwk !== 'object' || jwk === null || 'd' in jwk || 'k' in jwk) throw unsafe('has a secret key in it');
  try {
    return createPublicKey({ key: jwk as { kty: string }, format: 'jwk' });
  } catch (cause) {
    throw new OpenBadgesError('document-malformed', 'The key in the badge cannot be read.', {}, { cause });
  }
}

function unsafe(why: string): OpenBadgesError {
  return new OpenBadgesError('document-unsafe', `The badge ${why}.`, { why });
}
