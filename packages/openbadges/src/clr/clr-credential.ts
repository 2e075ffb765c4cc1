import { CLR_SCHEMA, CLR_V2, CREDENTIALS_V2, OPEN_BADGES_EXTENSIONS, OPEN_BADGES_V3 } from '../contexts.ts';
import { OpenBadgesError } from '../errors.ts';
import type { Achievement, IdentityObject, Profile, Signed, TypedResource, VerifiableCredential } from '../model/types.ts';
import { findCredentialIssues } from '../model/validate-credential.ts';

/** How two credentials or achievements of a record belong together. */
export interface Association {
  type: 'Association';
  associationType: 'exactMatchOf' | 'isChildOf' | 'isParentOf' | 'isPartOf' | 'isPeerOf' | 'isRelatedTo' | 'precedes' | 'replacedBy';
  sourceId: string;
  targetId: string;
}

export interface ClrSubject {
  id?: string;
  type: string[];
  identifier?: IdentityObject[];
  achievement?: Achievement[];
  verifiableCredential: Signed<VerifiableCredential>[];
  association?: Association[];
}

/** A Comprehensive Learner Record 2.0: one learner's credentials, gathered and signed by who vouches for the gathering. */
export interface ClrCredential extends VerifiableCredential {
  id: string;
  name: string;
  description?: string;
  validFrom: string;
  credentialSubject: ClrSubject;
  credentialStatus?: TypedResource;
  credentialSchema?: TypedResource[];
}

export interface ClrOptions {
  /** URL or `urn:uuid:` of the record. */
  id: string;
  name: string;
  description?: string;
  issuer: string | Profile;
  /** The learner, by id or by hashed identities, as in the credentials. */
  subject: { id?: string; identifier?: IdentityObject[] };
  validFrom: string;
  validUntil?: string;
  /** The signed credentials, each as it was issued: nothing of them is changed, so that each stays verifiable by itself. */
  credentials: Signed<VerifiableCredential>[];
  /** Achievements that the associations name and no credential holds, such as the stack above micro-credentials. */
  achievements?: Achievement[];
  associations?: Omit<Association, 'type'>[];
  status?: TypedResource;
}

/**
 * Builds a Comprehensive Learner Record, to be signed with `sign`.
 *
 * @throws {OpenBadgesError} `credential-invalid` with the JSON path, when it is no valid ClrCredential
 * @see 1EdTech Comprehensive Learner Record 2.0, ClrCredential
 */
export function clrCredential(options: ClrOptions): ClrCredential {
  const { id, name, description, issuer, subject, validFrom, validUntil, credentials, achievements, associations, status } = options;
  const record: ClrCredential = {
    '@context': [CREDENTIALS_V2, CLR_V2, OPEN_BADGES_V3, OPEN_BADGES_EXTENSIONS],
    id,
    type: ['VerifiableCredential', 'ClrCredential'],
    name,
    ...(description === undefined ? {} : { description }),
    issuer,
    validFrom,
    ...(validUntil === undefined ? {} : { validUntil }),
    credentialSubject: {
      ...subject,
      type: ['ClrSubject'],
      verifiableCredential: credentials,
      ...(achievements?.length ? { achievement: achievements } : {}),
      ...(associations?.length ? { association: associations.map((one) => ({ type: 'Association' as const, ...one })) } : {}),
    },
    ...(status === undefined ? {} : { credentialStatus: status }),
    credentialSchema: [{ id: CLR_SCHEMA, type: '1EdTechJsonSchemaValidator2019' }],
  };
  const issues = findCredentialIssues(record);
  const [first] = issues;
  if (first) throw new OpenBadgesError('credential-invalid', `${first.path} ${first.message}`, { issues });
  return record;
}
