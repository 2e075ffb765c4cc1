import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import { progressOf } from '../portfolio/index.ts';
import { type BoardLine, type BoardMember, layBoard } from './board.ts';
import { invitationAddress } from './invite-to-group.ts';
import type { GroupRole } from './policy.ts';

/** Reads of groups, shaped for their screens. */

export interface ListedGroup {
  id: string;
  name: string;
  kind: 'plc' | 'cohort';
  organization: string | null;
  role: GroupRole;
  members: number;
  startsOn: string | null;
  endsOn: string | null;
  closed: boolean;
}

/** One's own groups, the newest first. */
export async function listMyGroups(
  database: Database,
  personId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const { rows } = await sql<ListedGroup>`select g.id, g.name, g.kind, o.name as organization, mine.role, g.starts_on as "startsOn",
      g.ends_on as "endsOn", g.closed_at is not null as closed,
      (select count(*)::int from group_member where group_id = g.id and left_at is null and role <> 'coach') as members
    from group_member mine join peer_group g on g.id = mine.group_id left join organization o on o.id = g.organization_id
    where mine.person_id = ${personId} and mine.left_at is null and (${cursor ?? null}::uuid is null or g.id < ${cursor ?? null}::uuid)
    order by g.id desc limit ${limit + 1}`.execute(database);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

export interface GroupMicroCredential {
  id: string;
  slug: string;
  title: string;
}
export interface GroupView {
  id: string;
  name: string;
  purpose: string;
  kind: 'plc' | 'cohort';
  organization: { id: string; name: string } | null;
  startsOn: string | null;
  endsOn: string | null;
  closed: boolean;
  microCredentials: GroupMicroCredential[];
  mine: { personId: string; role: GroupRole; sharesProgress: boolean; announcementsByMail: boolean };
  people: { personId: string; name: string; headline: string | null; role: GroupRole; joinedAt: string }[];
}

/** A group for one of its people; the policy has asked. */
export async function readGroup(database: Database, groupId: string, personId: string): Promise<GroupView> {
  const { rows } = await sql<GroupView>`select g.id, g.name, g.purpose, g.kind, g.starts_on as "startsOn", g.ends_on as "endsOn",
      g.closed_at is not null as closed,
      case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as organization,
      json_build_object('personId', mine.person_id, 'role', mine.role, 'sharesProgress', mine.shares_progress,
        'announcementsByMail', mine.announcements_by_mail) as mine,
      coalesce((select json_agg(json_build_object('id', mc.id, 'slug', mc.slug, 'title', version.definition ->> 'title') order by bound.position)
        from group_micro_credential bound join micro_credential mc on mc.id = bound.micro_credential_id
          join micro_credential_version version on version.id = mc.current_version_id where bound.group_id = g.id), '[]') as "microCredentials",
      (select json_agg(json_build_object('personId', person.id, 'name', person.name, 'headline', person.headline, 'role', member.role,
          'joinedAt', member.joined_at) order by array_position(array['leader', 'coach', 'member'], member.role), person.name, person.id)
        from group_member member join person on person.id = member.person_id where member.group_id = g.id and member.left_at is null) as people
    from peer_group g join group_member mine on mine.group_id = g.id and mine.person_id = ${personId} and mine.left_at is null
      left join organization o on o.id = g.organization_id
    where g.id = ${groupId}`.execute(database);
  if (!rows[0]) throw notFound('group');
  return rows[0];
}

export interface Board {
  microCredentials: GroupMicroCredential[];
  /** The people who are counted: members and leaders. */
  lines: BoardLine[];
}

/**
 * A group's board. Where the group is bound to micro-credentials it shows those; else what its people work on. Nothing is asked about
 * who does not share.
 */
export async function readBoard(database: Database, groupId: string): Promise<Board> {
  const { rows: members } =
    await sql<BoardMember>`select person.id as "personId", person.name, member.role, member.shares_progress as "sharesProgress"
    from group_member member join person on person.id = member.person_id
    where member.group_id = ${groupId} and member.left_at is null and member.role <> 'coach'
    order by person.name, person.id`.execute(database);
  const { rows: bound } = await sql<GroupMicroCredential>`select mc.id, mc.slug, version.definition ->> 'title' as title
    from group_micro_credential chosen join micro_credential mc on mc.id = chosen.micro_credential_id
      join micro_credential_version version on version.id = mc.current_version_id
    where chosen.group_id = ${groupId} order by chosen.position`.execute(database);
  const sharing = members.filter(({ sharesProgress }) => sharesProgress).map(({ personId }) => personId);
  const progress = await progressOf(database, sharing, bound.length ? bound.map(({ id }) => id) : null);
  const begun = new Map(progress.map(({ microCredentialId: id, slug, title }) => [id, { id, slug, title }]));
  return { microCredentials: bound.length ? bound : [...begun.values()], lines: layBoard(members, progress) };
}

/** Ways in that are open or were used, the newest first, for leaders. */
export async function listInvitations(ground: Pick<Ground, 'database' | 'config' | 'secrets' | 'clock'>, groupId: string) {
  const { rows } = await sql<{
    id: string;
    email: string | null;
    role: GroupRole;
    createdAt: Date;
    expiresAt: Date;
    createdBy: string | null;
  }>`
    select invitation.id, invitation.email, invitation.role, invitation.created_at as "createdAt", invitation.expires_at as "expiresAt",
      person.name as "createdBy"
    from group_invitation invitation left join person on person.id = invitation.created_by
    where invitation.group_id = ${groupId} and invitation.revoked_at is null and invitation.accepted_at is null
      and invitation.expires_at > ${ground.clock()}
    order by invitation.id desc limit 200`.execute(ground.database);
  return rows.map((invitation) => ({ ...invitation, link: invitation.email ? null : invitationAddress(ground, invitation.id) }));
}

/** Announcements, the newest first. */
export async function listAnnouncements(
  database: Database,
  groupId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const { rows } = await sql<{ id: string; text: string; author: string | null; createdAt: Date }>`
    select announcement.id, announcement.text, person.name as author, announcement.created_at as "createdAt"
    from group_announcement announcement left join person on person.id = announcement.author_id
    where announcement.group_id = ${groupId} and announcement.removed_at is null
      and (${cursor ?? null}::uuid is null or announcement.id < ${cursor ?? null}::uuid)
    order by announcement.id desc limit ${limit + 1}`.execute(database);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
