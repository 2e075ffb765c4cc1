import type { KeyObject } from 'node:crypto';
import { OpenBadgesError } from '../errors.ts';
import { algorithmOf, verifyBytes } from '../jwt/algorithms.ts';
import { findWrongClaim } from '../jwt/claims.ts';
import type { Jwt } from '../jwt/read-jwt.ts';
import { listKeys, type ResolvedMethod, resolveMethod } from '../keys/resolve-method.ts';
import type { Loader } from '../loader.ts';
import { checkKey } from '../proof/check-key.ts';
import { issuerId } from './check-proofs.ts';
import { aCheck } from './messages.ts';
import type { Check } from './report.ts';

interface Options {
  loader: Loader;
  now: Date;
}

/**
 * Whether a VC-JWT is as it was signed, says the same in its claims as in its credential, and was signed with a key of the issuer.
 *
 * A key in the header proves nothing about who signed; it counts as the issuer's only if the issuer lists it.
 *
 * @see Open Badges 3.0, Verify a Credential VC-JWT Signature
 */
export async function checkJwt(jwt: Jwt, options: Options): Promise<{ proof: Check; issuerKey: Check }> {
  const noKey = aCheck('issuer-key', 'not-checked', 'no-signature');
  const issuer = issuerId(jwt.credential);
  let method: ResolvedMethod | undefined;
  if (jwt.kid !== undefined) {
    try {
      method = await resolveMethod(jwt.kid, options.loader);
    } catch (error) {
      if (jwt.jwk === undefined) return keyTrouble(error, noKey);
    }
  }
  const key = method?.publicKey ?? jwt.jwk;
  if (!key) return { proof: aCheck('proof', 'failed', 'proof-malformed'), issuerKey: noKey };
  const algorithm = algorithmOf(key);
  if (!algorithm || algorithm !== jwt.alg)
    return { proof: aCheck('proof', 'failed', 'algorithm-refused', { alg: jwt.alg }), issuerKey: noKey };
  if (!verifyBytes(algorithm, jwt.input, key, jwt.signature))
    return { proof: aCheck('proof', 'failed', 'signature-mismatch'), issuerKey: noKey };
  const claim = findWrongClaim(jwt.claims, jwt.credential);
  if (claim) return { proof: aCheck('proof', 'failed', 'claims-differ', { claim }), issuerKey: noKey };
  const proof = aCheck('proof', 'passed', 'signature-matches');
  if (!method) return { proof, issuerKey: await checkListed(key, issuer, options) };
  const objection = checkKey(method, issuer, options.now);
  const issuerKey = objection
    ? aCheck('issuer-key', 'failed', objection, { issuer })
    : aCheck('issuer-key', 'passed', 'key-of-issuer', { issuer });
  return { proof, issuerKey };
}

async function checkListed(key: KeyObject, issuer: string | undefined, options: Options): Promise<Check> {
  let listed: ResolvedMethod[];
  try {
    listed = await listKeys(issuer ?? '', options.loader);
  } catch {
    return aCheck('issuer-key', 'not-checked', 'key-not-vouched-for', { issuer });
  }
  if (listed.length === 0) return aCheck('issuer-key', 'not-checked', 'key-not-vouched-for', { issuer });
  const method = listed.find((candidate) => candidate.publicKey.equals(key));
  if (!method) return aCheck('issuer-key', 'failed', 'key-refused', { issuer });
  const objection = checkKey(method, issuer, options.now);
  return objection ? aCheck('issuer-key', 'failed', objection, { issuer }) : aCheck('issuer-key', 'passed', 'key-of-issuer', { issuer });
}

function keyTrouble(error: unknown, noKey: Check): { proof: Check; issuerKey: Check } {
  if (!(error instanceof OpenBadgesError)) throw error;
  if (error.code === 'document-unreachable')
    return { proof: aCheck('proof', 'not-checked', 'issuer-out-of-reach', error.details), issuerKey: noKey };
  if (error.code === 'did-unsupported' || error.code === 'key-unsupported') {
    return { proof: aCheck('proof', 'not-checked', 'key-kind-unknown', error.details), issuerKey: noKey };
  }
  return { proof: aCheck('proof', 'failed', 'key-refused'), issuerKey: aCheck('issuer-key', 'failed', 'key-refused') };
}
