import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { plannedOnce, unseen } from '../platform/database/planned-once.ts';
import { eligibleFor, firstWaitingFor, notReservedForOthers } from './assignment/eligible.ts';

/** Counting stops here: "200" reads as "200 or more". What waits may be thousands, and is asked for each minute. */
export const countLimit = 200;

/** An organization at the desk, with how much waits there for this evaluator. */
export interface DeskOrganization {
  id: string;
  name: string;
  slug: string;
  /** Up to `countLimit`. */
  waiting: number;
  oldestQueuedAt: Date | null;
  /** What these are about, by title. */
  microCredentials: { id: string; title: string; waiting: number }[];
}

/** Where this evaluator scores, with what waits there: a walk of the queue no further than `countLimit`. */
export async function deskOrganizations(database: Database, evaluatorId: string, organizationIds: string[]): Promise<DeskOrganization[]> {
  if (!organizationIds.length) return [];
  const waiting = database
    .selectFrom('evaluation')
    .select(['evaluation.queued_at', 'evaluation.micro_credential_id'])
    .where('evaluation.issuer_id', '=', sql<string>`organization.id`)
    .where('evaluation.state', '=', sql.lit('waiting'))
    .where(eligibleFor(evaluatorId))
    .where(notReservedForOthers(evaluatorId))
    .where(firstWaitingFor(evaluatorId))
    .orderBy('evaluation.queued_at')
    .limit(sql.lit(countLimit));
  const byMicroCredential = database
    .selectFrom(waiting.as('waiting'))
    .select(({ fn }) => [
      'waiting.micro_credential_id as id',
      fn.countAll<number>().as('waiting'),
      fn.min('waiting.queued_at').as('oldest'),
    ])
    .groupBy('waiting.micro_credential_id');
  const queue = database
    .selectFrom(byMicroCredential.as('about'))
    .innerJoin('micro_credential', 'micro_credential.id', 'about.id')
    .innerJoin('micro_credential_version as version', 'version.id', 'micro_credential.current_version_id')
    .select(({ fn }) => [
      sql<number>`coalesce(sum(about.waiting), 0)::int`.as('waiting'),
      fn.min('about.oldest').as('oldestQueuedAt'),
      sql<DeskOrganization['microCredentials']>`coalesce(json_agg(json_build_object('id', about.id, 'title', version.title,
        'waiting', about.waiting) order by version.title), '[]')`.as('microCredentials'),
    ]);
  return database
    .selectFrom('organization')
    .innerJoinLateral(queue.as('queue'), (join) => join.onTrue())
    .modifyFront(plannedOnce)
    .select([
      'organization.id',
      'organization.name',
      'organization.slug',
      'queue.waiting',
      'queue.oldestQueuedAt',
      'queue.microCredentials',
    ])
    .where('organization.id', '=', sql<string>`any(${unseen(organizationIds, 'uuid[]')}::uuid[])`)
    .orderBy('organization.name')
    .execute();
}
