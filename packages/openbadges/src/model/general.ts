import { z } from 'zod';
import { CREDENTIALS_V2 } from '../contexts.ts';
import { dateTime, text, uri } from './primitives.ts';
import { toIssues } from './to-issues.ts';
import type { CredentialIssue } from './validate-credential.ts';
import { relatedResources } from './verifiable-credential.ts';

/**
 * The data model of any verifiable credential (VC Data Model 2.0 §4), for credentials that are no badges. It asks also what libraries for
 * verifiable credentials leave out.
 */

const oneOrMore = <T extends z.ZodType>(type: T) => z.union([type, z.array(type).min(1)]);
const typeNames = oneOrMore(text.min(1));
/** Text, or text with its language (§11.1). */
const languageValue = z.strictObject({ '@value': text, '@language': text.optional(), '@direction': z.enum(['ltr', 'rtl']).optional() });
const inLanguages = z.union([text, oneOrMore(languageValue)]);
const plainObject = z.record(z.string(), z.unknown());
const subject = plainObject
  .refine((value) => Object.keys(value).length > 0, 'must say something')
  .refine((value) => value.id === undefined || uri.safeParse(value.id).success, { message: 'must be an absolute URI', path: ['id'] });
const typed = z.looseObject({ type: typeNames, id: uri.optional() });
const typedWithId = z.looseObject({ type: typeNames, id: uri });

const credential = z
  .looseObject({
    '@context': z.array(z.union([z.string(), plainObject])).refine((list) => list[0] === CREDENTIALS_V2, {
      message: `must be ${CREDENTIALS_V2}`,
      path: [0],
    }),
    id: uri.optional(),
    type: typeNames.refine((value) => [value].flat().includes('VerifiableCredential'), 'must include VerifiableCredential'),
    name: inLanguages.optional(),
    description: inLanguages.optional(),
    issuer: z.union([uri, z.looseObject({ id: uri, name: inLanguages.optional(), description: inLanguages.optional() })]),
    credentialSubject: oneOrMore(subject),
    validFrom: dateTime.optional(),
    validUntil: dateTime.optional(),
    credentialStatus: oneOrMore(typed).optional(),
    credentialSchema: oneOrMore(typedWithId).optional(),
    refreshService: oneOrMore(typedWithId).optional(),
    termsOfUse: oneOrMore(typed).optional(),
    evidence: oneOrMore(typed).optional(),
    relatedResource: relatedResources.optional(),
  })
  .refine(
    ({ validFrom, validUntil }) => validFrom === undefined || validUntil === undefined || Date.parse(validFrom) <= Date.parse(validUntil),
    { message: 'must not be before validFrom', path: ['validUntil'] },
  );

/** Lists what keeps a value from being a verifiable credential of VC Data Model 2.0, badge or not; an empty list means valid. */
export function findVerifiableCredentialIssues(value: unknown): CredentialIssue[] {
  return toIssues(credential, value);
}
