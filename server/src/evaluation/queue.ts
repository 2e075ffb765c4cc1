import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { withoutConflict } from './conflicts.ts';
import { readCursor, writeCursor } from './queue-cursor.ts';

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

/** Counting stops here: "1000" reads as "1000 or more". */
export const countLimit = 1000;

const items = (database: Database) =>
  database
    .selectFrom('evaluation')
    .innerJoin('organization', 'organization.id', 'evaluation.issuer_id')
    .innerJoin('micro_credential_version', 'micro_credential_version.id', 'evaluation.version_id')
    .select([
      'evaluation.id as evaluationId',
      'evaluation.issuer_id as organizationId',
      'organization.name as organizationName',
      'evaluation.micro_credential_id as microCredentialId',
      sql<string>`micro_credential_version.definition->>'title'`.as('title'),
      'evaluation.attempt',
      sql<QueueItem['state']>`evaluation.state`.as('state'),
      'evaluation.queued_at as queuedAt',
      'evaluation.taken_at as takenAt',
      'evaluation.decided_at as decidedAt',
      sql<string>`evaluation.queued_at::text`.as('position'),
    ]);

/** What waits in the organizations and this evaluator may take, the oldest first. */
export async function waitingFor(database: Database, evaluatorId: string, filter: QueueFilter): Promise<QueuePage> {
  if (!filter.organizationIds.length) return { items: [], nextCursor: null };
  let query = items(database)
    .where('evaluation.state', '=', 'waiting')
    .where('evaluation.issuer_id', 'in', filter.organizationIds)
    .where(withoutConflict(evaluatorId))
    .orderBy('evaluation.queued_at')
    .orderBy('evaluation.id')
    .limit(filter.limit + 1);
  if (filter.microCredentialId) query = query.where('evaluation.micro_credential_id', '=', filter.microCredentialId);
  if (filter.attempt) query = query.where('evaluation.attempt', '=', filter.attempt);
  if (filter.waitingSince) query = query.where('evaluation.queued_at', '<=', filter.waitingSince);
  if (filter.cursor) query = query.where(after(filter.cursor));
  return pageOf(await query.execute(), filter.limit);
}

/** An evaluation as the desk of its evaluator lists it, with how far it is. */
export interface InHandItem extends QueueItem {
  /** Criteria with a level, and all that want one. */
  levels: { set: number; of: number };
}

/** What an evaluator has in hand, the longest held first. */
export async function inHandOf(database: Database, evaluatorId: string, organizationIds: string[]): Promise<InHandItem[]> {
  if (!organizationIds.length) return [];
  const rows = await items(database)
    .innerJoin('submission', 'submission.id', 'evaluation.submission_id')
    .select([
      sql<number>`(select count(*) from score where score.evaluation_id = evaluation.id and score.level_id is not null)`.as('set'),
      sql<number>`(select coalesce(sum(jsonb_array_length(part->'criteria')), 0)
        from jsonb_array_elements(micro_credential_version.definition->'parts') part
        where not jsonb_exists(submission.snapshot->'carriedParts', part->>'id'))`.as('of'),
    ])
    .where('evaluation.evaluator_id', '=', evaluatorId)
    .where('evaluation.state', '=', 'taken')
    .where('evaluation.issuer_id', 'in', organizationIds)
    .orderBy('evaluation.taken_at')
    .orderBy('evaluation.id')
    .limit(100)
    .execute();
  return rows.map(({ set, of, position: _, ...item }) => ({ ...item, levels: { set: Number(set), of: Number(of) } }));
}

/** An organization at the desk, with how much waits there for this evaluator. */
export interface DeskOrganization {
  id: string;
  name: string;
  slug: string;
  /** Up to `countLimit`. */
  waiting: number;
  oldestQueuedAt: Date | null;
}

export async function deskOrganizations(database: Database, evaluatorId: string, organizationIds: string[]): Promise<DeskOrganization[]> {
  if (!organizationIds.length) return [];
  return database
    .selectFrom('organization')
    .innerJoinLateral(
      ({ selectFrom }) =>
        selectFrom(
          selectFrom('evaluation')
            .select('evaluation.queued_at')
            .whereRef('evaluation.issuer_id', '=', 'organization.id')
            .where('evaluation.state', '=', 'waiting')
            .where(withoutConflict(evaluatorId))
            .orderBy('evaluation.queued_at')
            .limit(countLimit)
            .as('waiting'),
        )
          .select(({ fn }) => [fn.countAll<number>().as('waiting'), fn.min('waiting.queued_at').as('oldestQueuedAt')])
          .as('queue'),
      (join) => join.onTrue(),
    )
    .select(['organization.id', 'organization.name', 'organization.slug', 'queue.waiting', 'queue.oldestQueuedAt'])
    .where('organization.id', 'in', organizationIds)
    .orderBy('organization.name')
    .execute();
}

/** An evaluation as a lead sees it: with its evaluator, still without its earner. */
export interface OverseenItem extends QueueItem {
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
    .leftJoin('decision', 'decision.submission_id', 'evaluation.submission_id')
    .select(['evaluator.name as evaluatorName', sql<OverseenItem['outcome']>`decision.outcome`.as('outcome')])
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

function pageOf<Row extends { evaluationId: string; position: string }>(rows: Row[], limit: number): QueuePage<Omit<Row, 'position'>> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? writeCursor({ queuedAt: last.position, id: last.evaluationId }) : null;
  return { items: page.map(({ position: _, ...item }) => item), nextCursor };
}
