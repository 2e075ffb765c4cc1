import { loadVersion } from '../catalog/index.ts';
import { loadDecision } from '../evaluation/index.ts';
import type { Writing } from '../platform/database/database.ts';
import type { EventPayloads } from '../platform/events.ts';
import type { Ground } from '../platform/ground.ts';
import { loadSubmission } from '../portfolio/index.ts';
import { describeEvidence } from './build-credential.ts';
import { describeResults, describeVersion } from './describe-achievement.ts';
import { hasAward, issueAward } from './issue-award.ts';

/**
 * Awards the badge of a passed submission. Runs again after a crash, and twice at once on two nodes, and still leaves one badge.
 */
export async function awardSubmission(
  ground: Pick<Ground, 'config' | 'secrets' | 'clock' | 'database' | 'events'>,
  transaction: Writing,
  decided: EventPayloads['submission.decided'],
): Promise<void> {
  const { submissionId, earnerId, issuerId, versionId, microCredentialId } = decided;
  if (decided.outcome !== 'pass' || (await hasAward(transaction, submissionId))) return;
  const version = await loadVersion(transaction, versionId);
  const submission = await loadSubmission(transaction, submissionId);
  const decision = await loadDecision(transaction, submissionId);
  if (!decision) throw new Error(`Submission ${submissionId} is said to have passed, but there is no decision.`);
  const { url } = ground.config;
  await issueAward(ground, transaction, {
    earnerId,
    issuerId,
    awardedFor: { microCredentialId, versionId, submissionId },
    awardedAt: decision.decidedAt,
    describe(creator) {
      const achievement = describeVersion(version, { url, creator });
      return {
        achievement,
        results: describeResults(achievement.id, decision.scores),
        evidence: describeEvidence(
          submission.evidence.filter(({ withheld }) => !withheld),
          url,
        ),
      };
    },
  });
}
