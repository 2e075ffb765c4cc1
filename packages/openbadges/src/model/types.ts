/**
 * The Open Badges 3.0 data model as TypeScript types. Names and meanings are those of the specification
 * (1EdTech Open Badges 3.0, appendix Data Models) and of VC Data Model 2.0. `validateCredential` checks values against it.
 */

/** A context URL, or a context written in place. */
export type Context = string | Record<string, unknown>;

export interface Image {
  /** URL or data URI of a PNG or SVG. */
  id: string;
  type: 'Image';
  /** Text alternative. */
  caption?: string;
}

export interface Alignment {
  type: string[];
  targetName: string;
  targetUrl: string;
  targetCode?: string;
  targetDescription?: string;
  targetFramework?: string;
  targetType?: string;
}

export interface Criteria {
  id?: string;
  /** Markdown. */
  narrative?: string;
}

export interface IdentifierEntry {
  type: 'IdentifierEntry';
  identifier: string;
  identifierType: string;
}

export interface Address {
  type: string[];
  addressCountry?: string;
  addressCountryCode?: string;
  addressRegion?: string;
  addressLocality?: string;
  streetAddress?: string;
  postOfficeBoxNumber?: string;
  postalCode?: string;
  geo?: { type: 'GeoCoordinates'; latitude: number; longitude: number };
}

export interface Profile {
  id: string;
  type: string[];
  name?: string;
  url?: string;
  phone?: string;
  description?: string;
  email?: string;
  image?: Image;
  address?: Address;
  official?: string;
  parentOrg?: Profile;
  otherIdentifier?: IdentifierEntry[];
  endorsement?: EndorsementCredential[];
  endorsementJwt?: string[];
  familyName?: string;
  givenName?: string;
  additionalName?: string;
  patronymicName?: string;
  honorificPrefix?: string;
  honorificSuffix?: string;
  familyNamePrefix?: string;
  dateOfBirth?: string;
}

export interface RubricCriterionLevel {
  id: string;
  type: string[];
  name: string;
  description?: string;
  level?: string;
  points?: string;
  alignment?: Alignment[];
}

export interface ResultDescription {
  id: string;
  type: string[];
  name: string;
  resultType: string;
  /** From low to high. */
  allowedValue?: string[];
  requiredLevel?: string;
  requiredValue?: string;
  /** From low to high. */
  rubricCriterionLevel?: RubricCriterionLevel[];
  valueMin?: string;
  valueMax?: string;
  alignment?: Alignment[];
}

export interface Related {
  id: string;
  type: string[];
  inLanguage?: string;
  version?: string;
}

export interface Achievement {
  id: string;
  type: string[];
  name: string;
  description: string;
  criteria: Criteria;
  achievementType?: string;
  alignment?: Alignment[];
  creator?: Profile;
  creditsAvailable?: number;
  endorsement?: EndorsementCredential[];
  endorsementJwt?: string[];
  fieldOfStudy?: string;
  humanCode?: string;
  image?: Image;
  inLanguage?: string;
  otherIdentifier?: IdentifierEntry[];
  related?: Related[];
  resultDescription?: ResultDescription[];
  specialization?: string;
  tag?: string[];
  version?: string;
}

export interface IdentityObject {
  type: 'IdentityObject';
  hashed: boolean;
  /** `sha256$` and hexadecimal digits, or the plain identity when `hashed` is false. */
  identityHash: string;
  identityType: string;
  salt?: string;
}

export type ResultStatus = 'Completed' | 'Enrolled' | 'Failed' | 'InProgress' | 'OnHold' | 'Provisional' | 'Withdrew';

export interface Result {
  type: string[];
  achievedLevel?: string;
  resultDescription?: string;
  status?: ResultStatus;
  value?: string;
  alignment?: Alignment[];
}

export interface AchievementSubject {
  id?: string;
  type: string[];
  achievement: Achievement;
  identifier?: IdentityObject[];
  activityStartDate?: string;
  activityEndDate?: string;
  creditsEarned?: number;
  image?: Image;
  licenseNumber?: string;
  narrative?: string;
  result?: Result[];
  role?: string;
  source?: Profile;
  term?: string;
}

export interface EndorsementSubject {
  id: string;
  type: string[];
  endorsementComment?: string;
}

export interface Evidence {
  id?: string;
  type: string[];
  name?: string;
  description?: string;
  narrative?: string;
  genre?: string;
  audience?: string;
}

/** Something with a type and, mostly, an id: credentialSchema, refreshService, termsOfUse. */
export interface TypedResource {
  id: string;
  type: string;
  [term: string]: unknown;
}

export interface BitstringStatusListEntry extends TypedResource {
  type: 'BitstringStatusListEntry';
  statusPurpose: string;
  /** Decimal digits, as text. */
  statusListIndex: string;
  statusListCredential: string;
}

/** Why a status list is kept (Bitstring Status List v1.0 §2.2). */
export type StatusPurpose = 'revocation' | 'suspension';

export interface RelatedResource {
  id: string;
  digestSRI?: string;
  digestMultibase?: string;
  mediaType?: string;
}

export interface DataIntegrityProof {
  type: 'DataIntegrityProof';
  cryptosuite: string;
  verificationMethod: string;
  proofPurpose: string;
  proofValue: string;
  created?: string;
  expires?: string;
  [term: string]: unknown;
}

/** What any verifiable credential of this library has, without proof. */
export interface VerifiableCredential {
  '@context': Context[];
  id?: string;
  type: string[];
  issuer: string | Profile;
  validFrom?: string;
  validUntil?: string;
  credentialSubject: object;
}

interface BadgeCredential extends VerifiableCredential {
  id: string;
  validFrom: string;
  awardedDate?: string;
  description?: string;
  credentialSchema?: TypedResource[];
  credentialStatus?: TypedResource | TypedResource[];
  refreshService?: TypedResource;
  relatedResource?: RelatedResource[];
  termsOfUse?: (Omit<TypedResource, 'id'> & { id?: string })[];
  proof?: DataIntegrityProof[];
}

export interface OpenBadgeCredential extends BadgeCredential {
  name?: string;
  image?: Image;
  credentialSubject: AchievementSubject;
  endorsement?: EndorsementCredential[];
  endorsementJwt?: string[];
  evidence?: Evidence[];
}

export interface EndorsementCredential extends BadgeCredential {
  name: string;
  credentialSubject: EndorsementSubject;
}

/** A credential and the proofs that sign it; always an array, as the published JSON schema of Open Badges 3.0 asks. */
export type Signed<T> = T & { proof: DataIntegrityProof[] };
