import { sql } from 'kysely';
import { invite } from '../../identity/index.ts';
import { audit } from '../../platform/audit.ts';
import type { Ground } from '../../platform/ground.ts';
import { Problem } from '../../platform/http/problem.ts';

/** The queue in which those without an account are invited, a batch a job. */
export const invitationQueue = 'roster-invitations';
/** Invitations of one job. */
const batch = 100;

/** How far a round of invitations is. */
export interface InvitationRound {
  recognizerId: string;
  /** The last record that was looked at. */
  after: string;
}

/**
 * Has everybody in the roster invited who has an address there and no account here yet; who was invited in the last two weeks is not again.
 *
 * @returns how many are waiting
 */
export async function orderInvitations(
  { database, jobs }: Pick<Ground, 'database' | 'jobs'>,
  { recognizerId, by }: { recognizerId: string; by: string },
): Promise<{ waiting: number }> {
  return database.transaction().execute(async (transaction) => {
    const { waiting } = await transaction
      .selectFrom('roster_record')
      .select(({ fn }) => fn.countAll<number>().as('waiting'))
      .where('recognizer_id', '=', recognizerId)
      .where('kind', '=', 'person')
      .where('active', '=', true)
      .where('person_id', 'is', null)
      .where('email', 'is not', null)
      .executeTakeFirstOrThrow();
    if (waiting > 0)
      await jobs.send(invitationQueue, { recognizerId, after: '' } satisfies InvitationRound, { transaction, key: recognizerId });
    await audit(transaction, {
      personId: by,
      action: 'roster.invited',
      subjectType: 'organization',
      subjectId: recognizerId,
      details: { waiting },
    });
    return { waiting };
  });
}

/** Invites the next of a round to the school of their main role, and asks for the next batch. */
export async function inviteWaiting(ground: Ground, { recognizerId, after }: InvitationRound): Promise<void> {
  const { rows } = await sql<{ sourcedId: string; email: string; organizationId: string }>`
    select p.sourced_id as "sourcedId", p.email, school.organization_id as "organizationId" from roster_record p
    cross join lateral (
      select o.organization_id from roster_record r
      join roster_record o on o.recognizer_id = r.recognizer_id and o.kind = 'organization' and o.sourced_id = r.organization_ref
        and o.active and o.organization_id is not null
      where r.recognizer_id = p.recognizer_id and r.kind = 'role' and r.person_ref = p.sourced_id and r.active
      order by (r.data->>'primary')::boolean desc, r.sourced_id limit 1) school
    where p.recognizer_id = ${recognizerId} and p.kind = 'person' and p.active and (p.data->>'enabled')::boolean
      and p.person_id is null and p.email is not null and p.sourced_id > ${after}
    order by p.sourced_id limit ${batch}`.execute(ground.database);
  for (const { email, organizationId } of rows)
    await ground.database
      .transaction()
      .execute((transaction) => invite(ground, transaction, null, { organizationId, email, roles: ['educator'] }))
      .catch((error: unknown) => {
        // invited already, or a member meanwhile: nothing is missing
        if (!(error instanceof Problem)) throw error;
      });
  const last = rows.at(-1);
  if (last && rows.length === batch)
    await ground.jobs.send(invitationQueue, { recognizerId, after: last.sourcedId } satisfies InvitationRound, {
      key: `${recognizerId}/${last.sourcedId}`,
    });
}
