import { OpenBadgesError } from '../errors.ts';
import { decodeBase58btc } from '../keys/base58btc.ts';
import { type ResolvedMethod, resolveMethod } from '../keys/resolve-method.ts';
import type { Loader } from '../loader.ts';
import { isDateTime } from '../model/primitives.ts';
import type { Context } from '../model/types.ts';
import { type Cryptosuite, signedData, suiteOf } from './cryptosuites.ts';
import type { ProofOptions } from './proof-hash.ts';
import { type ProofMemory, withoutMemory } from './proof-memory.ts';
import { findEarlierProofs } from './sign.ts';

/** What became of one proof. `reason` is stable; `method` is there as soon as the key was found. */
export type ProofOutcome =
  | { outcome: 'valid'; method: ResolvedMethod }
  | { outcome: 'invalid'; reason: InvalidProofReason; method?: ResolvedMethod }
  | { outcome: 'unchecked'; reason: UncheckedProofReason; details: Record<string, unknown> };

export type InvalidProofReason =
  | 'proof-malformed'
  | 'proof-purpose'
  | 'proof-expired'
  | 'proof-for-others'
  | 'earlier-proof-missing'
  | 'signature-mismatch'
  | 'document-refused'
  | 'key-refused';
export type UncheckedProofReason = 'proof-type-unknown' | 'context-unknown' | 'issuer-out-of-reach' | 'key-kind-unknown' | 'too-complex';

export interface ProofVerification {
  loader: Loader;
  now: Date;
  /** Saves work on documents of known shape; without it everything takes the general path. */
  memory?: ProofMemory;
  /** What the proof must be for; `assertionMethod` unless told. */
  proofPurpose?: 'assertionMethod' | 'authentication';
  /** What the proof must answer, where that was asked. */
  challenge?: string;
  domain?: string;
}

/**
 * Verifies one Data Integrity proof of a credential or presentation: `eddsa-rdfc-2022`, `eddsa-jcs-2022`, `ecdsa-rdfc-2019`,
 * `ecdsa-jcs-2019`, and the older `Ed25519Signature2020`.
 *
 * Says only that the named key made the signature over exactly this content; whether the key is the issuer's is for the caller. A proof
 * that comes after others (`previousProof`) signs them too; they are looked for among the document's proofs, and are verified by their
 * own call.
 *
 * @param document  the credential with its proofs; of a proof that comes after no other also without
 * @param proof  one proof of it
 * @see Data Integrity EdDSA Cryptosuites 1.0 §3.2.2, §3.3.2; ECDSA Cryptosuites 1.0 §3.2.2, §3.3.2 Verify Proof; Data Integrity 1.0 §4.5
 */
export async function verifyProof(document: object, proof: unknown, options: ProofVerification): Promise<ProofOutcome> {
  const parsed = readProof(proof);
  if ('outcome' in parsed) return parsed;
  const { unsigned } = parsed;
  const objection = findObjection(unsigned, options);
  if (objection) return { outcome: 'invalid', reason: objection };
  const context = contextOf(document, unsigned);
  const earlier = findEarlierProofs([(document as { proof?: unknown }).proof].flat(), unsigned.previousProof);
  if (!context) return { outcome: 'invalid', reason: 'proof-malformed' };
  if (!earlier) return { outcome: 'invalid', reason: 'earlier-proof-missing' };
  let method: ResolvedMethod;
  try {
    method = await resolveMethod(unsigned.verificationMethod, options.loader);
  } catch (error) {
    return keyTrouble(error);
  }
  const memory = options.memory ?? withoutMemory;
  if (memory.hasHeld(proof as object, method.publicKey)) return { outcome: 'valid', method };
  try {
    const trouble = await findMismatch(document, context, earlier, parsed, method, memory);
    if (trouble) return { outcome: 'invalid', reason: trouble, method };
  } catch (error) {
    return documentTrouble(error, method);
  }
  memory.noteHeld(proof as object, method.publicKey);
  return { outcome: 'valid', method };
}

