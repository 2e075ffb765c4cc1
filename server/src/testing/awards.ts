import { randomUUID } from 'node:crypto';
import type { Definition } from '../catalog/definition.ts';
import { defineStack, type StackRule } from '../catalog/index.ts';
import type { Snapshot } from '../portfolio/index.ts';
import { aPerson } from './builders.ts';
import { aMicroCredential } from './catalog.ts';
import { aDecision } from './evaluation.ts';
import { aSubmission } from './portfolio.ts';
import type { TestApp } from './test-app.ts';

/** An award as the application makes it: submitted, decided, signed by the consumer. */
export async function anAward(
  app: TestApp,
  overrides: {
    earnerId?: string;
    microCredentialId?: string;
    definition?: Definition;
    issuerId?: string;
    evidence?: Snapshot['evidence'];
  } = {},
): Promise<{
  awardId: string;
  earnerId: string;
  issuerId: string;
  microCredentialId: string;
  versionId: string;
  submissionId: string;
  decisionId: string;
  journeyId: string;
  /** The stored badge, parsed. */
  credential: Record<string, unknown>;
}> {
  const earnerId = overrides.earnerId ?? (await aPerson(app.database)).id;
  const { definition, issuerId } = overrides;
  const microCredentialId =
    overrides.microCredentialId ??
    (await aMicroCredential(app.database, { ...(definition ? { definition } : {}), ...(issuerId ? { issuerId } : {}) })).microCredentialId;
  const submission = await aSubmission(app, {
    earnerId,
    microCredentialId,
    ...(overrides.evidence ? { snapshot: { evidence: overrides.evidence } } : {}),
  });
  const { decisionId } = await aDecision(app, { submissionId: submission.submissionId });
  await app.settled();
  const award = await app.database
    .selectFrom('award')
    .select(['id', 'credential'])
    .where('submission_id', '=', submission.submissionId)
    .executeTakeFirst();
  if (!award) throw new Error(`No award was made: ${app.jobErrors.slice(-3).map(String).join('; ')}`);
  const { issuerId: issuer, versionId, submissionId, journeyId } = submission;
  return {
    awardId: award.id,
    earnerId,
    issuerId: issuer,
    microCredentialId,
    versionId,
    submissionId,
    decisionId,
    journeyId,
    credential: JSON.parse(award.credential),
  };
}

/** A stack of micro-credentials of one issuer. */
export async function aStack(
  app: TestApp,
  members: string[],
  { rule = { kind: 'all' }, issuerId }: { rule?: StackRule; issuerId: string },
): Promise<string> {
  const { stackId } = await app.database.transaction().execute((transaction) =>
    defineStack(transaction, {
      slug: `stack-${randomUUID()}`,
      issuerId,
      title: 'Checking, again and again',
      description: 'A routine of checking for understanding.',
      rule,
      members,
    }),
  );
  return stackId;
}
