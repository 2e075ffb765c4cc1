/** A Multikey verification method (Controlled Identifiers 1.0 §2.2.2). */
export interface MultikeyMethod {
  id: string;
  type: 'Multikey';
  controller: string;
  publicKeyMultibase: string;
  /** When the key was declared lost or stolen; proofs made with it count no longer. */
  revoked?: string;
}

export interface DidDocument {
  '@context': string[];
  id: string;
  alsoKnownAs?: string[];
  verificationMethod: MultikeyMethod[];
  /** Ids of the methods that may sign credentials. */
  assertionMethod: string[];
  /** Ids of the methods that may sign presentations. */
  authentication?: string[];
}

/** The contexts of a DID document with Multikey methods. */
export const didContexts = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'];
