import { type KeyObject, sign as signBytes } from 'node:crypto';
import { OpenBadgesError } from '../errors.ts';
import { encodeBase58btc } from '../keys/base58btc.ts';
import type { Context, DataIntegrityProof, Signed } from '../model/types.ts';
import { type CryptosuiteName, cryptosuite, signedData } from './cryptosuites.ts';
import type { ProofOptions } from './proof-hash.ts';

export interface SigningOptions {
  /** Private key; keep the `KeyObject` between calls. Ed25519 for the `eddsa` suites, P-256 or P-384 for the `ecdsa` suites. */
  key: KeyObject;
  /** The id under which the public key is published, such as `did:web:example.org#key-1`. */
  verificationMethod: string;
  /** When the proof is made, with a time zone. */
  created: string;
  /** `eddsa-rdfc-2022` unless told, which most wallets and verifiers of Open Badges read. */
  cryptosuite?: CryptosuiteName;
  /** An id of the proof, such as `urn:uuid:…`, by which a later proof can name it. */
  id?: string;
  /** Ids of proofs of the credential that this one comes after: it then signs them too, and counts only if they hold. */
  previousProof?: string | string[];
  /** What the proof is for; `assertionMethod` unless told. */
  proofPurpose?: 'assertionMethod' | 'authentication';
  /** Of a presentation: the text that the verifier gave out, and who the verifier is. */
  challenge?: string;
  domain?: string;
}

/** The options of a proof. */
export function proofOptions(options: Omit<SigningOptions, 'key'>): ProofOptions {
  const { verificationMethod, created, cryptosuite: name = 'eddsa-rdfc-2022', proofPurpose = 'assertionMethod' } = options;
  const { id, previousProof, challenge, domain } = options;
  return {
    ...(id === undefined ? {} : { id }),
    type: 'DataIntegrityProof',
    cryptosuite: name,
    created,
    verificationMethod,
    proofPurpose,
    ...(previousProof === undefined ? {} : { previousProof }),
    ...(challenge === undefined ? {} : { challenge }),
    ...(domain === undefined ? {} : { domain }),
  };
}

/** What can be signed: a credential or a presentation. */
export interface Signable {
  '@context': Context[];
  type: string[];
}

/**
 * Signs a credential or presentation with a Data Integrity proof. An existing proof is replaced; `addProof` keeps it.
 *
 * The credential is not checked against the Open Badges model; `validateCredential` does that.
 *
 * @throws {OpenBadgesError} `key-unsupported` when the suite does not take the key, and the errors of `canonicalize`
 * @see Data Integrity EdDSA Cryptosuites 1.0 §3.2.1, §3.3.1; ECDSA Cryptosuites 1.0 §3.2.1, §3.3.1 Create Proof
 */
export async function sign<T extends Signable>(credential: T, options: SigningOptions): Promise<Signed<T>> {
  const { proof: _, ...unsigned } = credential as T & { proof?: unknown };
  return { ...credential, proof: [await makeProof(unsigned as T, [], options)] };
}

/**
 * Signs a signed credential once more. Without `previousProof` the proofs stand side by side and say nothing of each other; with it they
 * are a chain.
 *
 * @throws {OpenBadgesError} `proof-not-found` when `previousProof` names a proof that is not there, and the errors of `sign`
 * @see Data Integrity 1.0 §4.3 Add Proof Set/Chain
 */
export async function addProof<T extends Signed<Signable>>(signed: T, options: SigningOptions): Promise<T> {
  const { proof, ...unsigned } = signed;
  const earlier = findEarlierProofs(proof, options.previousProof);
  if (!earlier)
    throw new OpenBadgesError('proof-not-found', 'The proof that should come before is not there.', { ...options, key: undefined });
  return { ...signed, proof: [...proof, await makeProof(unsigned, earlier, options)] };
}

/** The proofs that a proof comes after; nothing when one is missing or none was named properly. */
export function findEarlierProofs(proofs: readonly unknown[], previousProof: unknown): object[] | undefined {
  if (previousProof === undefined) return [];
  const ids = [previousProof].flat();
  const found = ids.map((id) =>
    proofs.find((proof): proof is object => typeof id === 'string' && (proof as { id?: unknown } | null)?.id === id),
  );
  return ids.length > 0 && found.every((proof) => proof !== undefined) ? (found as object[]) : undefined;
}

async function makeProof(unsigned: Signable, earlier: object[], options: SigningOptions): Promise<DataIntegrityProof> {
  const suite = cryptosuite(options.cryptosuite ?? 'eddsa-rdfc-2022');
  const algorithm = suite?.algorithmFor(options.key);
  if (!suite || !algorithm) throw unsupported();
  const plain = proofOptions(options);
  const made = suite.form === 'jcs' ? { ...plain, '@context': unsigned['@context'] } : plain;
  const data = await signedData(suite, algorithm.hash, made, unsigned, earlier);
  return { ...made, proofValue: `z${encodeBase58btc(algorithm.sign(data, options.key))}` } as DataIntegrityProof;
}

/**
 * Makes the function that signs the two hashes (in hexadecimal digits) of `eddsa-rdfc-2022`, as multibase.
 *
 * @throws {OpenBadgesError} `key-unsupported`
 */
export function eddsaSigner(key: KeyObject): (optionsHash: string, documentHash: string) => string {
  if (key.type !== 'private' || key.asymmetricKeyType !== 'ed25519') throw unsupported();
  const data = Buffer.alloc(64);
  return (optionsHash, documentHash) => {
    data.write(optionsHash + documentHash, 'hex');
    return `z${encodeBase58btc(signBytes(null, data, key))}`;
  };
}

function unsupported(): OpenBadgesError {
  return new OpenBadgesError('key-unsupported', 'The cryptosuite does not take a key of this kind.');
}
