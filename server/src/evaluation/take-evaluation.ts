import { sql } from 'kysely';
import { audit } from '../platform/audit.ts';
import type { Database, Writing } from '../platform/database/database.ts';
import { plannedOnce } from '../platform/database/planned-once.ts';
import { type Caller, hasRole } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import { eligibleFor, firstWaitingFor, notReservedForOthers } from './assignment/eligible.ts';
import { leaseEnd } from './assignment/lease.ts';
import { openAnchor } from './calibration/open-anchor.ts';
import { leadRoles } from './policy.ts';
import { alreadyDecided, alreadyTaken, noLongerNeeded, notInHand } from './problems.ts';
import { isSampled } from './readings/sample.ts';
import { settingsFrom } from './settings/settings.ts';

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
      .where(eligibleFor(evaluatorId))
      .forUpdate()
      .executeTakeFirst();
    if (!evaluation) throw notFound('evaluation');
    if (evaluation.state === 'decided') throw alreadyDecided();
    if (evaluation.state === 'closed') throw noLongerNeeded();
    if (evaluation.evaluator_id === evaluatorId) return;
    if (evaluation.state === 'taken') throw alreadyTaken();
    await handOver(transaction, evaluationId, evaluatorId);
  });
}

/**
 * What to work on next: what one has in hand already, the oldest first; else what waits for this evaluator first, then what is due first,
 * taken now. So a double click takes one, and nobody gathers a heap. What one has given back comes only when nothing else waits. Now and
 * then, by seed, a drift check comes in its place.
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
      // a calibration waits until it is opened by hand
      .where('anchor_use', 'is distinct from', 'calibration')
      .orderBy('taken_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (inHand) return inHand.id;
    for (const which of ['reserved', 'open', 'given-back'] as const) {
      let query = transaction
        .selectFrom('evaluation')
        .leftJoin('reading_plan', 'reading_plan.submission_id', 'evaluation.submission_id')
        .select(['evaluation.id', 'evaluation.micro_credential_id', 'evaluation.queued_at', 'evaluation.due_at', 'reading_plan.settings'])
        .where('evaluation.state', '=', 'waiting')
        .where('evaluation.issuer_id', 'in', organizationIds)
        .where('evaluation.scored_by', which === 'given-back' ? 'is not distinct from' : 'is distinct from', evaluatorId)
        .where(eligibleFor(evaluatorId))
        .orderBy('evaluation.due_at')
        .orderBy('evaluation.id')
        .limit(sql.lit(1))
        .modifyFront(plannedOnce);
      query =
        which === 'reserved'
          ? query.where('evaluation.reserved_for', '=', evaluatorId)
          : query.where(notReservedForOthers(evaluatorId)).where(firstWaitingFor(evaluatorId));
      // another evaluator asking this moment gets the one after
      const waiting = await query.forUpdate('evaluation').skipLocked().executeTakeFirst();
      if (!waiting) continue;
      const drift = await driftInstead(transaction, evaluatorId, waiting);
      if (drift) return drift;
      await handOver(transaction, waiting.id, evaluatorId);
      return waiting.id;
    }
    return null;
  });
}

/** A drift check in the place of a submission, where the settings and the seed say so, and the last one was none. */
async function driftInstead(
  transaction: Writing,
  evaluatorId: string,
  waiting: { id: string; micro_credential_id: string; queued_at: Date; due_at: Date; settings: unknown },
): Promise<string | null> {
  const { driftShare, sampleSeed } = settingsFrom(waiting.settings);
  if (!isSampled(sampleSeed, 'drift', `${evaluatorId}/${waiting.id}`, driftShare)) return null;
  const last = await transaction
    .selectFrom('evaluation')
    .select('anchor_use')
    .where('evaluator_id', '=', evaluatorId)
    .orderBy('taken_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.anchor_use === 'drift') return null;
  return openAnchor(transaction, {
    evaluatorId,
    microCredentialId: waiting.micro_credential_id,
    use: 'drift',
    like: { queuedAt: waiting.queued_at, dueAt: waiting.due_at },
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
      .select(['state', 'evaluator_id', 'issuer_id', 'anchor_id'])
      .where('id', '=', evaluationId)
      .forUpdate()
      .executeTakeFirst();
    if (!evaluation) throw notFound('evaluation');
    if (evaluation.state === 'decided') throw alreadyDecided();
    if (evaluation.state === 'closed') throw noLongerNeeded();
    if (evaluation.state === 'waiting') return;
    if (evaluation.evaluator_id !== by.personId && !hasRole(by, evaluation.issuer_id, leadRoles)) throw notInHand();
    await putBack(transaction, evaluationId, evaluation.anchor_id !== null);
    await audit(transaction, {
      personId: by.personId,
      action: evaluation.evaluator_id === by.personId ? 'evaluation.released' : 'evaluation.reassigned',
      subjectType: 'evaluation',
      subjectId: evaluationId,
      details: { from: evaluation.evaluator_id },
    });
  });
}

/** Back to the queue; an anchor was made for one evaluator and is put away. */
export async function putBack(transaction: Writing, evaluationId: string, isAnchor: boolean): Promise<void> {
  await transaction
    .updateTable('evaluation')
    .set({
      ...(isAnchor ? { state: 'closed' } : { state: 'waiting', evaluator_id: null, taken_at: null }),
      active_at: null,
      lease_until: null,
      reminded_at: null,
      reserved_for: null,
      reserved_until: null,
    })
    .where('id', '=', evaluationId)
    .execute();
}

async function handOver(transaction: Writing, evaluationId: string, evaluatorId: string): Promise<void> {
  await transaction
    .deleteFrom('score')
    .using('evaluation')
    .whereRef('evaluation.id', '=', 'score.evaluation_id')
    .where('score.evaluation_id', '=', evaluationId)
    .where('evaluation.scored_by', 'is distinct from', evaluatorId)
    .execute();
  await transaction
    .deleteFrom('evidence_comment')
    .using('evaluation')
    .whereRef('evaluation.id', '=', 'evidence_comment.evaluation_id')
    .where('evidence_comment.evaluation_id', '=', evaluationId)
    .where('evaluation.scored_by', 'is distinct from', evaluatorId)
    .execute();
  const { due_at: dueAt, settings } = await transaction
    .selectFrom('evaluation')
    .leftJoin('reading_plan', 'reading_plan.submission_id', 'evaluation.submission_id')
    .select(['evaluation.due_at', 'reading_plan.settings'])
    .where('evaluation.id', '=', evaluationId)
    .executeTakeFirstOrThrow();
  const activeAt = new Date();
  const keeps = sql<boolean>`scored_by is not distinct from ${evaluatorId}`;
  await transaction
    .updateTable('evaluation')
    .set({
      state: 'taken',
      evaluator_id: evaluatorId,
      taken_at: sql`now()`,
      active_at: activeAt,
      lease_until: leaseEnd(settingsFrom(settings), { activeAt, dueAt }),
      reminded_at: null,
      reserved_for: null,
      reserved_until: null,
      feedback: sql`case when ${keeps} then feedback else '' end`,
      feedback_revision: sql`case when ${keeps} then feedback_revision else 0 end`,
      scored_by: evaluatorId,
    })
    .where('id', '=', evaluationId)
    .execute();
  await audit(transaction, { personId: evaluatorId, action: 'evaluation.taken', subjectType: 'evaluation', subjectId: evaluationId });
}
