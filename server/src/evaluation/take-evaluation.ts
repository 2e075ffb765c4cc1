import { type RawBuilder, sql } from 'kysely';
import { audit } from '../platform/audit.ts';
import type { Database, Writing } from '../platform/database/database.ts';
import { plannedOnce, unseen } from '../platform/database/planned-once.ts';
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
      .leftJoin('reading_plan', 'reading_plan.submission_id', 'evaluation.submission_id')
      .select(['evaluation.id', 'evaluation.state', 'evaluation.evaluator_id', 'evaluation.due_at', 'reading_plan.settings'])
      .where('evaluation.id', '=', evaluationId)
      .where(eligibleFor(evaluatorId))
      .forUpdate('evaluation')
      .executeTakeFirst();
    if (!evaluation) throw notFound('evaluation');
    if (evaluation.state === 'decided') throw alreadyDecided();
    if (evaluation.state === 'closed') throw noLongerNeeded();
    if (evaluation.evaluator_id === evaluatorId) return;
    if (evaluation.state === 'taken') throw alreadyTaken();
    await handOver(transaction, evaluation, evaluatorId);
  });
}

/**
 * What to work on next: what one has in hand already, the oldest first; else what waits for this evaluator first, then what is due first,
 * taken now. So a double click takes one, and nobody gathers a heap. What one has given back comes only when nothing else waits. Now and
 * then, by seed, a drift check comes in its place.
 *
 * @param of where the evaluator may score; of one micro-credential alone, where it is named
 * @returns null when there is nothing to do
 */
export async function takeNext(database: Database, evaluatorId: string, of: Wanted): Promise<string | null> {
  const { organizationIds } = of;
  if (!organizationIds.length) return null;
  return database.transaction().execute(async (transaction) => {
    // one "next" at a time for one evaluator, on whatever node
    await sql`select pg_advisory_xact_lock(hashtext('evaluation.next'), hashtext(${evaluatorId}))`.execute(transaction);
    const inHand = await transaction
      .selectFrom('evaluation')
      .select('id')
      .where('evaluator_id', '=', unseen(evaluatorId, 'uuid'))
      .where('state', '=', sql.lit('taken'))
      .where('issuer_id', '=', sql<string>`any(${unseen(organizationIds, 'uuid[]')}::uuid[])`)
      // a calibration waits until it is opened by hand
      .where('anchor_use', 'is distinct from', sql.lit('calibration'))
      .orderBy('taken_at')
      .orderBy('id')
      .limit(sql.lit(1))
      .modifyFront(plannedOnce)
      .executeTakeFirst();
    if (inHand) return inHand.id;
    for (const find of [firstReserved, firstOpen, firstGivenBack]) {
      const waiting = await find(transaction, evaluatorId, of);
      if (!waiting) continue;
      const drift = await driftInstead(transaction, evaluatorId, waiting);
      if (drift) return drift;
      await handOver(transaction, waiting, evaluatorId);
      return waiting.id;
    }
    return null;
  });
}

/** What somebody wants to read next. */
interface Wanted {
  organizationIds: string[];
  microCredentialId?: string | undefined;
}

/** What waits, as far as it matters for taking it. */
interface Waiting {
  id: string;
  micro_credential_id: string;
  queued_at: Date;
  due_at: Date;
  /** Of its reading plan; null without one. */
  settings: unknown;
}

const columns = [
  'evaluation.id',
  'evaluation.micro_credential_id',
  'evaluation.queued_at',
  'evaluation.due_at',
  'reading_plan.settings',
] as const;

type Find = (transaction: Writing, evaluatorId: string, of: Wanted) => Promise<Waiting | undefined>;

const isAbout = (microCredentialId: string | undefined): RawBuilder<boolean> =>
  microCredentialId ? sql`evaluation.micro_credential_id = ${unseen(microCredentialId, 'uuid')}` : sql.lit(true);

