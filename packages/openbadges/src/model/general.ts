import { z } from 'zod';
import { CREDENTIALS_V2 } from '../contexts.ts';
import { languageTag } from './language.ts';
import { findIssuesOfOlder, isOfOlderVersion } from './older-version.ts';
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
const languageValue = z.strictObject({
  '@value': text,
  '@language': languageTag.optional(),
  '@direction': z.enum(['ltr', 'rtl']).optional(),
});
const inLanguages = z.union([text, oneOrMore(languageValue)]);
const plainObject = z.record(z.string(), z.unknown());
const subject = plainObject
  .refine((value) => Object.keys(value).length > 0, 'must say something')
  .refine((value) => value.id === undefined || uri.safeParse(value.id).success, { message: 'must be an absolute URI', path: ['id'] });
const typed = z.looseObject({ type: typeNames, id: uri.optional() });
const typedWithId = z.looseObject({ type: typeNames, id: uri });

/** Where in which list a status stands (Bitstring Status List v1.0 §2.1). */
const bitstringEntry = z
  .looseObject({
    id: uri.optional(),
    type: z.literal('BitstringStatusListEntry'),
    statusPurpose: text.min(1),
    statusListIndex: z.string().regex(/^\d{1,15}$/, 'must be a whole number from 0, as text'),
    statusListCredential: uri,
    statusSize: z.int().positive().optional(),
    statusMessage: z.array(z.looseObject({ status: z.string().regex(/^0x[0-9a-fA-F]+$/), message: text })).optional(),
    statusReference: oneOrMore(uri).optional(),
  })
  .refine(({ id, statusListCredential }) => id !== statusListCredential, { message: 'must not be the address of the list', path: ['id'] })
  .refine(({ statusSize = 1, statusMessage }) => statusMessage?.length === 2 ** statusSize || (statusSize === 1 && !statusMessage), {
    message: 'must say what every possible value means',
    path: ['statusMessage'],
  });

const status = typed.superRefine((value, context) => {
  if (![value.type].flat().includes('BitstringStatusListEntry')) return;
  for (const issue of bitstringEntry.safeParse(value).error?.issues ?? []) {
    context.addIssue({ code: 'custom', message: issue.message, path: issue.path });
  }
});

const credential = z
  .looseObject({
    '@context': z.array(z.union([uri, plainObject])).refine((list) => list[0] === CREDENTIALS_V2, {
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
    credentialStatus: oneOrMore(status).optional(),
    credentialSchema: oneOrMore(typedWithId).optional(),
    refreshService: oneOrMore(typedWithId).optional(),
    termsOfUse: oneOrMore(typed).optional(),
    evidence: oneOrMore(typed).optional(),
    confidenceMethod: oneOrMore(typed).optional(),
    renderMethod: oneOrMore(typed).optional(),
    relatedResource: z.preprocess((value) => (Array.isArray(value) || value === undefined ? value : [value]), relatedResources.optional()),
  })
  .refine(
    ({ validFrom, validUntil }) => validFrom === undefined || validUntil === undefined || Date.parse(validFrom) <= Date.parse(validUntil),
    { message: 'must not be before validFrom', path: ['validUntil'] },
  );

/**
 * Lists what keeps a value from being a verifiable credential of VC Data Model 2.0, or of 1.1 where it begins with that context; badge or
 * not. An empty list means valid.
 */
export function findVerifiableCredentialIssues(value: unknown): CredentialIssue[] {
  const find = (document: unknown) => toIssues(credential, document);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && isOfOlderVersion(value as Record<string, unknown>)
    ? findIssuesOfOlder(value as Record<string, unknown>, find)
    : find(value);
}
