import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { takeAwayEvidence } from '../../portfolio/index.ts';

/**
 * Removes an item from the submission that an evaluation reads: a student is shown without consent, say. Nothing else of the submission changes.
 *
 * @param request.note for the earner and for whoever reads the submission later
 * @throws {Problem} 404 where the submission has no such item, or an anchor is read; 409 `already-removed`
 */
export async function removeItem(
  ground: Pick<Ground, 'database' | 'jobs' | 'mail' | 'config'>,
  request: { evaluationId: string; evidenceId: string; note: string; leadId: string },
): Promise<void> {
  await ground.database.transaction().execute(async (transaction) => {
    const evaluation = await transaction
      .selectFrom('evaluation')
      .select(['submission_id', 'issuer_id'])
      .where('id', '=', request.evaluationId)
      .executeTakeFirst();
    if (!evaluation?.submission_id) throw notFound('submission');
    await takeAwayEvidence(ground, transaction, {
      submissionId: evaluation.submission_id,
      evidenceId: request.evidenceId,
      organizationId: evaluation.issuer_id,
      removedBy: request.leadId,
      note: request.note,
    });
  });
}
