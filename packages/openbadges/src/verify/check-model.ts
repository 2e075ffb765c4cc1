import { CREDENTIALS_V1 } from '../contexts.ts';
import { findCredentialIssues } from '../model/validate-credential.ts';
import { aCheck } from './messages.ts';
import type { Check } from './report.ts';
import { spreadCompacted } from './spread-compacted.ts';

const badgeTypes = ['OpenBadgeCredential', 'AchievementCredential', 'EndorsementCredential'];

/** Whether a document says what an Open Badges 3.0 credential must say. */
export function checkModel(document: Record<string, unknown>): Check {
  const types = [document.type].flat();
  if (!badgeTypes.some((type) => types.includes(type))) return aCheck('data-model', 'failed', 'not-a-badge', { type: document.type });
  if ([document['@context']].flat()[0] === CREDENTIALS_V1) return aCheck('data-model', 'not-checked', 'older-version');
  if (findCredentialIssues(document).length === 0) return aCheck('data-model', 'passed', 'conforms');
  const issues = findCredentialIssues(spreadCompacted(document), { severalStatuses: true });
  return issues.length === 0 ? aCheck('data-model', 'warning', 'deviates') : aCheck('data-model', 'failed', 'broken', { issues });
}
