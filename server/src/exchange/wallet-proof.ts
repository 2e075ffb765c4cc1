import { createPublicKey, type KeyObject } from 'node:crypto';
import { parseDidKey } from '@brevet/openbadges';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import type { Ground } from '../platform/ground.ts';
import { oauthProblem } from './problems.ts';
import { proofAlgorithms } from './wallet-metadata.ts';
import { isGoodNonce } from './wallet-secrets.ts';

const wrong = (detail: string) => oauthProblem('invalid_proof', detail);

/**
 * Checks a wallet's proof that it holds a key (OpenID4VCI 1.0 appendix F.1): a JWT for us, with our nonce, signed by the key that it names.
 *
 * @returns the DID of that key: as it was given, or the did:jwk of a bare key
 * @throws {Problem} `invalid_proof`, `invalid_nonce`
 */
export async function checkWalletProof(ground: Pick<Ground, 'secrets' | 'clock' | 'config'>, jwt: string): Promise<string> {
  const { holder, key } = readKey(jwt);
  const { payload } = await jwtVerify(jwt, key, {
    algorithms: [...proofAlgorithms],
    typ: 'openid4vci-proof+jwt',
    audience: ground.config.url,
    requiredClaims: ['iat'],
    maxTokenAge: '10 minutes',
    clockTolerance: 60,
    currentDate: ground.clock(),
  }).catch((error: Error) => {
    throw wrong(`The proof does not hold: ${error.message}.`);
  });
  if (!isGoodNonce(ground, payload.nonce)) throw oauthProblem('invalid_nonce', 'The nonce is not ours or too old. Fetch a new one.');
  return holder;
}

/** The key that a proof names: by DID in `kid`, or in itself as `jwk`; one of them. */
function readKey(jwt: string): { holder: string; key: KeyObject } {
  try {
    const { kid, jwk } = decodeProtectedHeader(jwt);
    if ((kid === undefined) === (jwk === undefined)) throw wrong('The proof names its key by kid or by jwk, one of them.');
    if (jwk !== undefined) return fromJwk(jwk);
    const did = String(kid).split('#')[0] ?? '';
    if (did.startsWith('did:key:')) return { holder: did, key: parseDidKey(did) };
    if (did.startsWith('did:jwk:')) {
      const { key } = fromJwk(JSON.parse(Buffer.from(did.slice('did:jwk:'.length), 'base64url').toString()));
      return { holder: did, key };
    }
  } catch (error) {
    throw error instanceof Error && error.name === 'Problem' ? error : wrong('The key of the proof cannot be read.');
  }
  throw wrong('The key of the proof is named by did:key, did:jwk, or stands in the proof.');
}

function fromJwk(jwk: unknown): { holder: string; key: KeyObject } {
  if (typeof jwk !== 'object' || jwk === null || 'd' in jwk || 'k' in jwk) throw wrong('The proof has a secret key in it.');
  const key = createPublicKey({ key: jwk as { kty: string }, format: 'jwk' });
  // the key's own members alone, so that one key has one DID
  return { holder: `did:jwk:${Buffer.from(JSON.stringify(key.export({ format: 'jwk' }))).toString('base64url')}`, key };
}
