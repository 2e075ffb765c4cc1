import { hash, type KeyObject, sign, verify } from 'node:crypto';
import type { Context } from '../model/types.ts';
import { canonicalizeJson } from './jcs.ts';
import { canonicalizeWhole, type HashName, hashProofOptions, type ProofOptions } from './proof-hash.ts';

/** What an algorithm of keys means for hashes and signatures. */
interface Algorithm {
  hash: HashName;
  /** Bytes of a signature. */
  signatureLength: number;
  sign(data: Uint8Array, key: KeyObject): Uint8Array;
  verify(data: Uint8Array, key: KeyObject, signature: Uint8Array): boolean;
}

const ed25519: Algorithm = {
  hash: 'sha256',
  signatureLength: 64,
  sign: (data, key) => sign(null, data, key),
  verify: (data, key, signature) => verify(null, data, key, signature),
};

/** ECDSA with the signature as two numbers one after the other (IEEE P1363). */
function ecdsa(hashName: HashName, signatureLength: number): Algorithm {
  return {
    hash: hashName,
    signatureLength,
    sign: (data, key) => sign(hashName, data, { key, dsaEncoding: 'ieee-p1363' }),
    verify: (data, key, signature) => verify(hashName, data, { key, dsaEncoding: 'ieee-p1363' }, signature),
  };
}

const curves: Record<string, Algorithm> = { prime256v1: ecdsa('sha256', 64), secp384r1: ecdsa('sha384', 96) };

/** The cryptosuites of Data Integrity that can be issued and verified. */
export type CryptosuiteName = 'eddsa-rdfc-2022' | 'eddsa-jcs-2022' | 'ecdsa-rdfc-2019' | 'ecdsa-jcs-2019';

/** How a suite brings documents into canonical form, and which keys it takes. */
export interface Cryptosuite {
  /** `rdfc` signs statements, `jcs` signs the JSON. */
  form: 'rdfc' | 'jcs';
  /** The algorithm for a key; nothing when the suite does not take such keys. */
  algorithmFor(key: KeyObject): Algorithm | undefined;
}

const forEd25519 = (key: KeyObject) => (key.asymmetricKeyType === 'ed25519' ? ed25519 : undefined);
const forCurves = (key: KeyObject) => (key.asymmetricKeyType === 'ec' ? curves[key.asymmetricKeyDetails?.namedCurve ?? ''] : undefined);

const suites: Record<CryptosuiteName, Cryptosuite> = {
  'eddsa-rdfc-2022': { form: 'rdfc', algorithmFor: forEd25519 },
  'eddsa-jcs-2022': { form: 'jcs', algorithmFor: forEd25519 },
  'ecdsa-rdfc-2019': { form: 'rdfc', algorithmFor: forCurves },
  'ecdsa-jcs-2019': { form: 'jcs', algorithmFor: forCurves },
};

/** The suite of a proof whose type says it all (Ed25519 Signature 2020 §3): verified for older badges, not issued. */
const signature2020: Cryptosuite = { form: 'rdfc', algorithmFor: forEd25519 };

/** The suite that a proof was made with; nothing when it is not known. */
export function suiteOf(proof: { type?: unknown; cryptosuite?: unknown }): Cryptosuite | undefined {
  if (proof.type === 'Ed25519Signature2020') return signature2020;
  return proof.type === 'DataIntegrityProof' ? cryptosuite(proof.cryptosuite) : undefined;
}

/** A suite by its name; nothing for a name that is not known. */
export function cryptosuite(name: unknown): Cryptosuite | undefined {
  return typeof name === 'string' && Object.hasOwn(suites, name) ? suites[name as CryptosuiteName] : undefined;
}

/**
 * The bytes that are signed: hash of the proof options, then hash of the document.
 *
 * @param options  the proof without its value; for `jcs` it has the `@context` of the document
 * @param earlier  the proofs that this one comes after and signs too
 * @see Data Integrity EdDSA Cryptosuites 1.0 §3.2.4, §3.3.4 Hashing; ECDSA Cryptosuites 1.0 §3.2.4, §3.3.4
 */
export async function signedData(
  suite: Cryptosuite,
  hashName: HashName,
  options: ProofOptions,
  document: object,
  earlier: readonly object[] = [],
): Promise<Buffer> {
  const { proof: _, ...unsecured } = document as { proof?: unknown };
  const secured = earlier.length > 0 ? { ...unsecured, proof: earlier } : unsecured;
  if (suite.form === 'rdfc') {
    const context = (document as { '@context': Context[] })['@context'];
    const canonicalForm = await canonicalizeWhole(secured, hashName);
    return Buffer.from((await hashProofOptions(options, context, hashName)) + hash(hashName, canonicalForm, 'hex'), 'hex');
  }
  return Buffer.concat([options, secured].map((part) => hash(hashName, canonicalizeJson(part), 'buffer')));
}
