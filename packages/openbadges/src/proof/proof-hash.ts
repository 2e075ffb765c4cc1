import { hash } from 'node:crypto';
import type { Context } from '../model/types.ts';
import { canonicalize } from './canonicalize.ts';
import { refuseUnsignedContent } from './unsigned-content.ts';

/** The members of a proof that are signed: all but the signature itself. */
export interface ProofOptions {
  type: string;
  cryptosuite?: string;
  verificationMethod: string;
  proofPurpose: string;
  created?: string;
  [term: string]: unknown;
}

/** A hash function, as node:crypto names it. */
export type HashName = 'sha256' | 'sha384';

/** SHA-256 in hexadecimal digits: a text costs Node a third of what a buffer of its own does. */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

/**
 * Hash of the proof options in canonical form, in hexadecimal digits (Data Integrity EdDSA Cryptosuites 1.0 §3.2.5 Proof Configuration).
 *
 * @param context  the `@context` of the document that the proof stands in
 */
export async function hashProofOptions(options: ProofOptions, context: Context[], hashName: HashName = 'sha256'): Promise<string> {
  refuseUnsignedContent(options);
  return hash(hashName, await canonicalize({ ...options, '@context': context }, hashName), 'hex');
}

/**
 * The canonical form of a document without its proofs (§3.2.3 Transformation).
 *
 * @throws {OpenBadgesError} `document-unsafe` when some content would not be signed, and the errors of `canonicalize`
 */
export async function canonicalizeUnsecured(document: object, hashName: HashName = 'sha256'): Promise<string> {
  const { proof: _, ...unsecured } = document as { proof?: unknown };
  return canonicalizeWhole(unsecured, hashName);
}

/** The canonical form of a document with whatever proofs it has; errors as above. */
export async function canonicalizeWhole(document: object, hashName: HashName = 'sha256'): Promise<string> {
  refuseUnsignedContent(document);
  return canonicalize(document, hashName);
}