/** What is kept for this evaluator, due first. Another node that asks this moment gets the one after, here and below. */
const firstReserved: Find = (transaction, evaluatorId, { organizationIds, microCredentialId }) =>
  transaction
    .selectFrom('evaluation')
    .leftJoin('reading_plan', 'reading_plan.submission_id', 'evaluation.submission_id')
    .select(columns)
    .where('evaluation.state', '=', sql.lit('waiting'))
    .where('evaluation.reserved_for', '=', unseen(evaluatorId, 'uuid'))
    .where('evaluation.issuer_id', '=', sql<string>`any(${unseen(organizationIds, 'uuid[]')}::uuid[])`)
    .where('evaluation.scored_by', 'is distinct from', unseen(evaluatorId, 'uuid'))
    .where(eligibleFor(evaluatorId))
    .where(isAbout(microCredentialId))
    .orderBy('evaluation.due_at')
    .orderBy('evaluation.id')
    .limit(sql.lit(1))
    .forUpdate('evaluation')
    .skipLocked()
    .modifyFront(plannedOnce)
    .executeTakeFirst();

const firstOpen: Find = (transaction, evaluatorId, of) => firstInQueues(transaction, evaluatorId, of, 'distinct from');

/** What this evaluator has given back, and nobody else has taken since. */
const firstGivenBack: Find = (transaction, evaluatorId, of) => firstInQueues(transaction, evaluatorId, of, 'not distinct from');

/**
 * What is due first of what waits for anybody: each organization's queue is walked in the order of its due days up to the first that this
 * evaluator may take, and of these few the first is taken. The others stay locked for the blink of this transaction only.
 */
function firstInQueues(
  transaction: Writing,
  evaluatorId: string,
  { organizationIds, microCredentialId }: Wanted,
  scoredBy: 'distinct from' | 'not distinct from',
): Promise<Waiting | undefined> {
  const first = transaction
    .selectFrom('evaluation')
    .select(['evaluation.id', 'evaluation.submission_id', 'evaluation.micro_credential_id', 'evaluation.queued_at', 'evaluation.due_at'])
    .where('evaluation.state', '=', sql.lit('waiting'))
    .where('evaluation.issuer_id', '=', sql<string>`wanted.id`)
    .where('evaluation.scored_by', `is ${scoredBy}`, unseen(evaluatorId, 'uuid'))
    .where(isAbout(microCredentialId))
    .where(eligibleFor(evaluatorId))
    .where(notReservedForOthers(evaluatorId))
    .where(firstWaitingFor(evaluatorId))
    .orderBy('evaluation.due_at')
    .orderBy('evaluation.id')
    .limit(sql.lit(1))
    .forUpdate()
    .skipLocked()
    .as('evaluation');
  return transaction
    .selectFrom(sql<{ id: string }>`unnest(${unseen(organizationIds, 'uuid[]')})`.as<'wanted'>(sql`wanted(id)`))
    .innerJoinLateral(first, (join) => join.onTrue())
    .leftJoin('reading_plan', 'reading_plan.submission_id', 'evaluation.submission_id')
    .select(columns)
    .orderBy('evaluation.due_at')
    .orderBy('evaluation.id')
    .limit(sql.lit(1))
    .modifyFront(plannedOnce)
    .executeTakeFirst();
}

/** A drift check in the place of a submission, where the settings and the seed say so, and the last one was none. */
async function driftInstead(transaction: Writing, evaluatorId: string, waiting: Waiting): Promise<string | null> {
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

/** Into an evaluator's hands; what somebody else set or wrote there before goes. */
async function handOver(
  transaction: Writing,
  { id, due_at: dueAt, settings }: Pick<Waiting, 'id' | 'due_at' | 'settings'>,
  evaluatorId: string,
): Promise<void> {
  const activeAt = new Date();
  const leaseUntil = leaseEnd(settingsFrom(settings), { activeAt, dueAt });
  await sql`${plannedOnce}
    with before as (select id, scored_by is not distinct from ${evaluatorId}::uuid as keeps from evaluation where id = ${id}),
      levels as (delete from score using before where score.evaluation_id = before.id and not keeps),
      comments as (delete from evidence_comment using before where evidence_comment.evaluation_id = before.id and not keeps)
    update evaluation set state = 'taken', evaluator_id = ${evaluatorId}::uuid, taken_at = now(), active_at = ${activeAt}::timestamptz,
      lease_until = ${leaseUntil}::timestamptz, reminded_at = null, reserved_for = null, reserved_until = null,
      feedback = case when keeps then feedback else '' end, feedback_revision = case when keeps then feedback_revision else 0 end,
      scored_by = ${evaluatorId}::uuid
    from before where evaluation.id = before.id`.execute(transaction);
  await audit(transaction, { personId: evaluatorId, action: 'evaluation.taken', subjectType: 'evaluation', subjectId: id });
}
