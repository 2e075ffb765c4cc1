import type { SubmissionPart } from '../catalog/definition.ts';
import { queueSubmission } from '../evaluation/queue-submission.ts';
import { decideReading } from '../evaluation/readings/decide-reading.ts';
import { saveFeedback } from '../evaluation/save-feedback.ts';
import { saveScore } from '../evaluation/save-score.ts';
import type { Outcome } from '../evaluation/scoring.ts';
import { takeEvaluation } from '../evaluation/take-evaluation.ts';
import { loadSubmission } from '../portfolio/index.ts';
import { aMember } from './builders.ts';
import { aSubmission } from './portfolio.ts';
import type { TestApp } from './test-app.ts';

/** A submission that waits in its issuer's queue. */
export async function anEvaluation(
  app: TestApp,
  overrides: Parameters<typeof aSubmission>[1],
): Promise<Awaited<ReturnType<typeof aSubmission>> & { evaluationId: string }> {
  const submission = await aSubmission(app, overrides);
  return { ...submission, evaluationId: await queued(app, submission.submissionId) };
}

/** The evaluation of a submission; puts it into the queue where the event has not arrived yet. */
async function queued(app: TestApp, submissionId: string): Promise<string> {
  const submission = await loadSubmission(app.database, submissionId);
  await app.database.transaction().execute((transaction) => queueSubmission(transaction, { ...submission, submissionId }));
  const evaluation = app.database.selectFrom('evaluation').select('id').where('submission_id', '=', submissionId).orderBy('reading');
  return (await evaluation.executeTakeFirstOrThrow()).id;
}

/**
 * A decision as the application makes it: taken, scored, decided, with its event.
 *
 * @param overrides.submissionId of a submission that waits; without it one is made of `microCredentialId`
 * @param overrides.outcome `pass` (the default) sets the highest level everywhere; `not-yet` the lowest in the parts of `notYetIn`
 * @param overrides.notYetIn part ids; the last part unless told otherwise
 */
export async function aDecision(
  app: TestApp,
  overrides: {
    submissionId?: string;
    microCredentialId?: string;
    earnerId?: string;
    journeyId?: string;
    evaluatorId?: string;
    outcome?: Outcome;
    notYetIn?: string[];
    feedback?: string;
  },
): Promise<{
  decisionId: string;
  outcome: Outcome;
  evaluationId: string;
  submissionId: string;
  journeyId: string;
  earnerId: string;
  evaluatorId: string;
}> {
  const { microCredentialId, earnerId, journeyId, outcome = 'pass' } = overrides;
  if (!overrides.submissionId && !microCredentialId) throw new Error('aDecision needs a submissionId or a microCredentialId');
  const submissionId =
    overrides.submissionId ??
    (
      await aSubmission(app, {
        microCredentialId: microCredentialId as string,
        ...(earnerId ? { earnerId } : {}),
        ...(journeyId ? { journeyId } : {}),
      })
    ).submissionId;
  const evaluationId = await queued(app, submissionId);
  const submission = await loadSubmission(app.database, submissionId);
  const evaluatorId = overrides.evaluatorId ?? (await aMember(app.database, submission.issuerId, 'evaluator')).id;
  const { definition } = await app.database
    .selectFrom('micro_credential_version')
    .select('definition')
    .where('id', '=', submission.versionId)
    .executeTakeFirstOrThrow();
  const parts = (definition as unknown as { parts: SubmissionPart[] }).parts.filter(({ id }) => !submission.carriedParts.includes(id));
  const notYetIn = outcome === 'pass' ? [] : (overrides.notYetIn ?? parts.slice(-1).map(({ id }) => id));

  await takeEvaluation(app.database, evaluationId, evaluatorId);
  for (const part of parts)
    for (const criterion of part.criteria)
      await saveScore(app.database, {
        evaluationId,
        evaluatorId,
        partId: part.id,
        criterionId: criterion.id,
        levelId: (notYetIn.includes(part.id) ? part.levels[0] : part.levels.at(-1))?.id ?? null,
        feedback: `What I saw: ${criterion.title}.`,
        revision: 0,
      });
  const feedback = overrides.feedback ?? 'Thank you for showing your practice.';
  await saveFeedback(app.database, { evaluationId, evaluatorId, feedback, revision: 0 });
  const decided = await decideReading(app.ground, { evaluationId, evaluatorId, outcome });
  const { decisionId } = decided;
  if (!decisionId) throw new Error('aDecision is for submissions that one evaluator decides');
  return { outcome, decisionId, evaluationId, submissionId, journeyId: submission.journeyId, earnerId: submission.earnerId, evaluatorId };
}
