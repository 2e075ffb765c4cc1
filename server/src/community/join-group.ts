import { sql } from 'kysely';
import type { Database, Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import { invitationOf } from './invitation-key.ts';
import type { GroupRole } from './policy.ts';
import { groupFull, invitationClosed, notACoach, otherAddress } from './problems.ts';

/** The most people in a group, whoever uses it; programs ask for less. */
export const mostPeople = 500;

interface FoundInvitation {
  id: string;
  groupId: string;
  email: string | null;
  role: GroupRole;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
  closedAt: Date | null;
}

async function findInvitation(
  database: Database,
  { secrets }: Pick<Ground, 'secrets'>,
  key: string,
  hold: boolean,
): Promise<FoundInvitation> {
  const id = invitationOf(secrets, key);
  if (!id) throw notFound('invitation');
  // the group first, then the invitation: always in this order, so that two who join never wait for each other
  const { rows } = await sql<FoundInvitation>`select invitation.id, invitation.group_id as "groupId", invitation.email, invitation.role,
      invitation.expires_at as "expiresAt", invitation.accepted_at as "acceptedAt", invitation.revoked_at as "revokedAt",
      peer_group.closed_at as "closedAt"
    from group_invitation invitation join peer_group on peer_group.id = invitation.group_id
    where invitation.id = ${id} ${hold ? sql`for update` : sql``}`.execute(database);
  if (!rows[0]) throw notFound('invitation');
  return rows[0];
}

function requireOpen(invitation: FoundInvitation, now: Date): void {
  if (invitation.closedAt) throw invitationClosed('closed');
  if (invitation.revokedAt) throw invitationClosed('revoked');
  if (invitation.acceptedAt) throw invitationClosed('accepted');
  if (invitation.expiresAt <= now) throw invitationClosed('expired');
}

/**
 * What an invitation is to, for whoever holds its link; before signing in as well.
 *
 * @throws {Problem} 404; 410 when it no longer works
 */
export async function readInvitation(ground: Pick<Ground, 'database' | 'clock' | 'secrets'>, key: string, personId: string | null) {
  const invitation = await findInvitation(ground.database, ground, key, false);
  const { rows } = await sql<{
    name: string;
    purpose: string;
    kind: 'plc' | 'cohort';
    organization: string | null;
    leaders: string[];
    people: number;
    joined: boolean;
  }>`select g.name, g.purpose, g.kind, o.name as organization,
      coalesce((select json_agg(person.name order by member.joined_at) from group_member member join person on person.id = member.person_id
        where member.group_id = g.id and member.left_at is null and member.role <> 'member'), '[]') as leaders,
      (select count(*)::int from group_member where group_id = g.id and left_at is null) as people,
      exists (select from group_member where group_id = g.id and left_at is null and person_id = ${personId}::uuid) as joined
    from peer_group g left join organization o on o.id = g.organization_id where g.id = ${invitation.groupId}`.execute(ground.database);
  const [group] = rows;
  if (!group) throw notFound('group');
  // who has joined is led in, whatever became of the link
  if (!group.joined) requireOpen(invitation, ground.clock());
  return { ...group, groupId: group.joined ? invitation.groupId : null, role: invitation.role, forAddress: invitation.email !== null };
}

/**
 * Joins a group by an invitation. Consent to the board is asked here and can be changed later. Joining twice leads to the same place.
 *
 * @throws {Problem} 403 `other-address`; 409 `not-a-coach`, `group-full`; 410 when it no longer works
 */
export async function joinGroup(
  ground: Pick<Ground, 'database' | 'clock' | 'secrets' | 'events'>,
  { key, personId, sharesProgress }: { key: string; personId: string; sharesProgress: boolean },
): Promise<{ groupId: string }> {
  const { database, clock, events } = ground;
  return database.transaction().execute(async (transaction) => {
    const invitation = await findInvitation(transaction, ground, key, true);
    const { groupId, email, role } = invitation;
    const member = await transaction
      .selectFrom('group_member')
      .select(['role', 'left_at'])
      .where('group_id', '=', groupId)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    if (member && !member.left_at) return { groupId };
    requireOpen(invitation, clock());
    if (email && !(await holdsAddress(transaction, personId, email))) throw otherAddress();
    if (role === 'coach') await requireCoach(transaction, groupId, personId);
    const { people } = await transaction
      .selectFrom('group_member')
      .select(sql<number>`count(*)::int`.as('people'))
      .where('group_id', '=', groupId)
      .where('left_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (people >= mostPeople) throw groupFull(mostPeople);
    await transaction
      .insertInto('group_member')
      .values({ group_id: groupId, person_id: personId, role, shares_progress: sharesProgress })
      .onConflict((conflict) =>
        conflict
          .columns(['group_id', 'person_id'])
          .doUpdateSet({ role, shares_progress: sharesProgress, joined_at: clock(), left_at: null }),
      )
      .execute();
    if (email) await transaction.updateTable('group_invitation').set({ accepted_at: clock() }).where('id', '=', invitation.id).execute();
    await events.emit(transaction, 'group.member-joined', { groupId, personId, role });
    return { groupId };
  });
}

async function holdsAddress(transaction: Writing, personId: string, email: string): Promise<boolean> {
  const { rows } =
    await sql`select from email_address where person_id = ${personId} and email = ${email} and verified_at is not null`.execute(
      transaction,
    );
  return rows.length > 0;
}

/** @throws {Problem} 409 `not-a-coach` unless the person coaches for the group's organization; a free group asks for nothing */
export async function requireCoach(transaction: Writing, groupId: string, personId: string): Promise<void> {
  const { rows } = await sql`select from peer_group g where g.id = ${groupId} and (g.organization_id is null or exists (
    select from membership where membership.organization_id = g.organization_id and person_id = ${personId} and 'coach' = any (roles)))`.execute(
    transaction,
  );
  if (!rows.length) throw notACoach();
}
