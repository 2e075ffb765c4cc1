import { type KeyObject, sign as signBytes } from 'node:crypto';
import { OpenBadgesError } from '../errors.ts';
import { encodeBase58btc } from '../keys/base58btc.ts';
import type { Context, DataIntegrityProof, Signed, VerifiableCredential } from '../model/types.ts';
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
}

/** The options of a proof. */
export function proofOptions({
  verificationMethod,
  created,
  cryptosuite: name = 'eddsa-rdfc-2022',
}: Omit<SigningOptions, 'key'>): ProofOptions {
  return { type: 'DataIntegrityProof', cryptosuite: name, created, verificationMethod, proofPurpose: 'assertionMethod' };
}

/**
 * Signs a credential with a Data Integrity proof. An existing proof is replaced.
 *
 * The credential is not checked against the Open Badges model; `validateCredential` does that.
 *
 * @throws {OpenBadgesError} `key-unsupported` when the suite does not take the key, and the errors of `canonicalize`
 * @see Data Integrity EdDSA Cryptosuites 1.0 §3.2.1, §3.3.1; ECDSA Cryptosuites 1.0 §3.2.1, §3.3.1 Create Proof
 */
export async function sign<T extends VerifiableCredential>(credential: T, options: SigningOptions): Promise<Signed<T>> {
  const suite = cryptosuite(options.cryptosuite ?? 'eddsa-rdfc-2022');
  const algorithm = suite?.algorithmFor(options.key);
  if (!suite || !algorithm) throw unsupported();
  const plain = proofOptions(options);
  const unsigned = suite.form === 'jcs' ? { ...plain, '@context': credential['@context'] as Context[] } : plain;
  const data = await signedData(suite, algorithm.hash, unsigned, credential);
  const proofValue = `z${encodeBase58btc(algorithm.sign(data, options.key))}`;
  return { ...credential, proof: [{ ...unsigned, proofValue } as DataIntegrityProof] };
}

/**
 * Makes the function that signs the two hashes of `eddsa-rdfc-2022`, as multibase.
 *
 * @throws {OpenBadgesError} `key-unsupported`
 */
export function eddsaSigner(key: KeyObject): (optionsHash: Buffer, documentHash: Buffer) => string {
  if (key.type !== 'private' || key.asymmetricKeyType !== 'ed25519') throw unsupported();
  const data = Buffer.alloc(64);
  return (optionsHash, documentHash) => {
    data.set(optionsHash);
    data.set(documentHash, 32);
    return `z${encodeBase58btc(signBytes(null, data, key))}`;
  };
}

function unsupported(): OpenBadgesError {
  return new OpenBadgesError('key-unsupported', 'The cryptosuite does not take a key of this kind.');
}
