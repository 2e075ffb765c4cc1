import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database/database.ts';
import { notFound } from '../platform/http/problem.ts';
import { alreadyDecided, noLongerNeeded, notInHand } from './problems.ts';
import { putBack } from './take-evaluation.ts';

/**
 * Gives a submission back because its evaluator recognizes whose work it is: from then on nothing of that educator comes to this evaluator,
 * here or with any other issuer. Neither leads nor the educator are told whose it was. Said of an anchor, which is nobody's, it only puts
 * the anchor away, so that nobody learns which one was a check.
 *
 * @throws {Problem} 409 `not-in-hand`, `already-decided`
 */
export async function declareConflict(database: Database, evaluationId: string, evaluatorId: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const evaluation = await transaction
      .selectFrom('evaluation')
      .select(['state', 'evaluator_id', 'earner_id', 'anchor_id'])
      .where('id', '=', evaluationId)
      .forUpdate()
      .executeTakeFirst();
    if (!evaluation) throw notFound('evaluation');
    if (evaluation.evaluator_id !== evaluatorId) throw notInHand();
    if (evaluation.state === 'decided') throw alreadyDecided();
    if (evaluation.state === 'closed') throw noLongerNeeded();
    if (evaluation.earner_id)
      await transaction
        .insertInto('declared_conflict')
        .values({ evaluator_id: evaluatorId, earner_id: evaluation.earner_id })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    await putBack(transaction, evaluationId, evaluation.anchor_id !== null);
    // what was scored under the tie goes with whoever takes it next
    await transaction.updateTable('evaluation').set({ scored_by: null }).where('id', '=', evaluationId).execute();
    await audit(transaction, {
      personId: evaluatorId,
      action: 'evaluation.conflict-declared',
      subjectType: 'evaluation',
      subjectId: evaluationId,
    });
  });
}
