import { CREDENTIALS_V1, CREDENTIALS_V2 } from '../contexts.ts';
import { findVerifiableCredentialIssues } from '../model/general.ts';
import { type CredentialIssue, findCredentialIssues } from '../model/validate-credential.ts';
import { aCheck } from './messages.ts';
import type { Check } from './report.ts';
import { spreadCompacted } from './spread-compacted.ts';

const badgeTypes = ['OpenBadgeCredential', 'AchievementCredential', 'EndorsementCredential', 'ClrCredential'];

function isBadge(document: Record<string, unknown>): boolean {
  const types = [document.type].flat();
  return badgeTypes.some((type) => types.includes(type));
}

/**
 * Whether a document says what a credential of Open Badges 3.0 or of a Comprehensive Learner Record 2.0 must say.
 *
 * @param anyCredential  whether another credential is held to VC Data Model 2.0 instead of refused
 */
export function checkModel(document: Record<string, unknown>, anyCredential = false): Check {
  if (!isBadge(document)) {
    if (!anyCredential) return aCheck('data-model', 'failed', 'not-a-badge', { type: document.type });
    const issues = findVerifiableCredentialIssues(document);
    return issues.length === 0 ? aCheck('data-model', 'passed', 'conforms') : aCheck('data-model', 'failed', 'broken', { issues });
  }
  if ([document['@context']].flat()[0] === CREDENTIALS_V1) return checkOlder(document);
  if (findCredentialIssues(document).length === 0) return aCheck('data-model', 'passed', 'conforms');
  const issues = findIssuesInShortForm(document);
  return issues.length === 0 ? aCheck('data-model', 'warning', 'deviates') : aCheck('data-model', 'failed', 'broken', { issues });
}

/**
 * A badge in the words of VC Data Model 1.1, which Open Badges 3.0 used until 2023: dates have other names, everything else is the same.
 */
function checkOlder(document: Record<string, unknown>): Check {
  const { issuanceDate, expirationDate, '@context': context, ...rest } = document;
  if (rest.validFrom !== undefined || rest.validUntil !== undefined) {
    const issues = [{ path: '$.validFrom', message: 'has no place in VC Data Model 1.1' }];
    return aCheck('data-model', 'failed', 'broken', { issues });
  }
  const inNewWords = {
    ...rest,
    '@context': [CREDENTIALS_V2, ...[context].flat().slice(1)],
    validFrom: issuanceDate,
    ...(expirationDate === undefined ? {} : { validUntil: expirationDate }),
  };
  const issues = findIssuesInShortForm(inNewWords).map((issue) => ({
    ...issue,
    path: issue.path.replace('$.validFrom', '$.issuanceDate'),
  }));
  return issues.length === 0 ? aCheck('data-model', 'warning', 'older-version') : aCheck('data-model', 'failed', 'broken', { issues });
}

function findIssuesInShortForm(document: Record<string, unknown>): CredentialIssue[] {
  return findCredentialIssues(spreadCompacted(document), { ofOthers: true });
}
