import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { plannedOnce, unseen } from '../platform/database/planned-once.ts';
import { eligibleFor, firstWaitingFor, notReservedForOthers } from './assignment/eligible.ts';
import { readCursor, writeCursor } from './queue-cursor.ts';

/** Why one reads: as planned, because two differ, because the earner asks, or to calibrate oneself. */
export type QueuePurpose = 'reading' | 'adjudication' | 'appeal' | 'calibration';

/** One submission in a queue: what it is about and how long it waits; never whose it is. */
export interface QueueItem {
  evaluationId: string;
  organizationId: string;
  organizationName: string;
  microCredentialId: string;
  title: string;
  attempt: number;
  state: 'waiting' | 'taken' | 'decided';
  queuedAt: Date;
  takenAt: Date | null;
  decidedAt: Date | null;
  /** Until when a decision is promised. */
  dueAt: Date;
}

export interface QueueFilter {
  organizationIds: string[];
  microCredentialId?: string | undefined;
  attempt?: number | undefined;
  /** Only what has waited since then or longer. */
  waitingSince?: Date | undefined;
  cursor?: string | undefined;
  limit: number;
}

export interface QueuePage<Item = QueueItem> {
  items: Item[];
  nextCursor: string | null;
}

/** How long a page is unless somebody asks otherwise: the statement for it is planned once. */
export const pageLength = 25;

/** Evaluations with what a line of a list says of them. */
export const items = (database: Database) =>
  database
    .selectFrom('evaluation')
    .innerJoin('organization', 'organization.id', 'evaluation.issuer_id')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'evaluation.version_id')
    .select([
      'evaluation.id as evaluationId',
      'evaluation.issuer_id as organizationId',
      'organization.name as organizationName',
      'evaluation.micro_credential_id as microCredentialId',
      'micro_credential_version.title',
      'evaluation.attempt',
      sql<QueueItem['state']>`evaluation.state`.as('state'),
      'evaluation.queued_at as queuedAt',
      'evaluation.taken_at as takenAt',
      'evaluation.decided_at as decidedAt',
      'evaluation.due_at as dueAt',
    ]);

/** A place in the order of the queue, in PostgreSQL's own words. */
const byQueuedAt = sql<string>`evaluation.queued_at::text`.as('position');

/** What waits in the organizations and this evaluator may take, the oldest first. */
export async function waitingFor(database: Database, evaluatorId: string, filter: QueueFilter): Promise<QueuePage> {
  if (!filter.organizationIds.length) return { items: [], nextCursor: null };
  const limit = sql.lit(filter.limit + 1);
  // each organization's queue is walked in its order and no further than a page; then the few are put in order
  let query = items(database)
    .select(byQueuedAt)
    .where('evaluation.state', '=', sql.lit('waiting'))
    .where('evaluation.issuer_id', '=', sql<string>`wanted.id`)
    .where(eligibleFor(evaluatorId))
    .where(notReservedForOthers(evaluatorId))
    .where(firstWaitingFor(evaluatorId))
    .orderBy('evaluation.queued_at')
    .orderBy('evaluation.id')
    .limit(limit);
  if (filter.microCredentialId) query = query.where('evaluation.micro_credential_id', '=', filter.microCredentialId);
  if (filter.attempt) query = query.where('evaluation.attempt', '=', filter.attempt);
  if (filter.waitingSince) query = query.where('evaluation.queued_at', '<=', filter.waitingSince);
  if (filter.cursor) query = query.where(after(filter.cursor));
  let page = database
    .selectFrom(sql<{ id: string }>`unnest(${unseen(filter.organizationIds, 'uuid[]')})`.as<'wanted'>(sql`wanted(id)`))
    .innerJoinLateral(query.as('waiting'), (join) => join.onTrue())
    .selectAll('waiting')
    .orderBy('waiting.queuedAt')
    .orderBy('waiting.evaluationId')
    .limit(limit);
  if (filter.limit === pageLength) page = page.modifyFront(plannedOnce);
  return pageOf(await page.execute(), filter.limit);
}

/** An evaluation as the desk of its evaluator lists it, with how far it is. */
export interface InHandItem extends QueueItem {
  /** Until when it stays here without another save or look; null for what nobody else waits for. */
  leaseUntil: Date | null;
  purpose: QueuePurpose;
  /** Criteria with a level, and all that want one. */
  levels: { set: number; of: number };
}

