import { CREDENTIALS_V1, CREDENTIALS_V2 } from '../contexts.ts';
import type { CredentialIssue } from './validate-credential.ts';

type Json = Record<string, unknown>;

/** Whether a document is written in the words of VC Data Model 1.1, which Open Badges 3.0 used until 2023. */
export function isOfOlderVersion(document: Json): boolean {
  return [document['@context']].flat()[0] === CREDENTIALS_V1;
}

/**
 * Looks for what is wrong with a document of VC Data Model 1.1 by the model of 2.0: dates have other names, everything else is the same.
 *
 * @param find  finds what is wrong with the same document in the words of 2.0
 * @returns paths as the document has them
 */
export function findIssuesOfOlder(document: Json, find: (inNewWords: Json) => CredentialIssue[]): CredentialIssue[] {
  const { issuanceDate, expirationDate, '@context': context, ...rest } = document;
  const place = ['validFrom', 'validUntil'].find((name) => rest[name] !== undefined);
  if (place) return [{ path: `$.${place}`, message: 'has no place in VC Data Model 1.1' }];
  if (issuanceDate === undefined) return [{ path: '$.issuanceDate', message: 'is missing' }];
  const inNewWords = {
    ...rest,
    '@context': [CREDENTIALS_V2, ...[context].flat().slice(1)],
    validFrom: issuanceDate,
    ...(expirationDate === undefined ? {} : { validUntil: expirationDate }),
  };
  return find(inNewWords).map((issue) => ({
    ...issue,
    path: issue.path.replace('$.validFrom', '$.issuanceDate').replace('$.validUntil', '$.expirationDate'),
  }));
}
