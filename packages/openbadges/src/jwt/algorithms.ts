import { type KeyObject, sign, verify } from 'node:crypto';

/** The signature algorithms of JOSE that are taken; `none` and shared secrets are not among them. */
export type JwtAlgorithm = 'EdDSA' | 'ES256' | 'RS256';

const MIN_RSA_BITS = 2_048;

/** The algorithm that a key is for; nothing for keys that are not taken. One key has one algorithm, so none can be confused. */
export function algorithmOf(key: KeyObject): JwtAlgorithm | undefined {
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA';
  if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'ES256';
  if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_RSA_BITS) return 'RS256';
  return undefined;
}

/** Signs as JSON Web Algorithms says (RFC 7518 §3.3, §3.4; RFC 8037 §3.1). */
export function signBytes(algorithm: JwtAlgorithm, data: Uint8Array, key: KeyObject): Uint8Array {
  if (algorithm === 'EdDSA') return sign(null, data, key);
  return sign('sha256', data, algorithm === 'ES256' ? { key, dsaEncoding: 'ieee-p1363' } : key);
}

/** Verifies a signature made as by `signBytes`. */
export function verifyBytes(algorithm: JwtAlgorithm, data: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  if (algorithm === 'EdDSA') return verify(null, data, key, signature);
  return verify('sha256', data, algorithm === 'ES256' ? { key, dsaEncoding: 'ieee-p1363' } : key, signature);
}
