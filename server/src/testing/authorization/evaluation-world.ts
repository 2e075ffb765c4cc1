import { makeAnchor } from '../../evaluation/calibration/make-anchor.ts';
import { saveComment } from '../../evaluation/comments/save-comment.ts';
import { makeAppeal } from '../../evaluation/growth/appeals.ts';
import { takeEvaluation } from '../../evaluation/take-evaluation.ts';
import { loadSubmission } from '../../portfolio/index.ts';
import { aMember, aMembership } from '../builders.ts';
import { aMicroCredential } from '../catalog.ts';
import { aDecision, anEvaluation } from '../evaluation.ts';
import { besidesOf } from '../portfolio.ts';
import type { TestApp } from '../test-app.ts';
import type { Contribution, Ground } from './contribution.ts';

/** Three submissions of the earner: one in an evaluator's hands, one in those of somebody who has left since, one that waits. */
export async function evaluationWorld(app: TestApp, { earnerId, organizationId, schoolId }: Ground): Promise<Contribution> {
  const { database } = app;
  const inCharge = await aMember(database, organizationId, 'evaluator');
  const conflicted = await aMember(database, organizationId, 'evaluator');
  await aMembership(database, schoolId, conflicted.id, ['educator']);
  const handedIn = async () => {
    const { microCredentialId } = await aMicroCredential(database, { issuerId: organizationId });
    return anEvaluation(app, { earnerId, microCredentialId });
  };
  const answersOf = async (submissionId: string) => (await loadSubmission(database, submissionId)).answers;
  const taken = await handedIn();
  await takeEvaluation(database, taken.evaluationId, inCharge.id);
  const commentId = crypto.randomUUID();
  const [answer = '', text = ''] = Object.entries(await answersOf(taken.submissionId)).find(([, written]) => written.length > 4) ?? [];
  await saveComment(database, {
    evaluationId: taken.evaluationId,
    evaluatorId: inCharge.id,
    id: commentId,
    evidenceId: null,
    answer,
    place: { kind: 'text', start: 0, end: 4, quote: text.slice(0, 4) },
    text: 'A good beginning.',
    revision: 0,
  });
  const left = await aMember(database, organizationId, 'evaluator');
  const leftBehind = await handedIn();
  await takeEvaluation(database, leftBehind.evaluationId, left.id);
  await database.deleteFrom('membership').where('person_id', '=', left.id).execute();
  const waiting = await handedIn();
  const fileOf = async (submissionId: string) => {
    const held = database.selectFrom('submission_file').select('file_id').where('submission_id', '=', submissionId);
    const { file_id: fileId } = await held.executeTakeFirstOrThrow();
    await besidesOf(app, fileId);
    return fileId;
  };
  const returned = await aDecision(app, { microCredentialId: taken.microCredentialId, outcome: 'not-yet', evaluatorId: inCharge.id });
  await makeAppeal(app.ground, { journeyId: returned.journeyId, reason: 'Please look at the second example.' });
  const appeal = await database
    .selectFrom('appeal')
    .select('id')
    .where('submission_id', '=', returned.submissionId)
    .executeTakeFirstOrThrow();
  const { anchorId } = await makeAnchor(database, {
    issuerId: organizationId,
    personId: inCharge.id,
    title: 'An anchor',
    use: 'both',
    source: { kind: 'written', microCredentialId: taken.microCredentialId, answers: {} },
    levels: taken.definition.parts.flatMap((part) =>
      part.criteria.map(({ id }) => ({ partId: part.id, criterionId: id, levelId: part.levels.at(-1)?.id ?? '', reason: 'Agreed.' })),
    ),
  });
  return {
    ids: {
      evaluationId: taken.evaluationId,
      waitingEvaluationId: waiting.evaluationId,
      commentId,
      appealId: appeal.id,
      anchorId,
      microCredentialId: taken.microCredentialId,
      leftEvaluationId: leftBehind.evaluationId,
      submittedFileId: await fileOf(taken.submissionId),
      leftFileId: await fileOf(leftBehind.submissionId),
    },
    people: {
      'the evaluator in charge': { id: inCharge.id, role: 'evaluator' },
      'an evaluator who has left': { id: left.id },
      'an evaluator from the earner’s own school': { id: conflicted.id, role: 'evaluator' },
    },
  };
}
