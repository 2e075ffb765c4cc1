import { sql } from 'kysely';
import { audit } from '../platform/audit.ts';
import type { Database, Writing } from '../platform/database/database.ts';
import { type Caller, hasRole } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import { withoutConflict } from './conflicts.ts';
import { leadRoles } from './policy.ts';
import { alreadyDecided, alreadyTaken, notInHand } from './problems.ts';

/**
 * Takes one evaluation into hand. Taking what one has already changes nothing.
 *
 * @throws {Problem} 409 `already-taken`, `already-decided`; 404 with a conflict of interest
 */
export async function takeEvaluation(database: Database, evaluationId: string, evaluatorId: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const evaluation = await transaction
      .selectFrom('evaluation')
      .select(['state', 'evaluator_id'])
      .where('id', '=', evaluationId)
      .where(withoutConflict(evaluatorId))
      .forUpdate()
      .executeTakeFirst();
    if (!evaluation) throw notFound('evaluation');
    if (evaluation.state === 'decided') throw alreadyDecided();
    if (evaluation.evaluator_id === evaluatorId) return;
    if (evaluation.state === 'taken') throw alreadyTaken();
    await handOver(transaction, evaluationId, evaluatorId);
  });
}

/**
 * What to work on next: what one has in hand already, the oldest first; else the oldest that waits, taken now. So a double click takes
 * one, and nobody gathers a heap. What one has given back comes only when nothing else waits.
 *
 * @param organizationIds where the evaluator may score
 * @returns null when there is nothing to do
 */
export async function takeNext(database: Database, evaluatorId: string, organizationIds: string[]): Promise<string | null> {
  if (!organizationIds.length) return null;
  return database.transaction().execute(async (transaction) => {
    // one "next" at a time for one evaluator, on whatever node
    await sql`select pg_advisory_xact_lock(hashtext('evaluation.next'), hashtext(${evaluatorId}))`.execute(transaction);
    const inHand = await transaction
      .selectFrom('evaluation')
      .select('id')
      .where('evaluator_id', '=', evaluatorId)
      .where('state', '=', 'taken')
      .where('issuer_id', 'in', organizationIds)
      .orderBy('taken_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (inHand) return inHand.id;
    for (const givenBack of [false, true]) {
      const waiting = await transaction
        .selectFrom('evaluation')
        .select('id')
        .where('state', '=', 'waiting')
        .where('issuer_id', 'in', organizationIds)
        .where('scored_by', givenBack ? 'is not distinct from' : 'is distinct from', evaluatorId)
        .where(withoutConflict(evaluatorId))
        .orderBy('queued_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        // another evaluator asking this moment gets the one after
        .skipLocked()
        .executeTakeFirst();
      if (waiting) {
        await handOver(transaction, waiting.id, evaluatorId);
        return waiting.id;
      }
    }
    return null;
  });
}

/**
 * Gives an evaluation back to the queue, at its old place. Its levels and feedback stay for the same evaluator, and go as soon as
 * somebody else takes it: nobody builds on another's half-made judgement.
 *
 * @param by the evaluator, or a lead who takes it out of the evaluator's hands
 * @throws {Problem} 409 `not-in-hand`, `already-decided`
 */
export async function releaseEvaluation(database: Database, evaluationId: string, by: Caller): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const evaluation = await transaction
      .selectFrom('evaluation')
      .select(['state', 'evaluator_id', 'issuer_id'])
      .where('id', '=', evaluationId)
      .forUpdate()
      .executeTakeFirst();
    if (!evaluation) throw notFound('evaluation');
    if (evaluation.state === 'decided') throw alreadyDecided();
    if (evaluation.state === 'waiting') return;
    if (evaluation.evaluator_id !== by.personId && !hasRole(by, evaluation.issuer_id, leadRoles)) throw notInHand();
    await transaction
      .updateTable('evaluation')
      .set({ state: 'waiting', evaluator_id: null, taken_at: null })
      .where('id', '=', evaluationId)
      .execute();
    await audit(transaction, {
      personId: by.personId,
      action: evaluation.evaluator_id === by.personId ? 'evaluation.released' : 'evaluation.reassigned',
      subjectType: 'evaluation',
      subjectId: evaluationId,
      details: { from: evaluation.evaluator_id },
    });
  });
}

async function handOver(transaction: Writing, evaluationId: string, evaluatorId: string): Promise<void> {
  await transaction
    .deleteFrom('score')
    .using('evaluation')
    .whereRef('evaluation.id', '=', 'score.evaluation_id')
    .where('score.evaluation_id', '=', evaluationId)
    .where('evaluation.scored_by', 'is distinct from', evaluatorId)
    .execute();
  const keeps = sql<boolean>`scored_by is not distinct from ${evaluatorId}`;
  await transaction
    .updateTable('evaluation')
    .set({
      state: 'taken',
      evaluator_id: evaluatorId,
      taken_at: sql`now()`,
      feedback: sql`case when ${keeps} then feedback else '' end`,
      feedback_revision: sql`case when ${keeps} then feedback_revision else 0 end`,
      scored_by: evaluatorId,
    })
    .where('id', '=', evaluationId)
    .execute();
  await audit(transaction, { personId: evaluatorId, action: 'evaluation.taken', subjectType: 'evaluation', subjectId: evaluationId });
}
