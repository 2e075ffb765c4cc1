import { takeEvaluation } from '../../evaluation/take-evaluation.ts';
import { aMember, aMembership } from '../builders.ts';
import { aMicroCredential } from '../catalog.ts';
import { anEvaluation } from '../evaluation.ts';
import type { TestApp } from '../test-app.ts';
import type { Contribution, Ground } from './contribution.ts';

/** Two submissions of the earner: one in an evaluator's hands, one that waits. */
export async function evaluationWorld(app: TestApp, { earnerId, organizationId, schoolId }: Ground): Promise<Contribution> {
  const { database } = app;
  const inCharge = await aMember(database, organizationId, 'evaluator');
  const conflicted = await aMember(database, organizationId, 'evaluator');
  await aMembership(database, schoolId, conflicted.id, ['educator']);
  const handedIn = async () => {
    const { microCredentialId } = await aMicroCredential(database, { issuerId: organizationId });
    return anEvaluation(app, { earnerId, microCredentialId });
  };
  const taken = await handedIn();
  await takeEvaluation(database, taken.evaluationId, inCharge.id);
  const waiting = await handedIn();
  const { file_id } = await database
    .selectFrom('submission_file')
    .select('file_id')
    .where('submission_id', '=', taken.submissionId)
    .executeTakeFirstOrThrow();
  return {
    ids: {
      evaluationId: taken.evaluationId,
      waitingEvaluationId: waiting.evaluationId,
      submittedFileId: file_id,
      microCredentialId: taken.microCredentialId,
    },
    people: {
      'the evaluator in charge': { id: inCharge.id, role: 'evaluator' },
      'an evaluator from the earner’s own school': { id: conflicted.id, role: 'evaluator' },
    },
  };
}
