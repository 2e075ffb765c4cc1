import { audit } from '../../platform/audit.ts';
import type { Ground } from '../../platform/ground.ts';
import { returnSubmission } from '../../portfolio/index.ts';
import { holdEvaluation } from '../in-hand.ts';
import { alreadyDecided, tooLateToSendBack } from '../problems.ts';
import { holdPlan } from '../readings/hold-plan.ts';

/** What is missing in a submission: a requirement, and what the educator is to do about it. */
export interface MissingWork {
  partId: string;
  requirementId: string;
  note: string;
}

/**
 * Sends an incomplete submission back before it is scored. It uses no attempt: the next one counts as the same. Other readings of it end.
 *
 * @throws {Problem} 409 `not-in-hand`, `already-decided`, `too-late-to-send-back` once somebody has decided a reading of it
 */
export async function sendBack(
  { database, events }: Pick<Ground, 'database' | 'events'>,
  { evaluationId, evaluatorId, gaps, note }: { evaluationId: string; evaluatorId: string; gaps: MissingWork[]; note: string },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const { submissionId, state, definition } = await holdEvaluation(transaction, evaluationId, evaluatorId, 'update');
    if (state === 'decided') throw alreadyDecided();
    if (!submissionId) throw tooLateToSendBack();
    const plan = await holdPlan(transaction, submissionId);
    const others = await transaction
      .selectFrom('evaluation')
      .select('state')
      .where('submission_id', '=', submissionId)
      .where('id', '<>', evaluationId)
      .execute();
    if (plan.state !== 'reading' || others.some((other) => other.state === 'decided')) throw tooLateToSendBack();
    const asked = gaps.filter(({ partId, requirementId }) =>
      definition.parts.some((part) => part.id === partId && part.requirements.some(({ id }) => id === requirementId)),
    );
    await transaction
      .updateTable('evaluation')
      .set({ state: 'closed', lease_until: null, reserved_for: null, reserved_until: null })
      .where('submission_id', '=', submissionId)
      .where('state', '<>', 'decided')
      .execute();
    await transaction.updateTable('reading_plan').set({ state: 'sent-back' }).where('submission_id', '=', submissionId).execute();
    await returnSubmission(transaction, { submissionId, evaluationId, gaps: asked, note, returnedBy: evaluatorId });
    await audit(transaction, { personId: evaluatorId, action: 'evaluation.sent-back', subjectType: 'evaluation', subjectId: evaluationId });
    const { journeyId, earnerId } = plan;
    await events.emit(transaction, 'submission.returned', { submissionId, journeyId, earnerId });
  });
}