async function findMismatch(
  document: object,
  context: Context[],
  earlier: object[],
  { suite, signature, unsigned }: ReadProof,
  method: ResolvedMethod,
  memory: ProofMemory,
): Promise<InvalidProofReason | undefined> {
  const algorithm = suite.algorithmFor(method.publicKey);
  if (!algorithm) return 'key-refused';
  const bytes = signature();
  if (bytes?.length !== algorithm.signatureLength) return 'proof-malformed';
  const isUsual = suite.form === 'rdfc' && algorithm.hash === 'sha256' && earlier.length === 0;
  const data = isUsual
    ? Buffer.from((await memory.hashOptions(unsigned, context)) + (await memory.hashDocument(document)), 'hex')
    : await signedData(suite, algorithm.hash, unsigned, withContextOf(document, unsigned, suite), earlier);
  return algorithm.verify(data, method.publicKey, bytes) ? undefined : 'signature-mismatch';
}

interface ReadProof {
  suite: Cryptosuite;
  /** Reads the signature; nothing when it is damaged. */
  signature(): Uint8Array | undefined;
  unsigned: ProofOptions;
}

function readProof(proof: unknown): ReadProof | Extract<ProofOutcome, { outcome: 'invalid' | 'unchecked' }> {
  if (typeof proof !== 'object' || proof === null || Array.isArray(proof)) return { outcome: 'invalid', reason: 'proof-malformed' };
  const { proofValue, ...unsigned } = proof as ProofOptions & { proofValue?: unknown };
  const suite = suiteOf(unsigned);
  if (!suite) {
    return { outcome: 'unchecked', reason: 'proof-type-unknown', details: { type: unsigned.type, cryptosuite: unsigned.cryptosuite } };
  }
  if (typeof unsigned.verificationMethod !== 'string' || typeof proofValue !== 'string' || !proofValue.startsWith('z')) {
    return { outcome: 'invalid', reason: 'proof-malformed' };
  }
  if (unsigned.created !== undefined && !isDateTime(unsigned.created)) return { outcome: 'invalid', reason: 'proof-malformed' };
  return { suite, signature: () => decoded(proofValue), unsigned };
}

function decoded(proofValue: string): Uint8Array | undefined {
  try {
    return decodeBase58btc(proofValue.slice(1));
  } catch {
    return undefined;
  }
}

/** What speaks against a proof before its signature is looked at (Data Integrity 1.0 §4.4 Verify Proof, steps 3 to 5). */
function findObjection(unsigned: ProofOptions, options: ProofVerification): InvalidProofReason | undefined {
  if (unsigned.proofPurpose !== (options.proofPurpose ?? 'assertionMethod')) return 'proof-purpose';
  if (unsigned.expires !== undefined && (!isDateTime(unsigned.expires) || Date.parse(unsigned.expires) < options.now.getTime())) {
    return 'proof-expired';
  }
  if (options.challenge !== undefined && unsigned.challenge !== options.challenge) return 'proof-for-others';
  return options.domain !== undefined && ![unsigned.domain].flat().includes(options.domain) ? 'proof-for-others' : undefined;
}

/** A proof may repeat the contexts it was made with; the document must then start with them (Data Integrity 1.0 §4.3). */
function contextOf(document: object, unsigned: ProofOptions): Context[] | undefined {
  const context = (document as { '@context'?: Context[] })['@context'];
  if (!Array.isArray(context)) return undefined;
  const beginning = unsigned['@context'];
  if (beginning === undefined) return context;
  const starts = [beginning].flat().every((entry, index) => JSON.stringify(entry) === JSON.stringify(context[index]));
  return starts ? context : undefined;
}

/** A JSON proof was made over the contexts that it repeats, before others may have been added (EdDSA Cryptosuites 1.0 §3.3.2). */
function withContextOf(document: object, unsigned: ProofOptions, suite: Cryptosuite): object {
  return suite.form === 'jcs' && unsigned['@context'] !== undefined ? { ...document, '@context': unsigned['@context'] } : document;
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
