import { z } from 'zod';
import { languageTag } from '../model/language.ts';
import { dateTime, text, uri } from '../model/primitives.ts';
import { toIssues } from '../model/to-issues.ts';
import type { CredentialIssue } from '../model/validate-credential.ts';

/** The documents of Open Badges 2.0 as other people write them: one or several, by address or in place. */
const oneOrMore = <T extends z.ZodType>(type: T) => z.union([type, z.array(type)]);
const typeOf = (...names: string[]) =>
  z
    .union([z.string(), z.array(z.string())])
    .refine((value) => [value].flat().some((type) => names.includes(type)), `must be ${names.join(' or ')}`);
const address = uri;
const image = z.union([uri, z.looseObject({ id: uri.optional() })]);

const assertion = z.looseObject({
  id: uri,
  '@language': languageTag.optional(),
  type: typeOf('Assertion'),
  recipient: z.looseObject({
    type: oneOrMore(text),
    hashed: z.boolean().optional(),
    salt: text.optional(),
    identity: text.min(1),
  }),
  badge: z.union([address, z.looseObject({ id: address.optional() })]),
  verification: z.looseObject({
    type: oneOrMore(z.string()),
    creator: z.union([address, z.looseObject({ id: address })]).optional(),
  }),
  issuedOn: dateTime,
  expires: dateTime.optional(),
  image: image.optional(),
  evidence: oneOrMore(z.union([uri, z.looseObject({})])).optional(),
});

const badgeClass = z.looseObject({
  '@language': languageTag.optional(),
  type: typeOf('BadgeClass'),
  name: text.min(1),
  description: text,
  image: image.optional(),
  criteria: z.union([uri, z.looseObject({ id: uri.optional(), narrative: text.optional() })]),
  issuer: z.union([address, z.looseObject({ id: address })]),
  tags: oneOrMore(text).optional(),
});

const issuerProfile = z.looseObject({
  id: address,
  type: typeOf('Issuer', 'Profile'),
  name: text.min(1),
  url: uri.optional(),
  email: text.optional(),
});

export type Assertion2 = z.infer<typeof assertion>;

/** Lists what keeps a document from being an Assertion of Open Badges 2.0. */
export function findAssertionIssues(value: unknown): CredentialIssue[] {
  return toIssues(assertion, value);
}

export function findBadgeClassIssues(value: unknown): CredentialIssue[] {
  return toIssues(badgeClass, value, '$.badge');
}

export function findIssuerIssues(value: unknown): CredentialIssue[] {
  return toIssues(issuerProfile, value, '$.badge.issuer');
}
