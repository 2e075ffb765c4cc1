import type { KeyObject } from 'node:crypto';
import type { Context } from '../model/types.ts';
import { canonicalizeUnsecured, hashProofOptions, type ProofOptions, sha256 } from './proof-hash.ts';

/** How `verifyProof` comes to its hashes (in hexadecimal digits), and what it may remember of signatures that held. */
export interface ProofMemory {
  hashDocument(document: object): Promise<string>;
  hashOptions(options: ProofOptions, context: Context[]): Promise<string>;
  /** Whether this very proof object has held under this key before. */
  hasHeld(proof: object, key: KeyObject): boolean;
  noteHeld(proof: object, key: KeyObject): void;
}

/** No memory: everything by the general path. */
export const withoutMemory: ProofMemory = {
  hashDocument: async (document) => sha256(await canonicalizeUnsecured(document)),
  hashOptions: hashProofOptions,
  hasHeld: () => false,
  noteHeld: () => {},
};
