import { createPublicKey, type KeyObject } from 'node:crypto';
import { OpenBadgesError } from '../errors.ts';
import type { VerifiableCredential } from '../model/types.ts';
import { algorithmOf, signBytes } from './algorithms.ts';
import { type CredentialClaims, claimsOf } from './claims.ts';

export interface JwtSigningOptions {
  /** Private key: Ed25519 (`EdDSA`), P-256 (`ES256`) or RSA of at least 2048 bits (`RS256`). */
  key: KeyObject;
  /** Where the public key is published. Left out, the public key itself stands in the header, as Open Badges 3.0 allows. */
  verificationMethod?: string;
  /** Beside `verificationMethod`, the public key in the header, for verifiers that look nothing up. */
  withKey?: boolean;
  /**
   * `vc+jwt` secures any credential as Securing Verifiable Credentials using JOSE and COSE says: the credential alone, without claims that
   * repeat it. `JWT`, unless told, is what Open Badges 3.0 asks for.
   */
  typ?: 'JWT' | 'vc+jwt';
}

/**
 * Signs a credential as VC-JWT.
 *
 * The subject must have an `id`, because Open Badges asks for the claim `sub`.
 *
 * @returns compact JWS
 * @throws {OpenBadgesError} `key-unsupported`; `credential-invalid` when id, issuer, subject id or validFrom is missing
 * @see Open Badges 3.0, JSON Web Token Proof Format
 */
export function signJwt(
  credential: VerifiableCredential,
  { key, verificationMethod, withKey = false, typ = 'JWT' }: JwtSigningOptions,
): string {
  const alg = algorithmOf(key);
  if (!alg) throw new OpenBadgesError('key-unsupported', 'A JWT is signed with Ed25519, P-256 or RSA of 2048 bits or more.');
  const claims = typ === 'JWT' ? badgeClaims(credential) : {};
  const header = {
    ...(verificationMethod === undefined ? {} : { kid: verificationMethod }),
    ...(verificationMethod === undefined || withKey ? { jwk: publicJwk(key) } : {}),
  };
  const input = [
    { alg, typ, ...header },
    { ...credential, ...claims },
  ]
    .map(encode)
    .join('.');
  return `${input}.${Buffer.from(signBytes(alg, Buffer.from(input), key)).toString('base64url')}`;
}

function badgeClaims(credential: VerifiableCredential): CredentialClaims {
  const claims = claimsOf(credential);
  const missing = (['iss', 'jti', 'sub', 'nbf'] as const).find((claim) => claims[claim] === undefined);
  if (missing) throw new OpenBadgesError('credential-invalid', `The credential has nothing for the claim ${missing}.`, { claim: missing });
  return claims;
}

function publicJwk(key: KeyObject): object {
  return createPublicKey(key as unknown as Parameters<typeof createPublicKey>[0]).export({ format: 'jwk' });
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
