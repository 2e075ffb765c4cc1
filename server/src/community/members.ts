import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';

/** What programs ask of groups. Whoever uses a group checks its own rules of size. */

export interface GroupHead {
  id: string;
  name: string;
  organizationId: string | null;
  closed: boolean;
  /** Members and leaders; coaches are not counted. */
  members: number;
}

/** A group's facts; null where there is none. */
export async function groupHead(database: Database, groupId: string): Promise<GroupHead | null> {
  const { rows } = await sql<GroupHead>`select g.id, g.name, g.organization_id as "organizationId", g.closed_at is not null as closed,
      (select count(*)::int from group_member where group_id = g.id and left_at is null and role <> 'coach') as members
    from peer_group g where g.id = ${groupId}`.execute(database);
  return rows[0] ?? null;
}

/** The people in a group now, coaches left out, by name. */
export async function membersOf(
  database: Database,
  groupId: string,
): Promise<{ personId: string; name: string; role: 'member' | 'leader'; joinedAt: Date }[]> {
  const { rows } = await sql<{ personId: string; name: string; role: 'member' | 'leader'; joinedAt: Date }>`
    select person.id as "personId", person.name, member.role, member.joined_at as "joinedAt"
    from group_member member join person on person.id = member.person_id
    where member.group_id = ${groupId} and member.left_at is null and member.role <> 'coach'
    order by person.name, person.id`.execute(database);
  return rows;
}

async function holds(database: Database, groupId: string, personId: string, roles: readonly string[]): Promise<boolean> {
  const { rows } = await sql`select from group_member
    where group_id = ${groupId} and person_id = ${personId} and left_at is null and role = any (${[...roles]}::text[])`.execute(database);
  return rows.length > 0;
}

export const isMemberOf = (database: Database, groupId: string, personId: string) =>
  holds(database, groupId, personId, ['member', 'leader']);
export const isLeaderOf = (database: Database, groupId: string, personId: string) => holds(database, groupId, personId, ['leader']);
export const isCoachOf = (database: Database, groupId: string, personId: string) => holds(database, groupId, personId, ['coach']);

/** Whether two people are in one group now, in whatever role; who evaluates must not be. */
export async function shareAGroup(database: Database, one: string, other: string): Promise<boolean> {
  const { rows } = await sql`select from group_member a join group_member b on b.group_id = a.group_id and b.left_at is null
    where a.person_id = ${one} and b.person_id = ${other} and a.left_at is null limit 1`.execute(database);
  return rows.length > 0;
}
