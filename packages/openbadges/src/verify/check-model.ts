import { findVerifiableCredentialIssues } from '../model/general.ts';
import { findIssuesOfOlder, isOfOlderVersion } from '../model/older-version.ts';
import { type CredentialIssue, findCredentialIssues } from '../model/validate-credential.ts';
import { aCheck } from './messages.ts';
import type { Check } from './report.ts';
import { spreadCompacted } from './spread-compacted.ts';

const badgeTypes = ['OpenBadgeCredential', 'AchievementCredential', 'EndorsementCredential', 'ClrCredential'];

/** Whether a document calls itself a badge, an endorsement or a learner record. */
export function isBadge(document: Record<string, unknown>): boolean {
  const types = [document.type].flat();
  return badgeTypes.some((type) => types.includes(type));
}

/**
 * Whether a document says what a credential of Open Badges 3.0 or of a Comprehensive Learner Record 2.0 must say.
 *
 * @param anyCredential  whether another credential is held to VC Data Model 2.0 instead of refused
 */
export function checkModel(document: Record<string, unknown>, anyCredential = false): Check {
  const isOlder = isOfOlderVersion(document);
  const conforming = isOlder ? aCheck('data-model', 'warning', 'older-version') : aCheck('data-model', 'passed', 'conforms');
  if (!isBadge(document)) {
    if (!anyCredential) return aCheck('data-model', 'failed', 'not-a-badge', { type: document.type });
    const issues = findVerifiableCredentialIssues(document);
    return issues.length === 0 ? conforming : aCheck('data-model', 'failed', 'broken', { issues });
  }
  if (isOlder) {
    const issues = findIssuesOfOlder(document, findIssuesInShortForm);
    return issues.length === 0 ? conforming : aCheck('data-model', 'failed', 'broken', { issues });
  }
  if (findCredentialIssues(document).length === 0) return conforming;
  const issues = findIssuesInShortForm(document);
  return issues.length === 0 ? aCheck('data-model', 'warning', 'deviates') : aCheck('data-model', 'failed', 'broken', { issues });
}

function findIssuesInShortForm(document: Record<string, unknown>): CredentialIssue[] {
  return findCredentialIssues(spreadCompacted(document), { ofOthers: true });
}