/** What an evaluator has in hand, the longest held first. */
export async function inHandOf(database: Database, evaluatorId: string, organizationIds: string[]): Promise<InHandItem[]> {
  if (!organizationIds.length) return [];
  const rows = await items(database)
    .leftJoin('submission', 'submission.id', 'evaluation.submission_id')
    .leftJoin('reading_plan', 'reading_plan.submission_id', 'evaluation.submission_id')
    .select([
      'evaluation.lease_until as leaseUntil',
      sql<QueuePurpose>`case when evaluation.anchor_use = 'calibration' then 'calibration' else evaluation.purpose end`.as('purpose'),
      sql<number>`(select count(*) from score where score.evaluation_id = evaluation.id and score.level_id is not null)`.as('set'),
      sql<number>`(select coalesce(sum(jsonb_array_length(part->'criteria')), 0)
        from jsonb_array_elements(micro_credential_version.definition->'parts') part
        where not coalesce(jsonb_exists(submission.snapshot->'carriedParts', part->>'id'), false)
          and not part->>'id' = any (evaluation.carried_parts))
        - coalesce(jsonb_array_length(coalesce(evaluation.carried_criteria, reading_plan.carried_criteria)), 0)`.as('of'),
    ])
    .modifyFront(plannedOnce)
    .where('evaluation.evaluator_id', '=', unseen(evaluatorId, 'uuid'))
    .where('evaluation.state', '=', sql.lit('taken'))
    .where('evaluation.issuer_id', '=', sql<string>`any(${unseen(organizationIds, 'uuid[]')}::uuid[])`)
    .orderBy('evaluation.taken_at')
    .orderBy('evaluation.id')
    .limit(100)
    .execute();
  return rows.map(({ set, of, ...item }) => ({ ...item, levels: { set: Number(set), of: Number(of) } }));
}

/** An evaluation as a lead sees it: with its evaluator, still without its earner. */
export interface OverseenItem extends QueueItem {
  leaseUntil: Date | null;
  purpose: QueuePurpose;
  /** How many readings are planned. */
  readings: number | null;
  evaluatorName: string | null;
  outcome: 'pass' | 'not-yet' | null;
}

/** Every evaluation of an organization in a state, the oldest first; the lead's own submissions are left out. */
export async function evaluationsOf(
  database: Database,
  leadId: string,
  filter: { organizationId: string; state: QueueItem['state']; cursor?: string | undefined; limit: number },
): Promise<QueuePage<OverseenItem>> {
  let query = items(database)
    .leftJoin('person as evaluator', 'evaluator.id', 'evaluation.evaluator_id')
    .leftJoin('reading_plan', 'reading_plan.submission_id', 'evaluation.submission_id')
    .select([
      byQueuedAt,
      'evaluator.name as evaluatorName',
      // sealed while another reading is under way
      sql<OverseenItem['outcome']>`case when reading_plan.state in ('decided', 'granting') then evaluation.outcome end`.as('outcome'),
      'evaluation.lease_until as leaseUntil',
      sql<QueuePurpose>`evaluation.purpose`.as('purpose'),
      'reading_plan.readings',
    ])
    .where('evaluation.anchor_id', 'is', null)
    .where('evaluation.issuer_id', '=', filter.organizationId)
    .where('evaluation.state', '=', filter.state)
    .where('evaluation.earner_id', '<>', leadId)
    .orderBy('evaluation.queued_at')
    .orderBy('evaluation.id')
    .limit(filter.limit + 1);
  if (filter.cursor) query = query.where(after(filter.cursor));
  return pageOf(await query.execute(), filter.limit);
}

function after(cursor: string): RawBuilder<boolean> {
  const { queuedAt, id } = readCursor(cursor);
  return sql<boolean>`(evaluation.queued_at, evaluation.id) > (${queuedAt}::timestamptz, ${id}::uuid)`;
}

/** The rows of a page, and where the next one begins. */
export function pageOf<Row extends { evaluationId: string; position: string }>(
  rows: Row[],
  limit: number,
): QueuePage<Omit<Row, 'position'>> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? writeCursor({ queuedAt: last.position, id: last.evaluationId }) : null;
  return { items: page.map(({ position: _, ...item }) => item), nextCursor };
}
