import { z } from 'zod';
import { compactJws, date, text, types, uri, vocabulary } from './primitives.ts';
import { checkTogether, credentialFields, credentialTypes } from './verifiable-credential.ts';

const identifierTypes = [
  'name',
  'sourcedId',
  'systemId',
  'productId',
  'userName',
  'accountId',
  'emailAddress',
  'nationalIdentityNumber',
  'isbn',
  'issn',
  'lisSourcedId',
  'oneRosterSourcedId',
  'sisSourcedId',
  'ltiContextId',
  'ltiDeploymentId',
  'ltiToolId',
  'ltiPlatformId',
  'ltiUserId',
  'identifier',
];

/** IdentifierTypeEnum of Open Badges 3.0. */
export const identifierType = vocabulary(...identifierTypes);

export const image = z.strictObject({ id: uri, type: z.literal('Image'), caption: text.optional() });

export const identifierEntry = z.strictObject({ type: z.literal('IdentifierEntry'), identifier: text, identifierType });

const geoCoordinates = z.looseObject({ type: z.literal('GeoCoordinates'), latitude: z.number(), longitude: z.number() });

const address = z.looseObject({
  type: types('Address'),
  addressCountry: text.optional(),
  addressCountryCode: text.optional(),
  addressRegion: text.optional(),
  addressLocality: text.optional(),
  streetAddress: text.optional(),
  postOfficeBoxNumber: text.optional(),
  postalCode: text.optional(),
  geo: geoCoordinates.optional(),
});

/** Profile of Open Badges 3.0: an issuer, a creator, an endorser. */
export const profile: z.ZodType = z.looseObject({
  id: uri,
  type: types('Profile'),
  name: text.optional(),
  url: uri.optional(),
  phone: text.optional(),
  description: text.optional(),
  email: text.optional(),
  image: image.optional(),
  address: address.optional(),
  official: text.optional(),
  parentOrg: z.lazy(() => profile).optional(),
  otherIdentifier: z.array(identifierEntry).optional(),
  endorsement: z.array(z.lazy(() => endorsementCredential)).optional(),
  endorsementJwt: z.array(compactJws).optional(),
  familyName: text.optional(),
  givenName: text.optional(),
  additionalName: text.optional(),
  patronymicName: text.optional(),
  honorificPrefix: text.optional(),
  honorificSuffix: text.optional(),
  familyNamePrefix: text.optional(),
  dateOfBirth: date.optional(),
});

const endorsementSubject = z.looseObject({
  id: uri,
  type: types('EndorsementSubject'),
  endorsementComment: text.optional(),
});

/** EndorsementCredential of Open Badges 3.0. It stands beside Profile because each may contain the other. */
export const endorsementCredential = z
  .looseObject({
    ...credentialFields(profile),
    type: credentialTypes('EndorsementCredential'),
    name: text,
    credentialSubject: endorsementSubject,
  })
  .superRefine(checkTogether);
