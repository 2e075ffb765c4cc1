import type { KeyObject } from 'node:crypto';
import { OpenBadgesError } from '../errors.ts';
import { algorithmOf, verifyBytes } from '../jwt/algorithms.ts';
import { findWrongClaim } from '../jwt/claims.ts';
import type { Jwt } from '../jwt/read-jwt.ts';
import { listKeys, type ResolvedMethod, resolveMethod } from '../keys/resolve-method.ts';
import type { Loader } from '../loader.ts';
import { checkKey } from '../proof/check-key.ts';
import { isBadge } from './check-model.ts';
import { idOf, issuerId, withoutKey } from './check-proofs.ts';
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
  const found = await checkSignature(jwt, options);
  if ('proof' in found) return found;
  const { key, method } = found;
  const issuer = issuerId(jwt.credential);
  const areOptional = !isBadge(jwt.credential) || jwt.isPlain;
  const claim = findWrongClaim(jwt.claims, jwt.credential, { areOptional });
  if (claim) return withoutKey(aCheck('proof', 'failed', 'claims-differ', { claim }));
  const proof = aCheck('proof', 'passed', 'signature-matches');
  if (!method) return { proof, issuerKey: await checkListed(key, issuer, options) };
  return { proof, issuerKey: checkMethod(method, issuer, options.now) };
}

/**
 * Whether a presentation that is a JWT was signed by who shows it, for who asks and for what was asked.
 *
 * @see Securing Verifiable Credentials using JOSE and COSE §3.1.2; VC Data Model 1.1 §6.3.1
 */
export async function checkPresentationJwt(
  jwt: Jwt,
  options: Options & { challenge?: string; domain?: string },
): Promise<{ proof: Check; issuerKey: Check }> {
  const found = await checkSignature(jwt, options);
  if ('proof' in found) return found;
  const { claims, aud, nonce, credential } = jwt;
  const named = idOf(credential.holder);
  if (claims.iss !== undefined && named !== undefined && claims.iss !== named)
    return withoutKey(aCheck('proof', 'failed', 'claims-differ', { claim: 'iss' }));
  const isForOthers = options.domain !== undefined && ![aud].flat().includes(options.domain);
  if (isForOthers || (options.challenge !== undefined && nonce !== options.challenge))
    return withoutKey(aCheck('proof', 'failed', 'proof-for-others'));
  const seconds = options.now.getTime() / 1_000;
  const isBefore = (time: unknown) => typeof time === 'number' && time < seconds;
  if (claims.exp !== undefined && !(typeof claims.exp === 'number' && !isBefore(claims.exp)))
    return withoutKey(aCheck('proof', 'failed', 'proof-expired'));
  if (claims.nbf !== undefined && !isBefore(claims.nbf)) return withoutKey(aCheck('proof', 'failed', 'proof-expired'));
  const proof = aCheck('proof', 'passed', 'signature-matches');
  // a key in the header says nothing of whose it is
  if (!found.method) return { proof, issuerKey: aCheck('issuer-key', 'not-checked', 'key-not-vouched-for') };
  const holder = named ?? (typeof claims.iss === 'string' ? claims.iss : found.method.controller);
  return { proof, issuerKey: checkMethod(found.method, holder, options.now, 'authentication') };
}

function checkMethod(method: ResolvedMethod, issuer: string | undefined, now: Date, purpose?: 'authentication'): Check {
  const objection = checkKey(method, issuer, now, purpose);
  return objection ? aCheck('issuer-key', 'failed', objection, { issuer }) : aCheck('issuer-key', 'passed', 'key-of-issuer', { issuer });
}

/** The key that made the signature, where it holds. */
async function checkSignature(
  jwt: Jwt,
  options: Options,
): Promise<{ key: KeyObject; method: ResolvedMethod | undefined } | { proof: Check; issuerKey: Check }> {
  let method: ResolvedMethod | undefined;
  if (jwt.kid !== undefined) {
    try {
      method = await resolveMethod(jwt.kid, options.loader);
    } catch (error) {
      if (jwt.jwk === undefined) return keyTrouble(error);
    }
  }
  const key = method?.publicKey ?? jwt.jwk;
  if (!key) return withoutKey(aCheck('proof', 'failed', 'proof-malformed'));
  const algorithm = algorithmOf(key);
  if (!algorithm || algorithm !== jwt.alg) return withoutKey(aCheck('proof', 'failed', 'algorithm-refused', { alg: jwt.alg }));
  if (!verifyBytes(algorithm, jwt.input, key, jwt.signature)) return withoutKey(aCheck('proof', 'failed', 'signature-mismatch'));
  return { key, method };
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
  return checkMethod(method, issuer, options.now);
}

function keyTrouble(error: unknown): { proof: Check; issuerKey: Check } {
  if (!(error instanceof OpenBadgesError)) throw error;
  if (error.code === 'document-unreachable') return withoutKey(aCheck('proof', 'not-checked', 'issuer-out-of-reach', error.details));
  if (error.code === 'did-unsupported' || error.code === 'key-unsupported') {
    return withoutKey(aCheck('proof', 'not-checked', 'key-kind-unknown', error.details));
  }
  return { proof: aCheck('proof', 'failed', 'key-refused'), issuerKey: aCheck('issuer-key', 'failed', 'key-refused') };
}
