import { type KeyObject, sign as signBytes } from 'node:crypto';
import { OpenBadgesError } from '../errors.ts';
import { encodeBase58btc } from '../keys/base58btc.ts';
import type { DataIntegrityProof, Signed, VerifiableCredential } from '../model/types.ts';
import { canonicalizeUnsecured, hashProofOptions, type ProofOptions, sha256 } from './proof-hash.ts';

export interface SigningOptions {
  /** Ed25519 private key; keep the `KeyObject` between calls. */
  key: KeyObject;
  /** The id under which the public key is published, such as `did:web:example.org#key-1`. */
  verificationMethod: string;
  /** When the proof is made, with a time zone. */
  created: string;
}

/** The options of an `eddsa-rdfc-2022` proof. */
export function proofOptions({ verificationMethod, created }: Omit<SigningOptions, 'key'>): ProofOptions {
  return { type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', created, verificationMethod, proofPurpose: 'assertionMethod' };
}

/**
 * Signs a credential with a Data Integrity proof, `eddsa-rdfc-2022`. An existing proof is replaced.
 *
 * The credential is not checked against the Open Badges model; `validateCredential` does that.
 *
 * @throws {OpenBadgesError} `key-unsupported` when the key is not Ed25519, and the errors of `canonicalize`
 * @see Data Integrity EdDSA Cryptosuites 1.0 §3.2.1 Create Proof
 */
export async function sign<T extends VerifiableCredential>(credential: T, options: SigningOptions): Promise<Signed<T>> {
  const unsigned = proofOptions(options);
  const data = Buffer.concat([await hashProofOptions(unsigned, credential['@context']), sha256(await canonicalizeUnsecured(credential))]);
  return { ...credential, proof: [{ ...unsigned, proofValue: signatureOver(data, options.key) } as DataIntegrityProof] };
}

/** The multibase signature over the two hashes. */
export function signatureOver(data: Uint8Array, key: KeyObject): string {
  if (key.asymmetricKeyType !== 'ed25519') throw new OpenBadgesError('key-unsupported', 'eddsa-rdfc-2022 needs an Ed25519 private key.');
  return `z${encodeBase58btc(signBytes(null, data, key))}`;
}
