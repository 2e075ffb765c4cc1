/**
 * The Open Badges 2.0 vocabulary as TypeScript types, as far as it is issued here. Names and meanings are those of the specification
 * (1EdTech Open Badges 2.0, Open Badges Vocabulary).
 */

/** The one context of Open Badges 2.0. */
export const OPEN_BADGES_V2 = 'https://w3id.org/openbadges/v2';

interface Hosted {
  '@context': typeof OPEN_BADGES_V2;
  /** The address at which the document stands. */
  id: string;
}

export interface IdentityObject2 {
  type: 'email' | 'url' | 'telephone' | 'id';
  hashed: boolean;
  salt?: string;
  /** `sha256$` and hexadecimal digits, or the plain identity when `hashed` is false. */
  identity: string;
}

export interface Alignment2 {
  targetName: string;
  targetUrl: string;
  targetDescription?: string;
  targetFramework?: string;
  targetCode?: string;
}

export interface Evidence2 {
  id?: string;
  narrative?: string;
  name?: string;
  description?: string;
  genre?: string;
  audience?: string;
}

export interface Assertion {
  '@context': typeof OPEN_BADGES_V2;
  /** Of a hosted assertion its address, of a signed one also `urn:uuid:`. */
  id: string;
  type: 'Assertion';
  /** In which language it is written, as BCP 47 has it. */
  '@language'?: string;
  recipient: IdentityObject2;
  /** Address of the BadgeClass. */
  badge: string;
  verification: { type: 'HostedBadge' } | { type: 'SignedBadge'; creator: string };
  issuedOn: string;
  expires?: string;
  image?: string;
  evidence?: Evidence2[];
  narrative?: string;
}

/** What stands at the address of a hosted assertion after it was revoked. */
export interface RevokedAssertion extends Hosted {
  type: 'Assertion';
  revoked: true;
  revocationReason?: string;
}

export interface BadgeClass extends Hosted {
  type: 'BadgeClass';
  /** In which language it is written, as BCP 47 has it. */
  '@language'?: string;
  name: string;
  description: string;
  image: string;
  criteria: { id?: string; narrative?: string };
  /** Address of the issuer profile. */
  issuer: string;
  alignment?: Alignment2[];
  tags?: string[];
}

export interface IssuerProfile extends Hosted {
  type: 'Issuer';
  name: string;
  url: string;
  email: string;
  description?: string;
  image?: string;
  /** Addresses of keys that sign assertions. */
  publicKey?: string[];
  revocationList?: string;
  /** Where hosted assertions of this issuer may stand. */
  verification?: { type: 'VerificationObject'; startsWith?: string[]; allowedOrigins?: string[] };
}

export interface RevocationList extends Hosted {
  type: 'RevocationList';
  issuer: string;
  revokedAssertions: { id: string; revocationReason?: string }[];
}

export interface CryptographicKey extends Hosted {
  type: 'CryptographicKey';
  /** Address of the issuer profile. */
  owner: string;
  publicKeyPem: string;
}
