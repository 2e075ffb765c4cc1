import { OpenBadgesError } from '../errors.ts';
import { decodeBase58btc } from '../keys/base58btc.ts';
import { type ResolvedMethod, resolveMethod } from '../keys/resolve-method.ts';
import type { Loader } from '../loader.ts';
import { isDateTime } from '../model/primitives.ts';
import type { Context } from '../model/types.ts';
import { type Cryptosuite, cryptosuite, signedData } from './cryptosuites.ts';
import type { ProofOptions } from './proof-hash.ts';
import { type ProofMemory, withoutMemory } from './proof-memory.ts';

/** What became of one proof. `reason` is stable; `method` is there as soon as the key was found. */
export type ProofOutcome =
  | { outcome: 'valid'; method: ResolvedMethod }
  | { outcome: 'invalid'; reason: InvalidProofReason; method?: ResolvedMethod }
  | { outcome: 'unchecked'; reason: UncheckedProofReason; details: Record<string, unknown> };

export type InvalidProofReason =
  | 'proof-malformed'
  | 'proof-purpose'
  | 'proof-expired'
  | 'signature-mismatch'
  | 'document-refused'
  | 'key-refused';
export type UncheckedProofReason = 'proof-type-unknown' | 'context-unknown' | 'issuer-out-of-reach' | 'key-kind-unknown' | 'too-complex';

/**
 * Verifies one Data Integrity proof of a credential: `eddsa-rdfc-2022`, `eddsa-jcs-2022`, `ecdsa-rdfc-2019`, `ecdsa-jcs-2019`.
 *
 * Says only that the named key made the signature over exactly this content; whether the key is the issuer's is for the caller.
 *
 * @param document  the credential with or without its proofs
 * @param proof  one proof of it
 * @param options.memory  saves work on documents of known shape; without it everything takes the general path
 * @see Data Integrity EdDSA Cryptosuites 1.0 §3.2.2, §3.3.2; ECDSA Cryptosuites 1.0 §3.2.2, §3.3.2 Verify Proof
 */
export async function verifyProof(
  document: object,
  proof: unknown,
  options: { loader: Loader; now: Date; memory?: ProofMemory },
): Promise<ProofOutcome> {
  const parsed = readProof(proof);
  if ('outcome' in parsed) return parsed;
  const { suite, signature, unsigned } = parsed;
  if (unsigned.proofPurpose !== 'assertionMethod') return { outcome: 'invalid', reason: 'proof-purpose' };
  if (unsigned.expires !== undefined && (!isDateTime(unsigned.expires) || Date.parse(unsigned.expires) < options.now.getTime())) {
    return { outcome: 'invalid', reason: 'proof-expired' };
  }
  const context = (document as { '@context'?: Context[] })['@context'];
  if (!Array.isArray(context) || !startsWith(context, unsigned['@context'])) return { outcome: 'invalid', reason: 'proof-malformed' };
  let method: ResolvedMethod;
  try {
    method = await resolveMethod(unsigned.verificationMethod, options.loader);
  } catch (error) {
    return keyTrouble(error);
  }
  const algorithm = suite.algorithmFor(method.publicKey);
  if (!algorithm) return { outcome: 'invalid', reason: 'key-refused', method };
  if (signature.length !== algorithm.signatureLength) return { outcome: 'invalid', reason: 'proof-malformed', method };
  const memory = options.memory ?? withoutMemory;
  if (memory.hasHeld(proof as object, method.publicKey)) return { outcome: 'valid', method };
  try {
    const isUsual = suite.form === 'rdfc' && algorithm.hash === 'sha256';
    const data = isUsual
      ? Buffer.concat([await memory.hashOptions(unsigned, context), await memory.hashDocument(document)])
      : await signedData(suite, algorithm.hash, unsigned, withContextOf(document, unsigned, suite));
    if (!algorithm.verify(data, method.publicKey, signature)) return { outcome: 'invalid', reason: 'signature-mismatch', method };
  } catch (error) {
    return documentTrouble(error, method);
  }
  memory.noteHeld(proof as object, method.publicKey);
  return { outcome: 'valid', method };
}

function readProof(
  proof: unknown,
): { suite: Cryptosuite; signature: Uint8Array; unsigned: ProofOptions } | Extract<ProofOutcome, { outcome: 'invalid' | 'unchecked' }> {
  if (typeof proof !== 'object' || proof === null || Array.isArray(proof)) return { outcome: 'invalid', reason: 'proof-malformed' };
  const { proofValue, ...unsigned } = proof as ProofOptions & { proofValue?: unknown };
  const suite = unsigned.type === 'DataIntegrityProof' ? cryptosuite(unsigned.cryptosuite) : undefined;
  if (!suite || unsigned.previousProof !== undefined) {
    return { outcome: 'unchecked', reason: 'proof-type-unknown', details: { type: unsigned.type, cryptosuite: unsigned.cryptosuite } };
  }
  if (typeof unsigned.verificationMethod !== 'string' || typeof proofValue !== 'string' || !proofValue.startsWith('z')) {
    return { outcome: 'invalid', reason: 'proof-malformed' };
  }
  if (unsigned.created !== undefined && !isDateTime(unsigned.created)) return { outcome: 'invalid', reason: 'proof-malformed' };
  try {
    return { suite, signature: decodeBase58btc(proofValue.slice(1)), unsigned };
  } catch {
    return { outcome: 'invalid', reason: 'proof-malformed' };
  }
}

/** A JSON proof was made over the contexts that it repeats, before others may have been added (EdDSA Cryptosuites 1.0 §3.3.2). */
function withContextOf(document: object, unsigned: ProofOptions, suite: Cryptosuite): object {
  return suite.form === 'jcs' && unsigned['@context'] !== undefined ? { ...document, '@context': unsigned['@context'] } : document;
}

/** A proof may repeat the contexts it was made with; the document must then start with them (Data Integrity 1.0 §4.3). */
function startsWith(context: Context[], beginning: unknown): boolean {
  if (beginning === undefined) return true;
  return [beginning].flat().every((entry, index) => JSON.stringify(entry) === JSON.stringify(context[index]));
}

function keyTrouble(error: unknown): ProofOutcome {
  if (!(error instanceof OpenBadgesError)) throw error;
  if (error.code === 'document-unreachable') return { outcome: 'unchecked', reason: 'issuer-out-of-reach', details: error.details };
  if (error.code === 'did-unsupported' || error.code === 'key-unsupported') {
    return { outcome: 'unchecked', reason: 'key-kind-unknown', details: error.details };
  }
  return { outcome: 'invalid', reason: 'key-refused' };
}

function documentTrouble(error: unknown, method: ResolvedMethod): ProofOutcome {
  if (!(error instanceof OpenBadgesError)) throw error;
  if (error.code === 'context-unknown') return { outcome: 'unchecked', reason: 'context-unknown', details: error.details };
  if (error.code === 'graph-too-complex') return { outcome: 'unchecked', reason: 'too-complex', details: error.details };
  return { outcome: 'invalid', reason: 'document-refused', method };
}
