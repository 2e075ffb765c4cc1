import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { type Caller, hasRole, type Role } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import { administersAbove } from './administers-above.ts';
import { hashMailedToken } from './mailed-token.ts';
import { administrators } from './policy.ts';
import { rolesGivenBy, rolesOf } from './roles.ts';

/** An organization as its members see it, with what the caller may do there. */
export async function readOrganization(database: Database, caller: Caller, organizationId: string) {
  const row = await database
    .selectFrom('organization')
    .leftJoin('organization as parent', 'parent.id', 'organization.parent_id')
    .select(['organization.id', 'organization.slug', 'organization.name', 'organization.tagline', 'organization.description'])
    .select(['organization.website', 'organization.color', 'organization.country', 'organization.timezone'])
    .select(['organization.is_issuer', 'organization.is_recognizer', 'parent.name as parentName'])
    .select(sql<number>`(select count(*)::int from membership where organization_id = organization.id)`.as('memberCount'))
    .where('organization.id', '=', organizationId)
    .executeTakeFirst();
  if (!row) throw notFound('organization');
  const { id, is_issuer: isIssuer, is_recognizer: isRecognizer, ...facts } = row;
  const roles = caller.memberships.find((membership) => membership.organizationId === id)?.roles ?? [];
  const isAbove = await administersAbove(database, id, caller.personId);
  const acting: Role[] = isAbove ? [...roles, 'recognizer-admin'] : roles;
  const children = await database
    .selectFrom('organization')
    .select(['id as organizationId', 'name'])
    .where('parent_id', '=', id)
    .orderBy('name')
    .orderBy('id')
    .limit(1000)
    .execute();
  return {
    organizationId: id,
    ...facts,
    isIssuer,
    isRecognizer,
    roles,
    mayAdminister: isAbove || hasRole(caller, id, administrators),
    /** The roles the caller may give and take here. */
    rolesToGive: rolesOf({ isIssuer, isRecognizer }).filter((role) => rolesGivenBy(acting).includes(role)),
    /** What belongs to it: a district's schools. */
    children,
  };
}

/** What a list of members may be narrowed by, and where it goes on. */
export interface MemberSearch {
  /** Part of a name or an address. */
  words?: string | undefined;
  role?: Role | undefined;
  /** The last person of the page before. */
  cursor?: string | undefined;
  limit: number;
}

/** A page of members, those who joined Brevet last first; the primary key carries the order. */
export async function membersOf(database: Database, organizationId: string, { words, role, cursor, limit }: MemberSearch) {
  let query = database
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.id as personId', 'person.name', 'person.headline', 'person.email', 'membership.roles'])
    .where('membership.organization_id', '=', organizationId)
    .orderBy('membership.person_id', 'desc')
    .limit(limit + 1);
  if (cursor) query = query.where('membership.person_id', '<', cursor);
  if (role) query = query.where(sql<boolean>`${role} = any (membership.roles)`);
  if (words) {
    const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where(({ eb, or }) => or([eb('person.name', 'ilike', pattern), eb('person.email', 'ilike', pattern)]));
  }
  return page(await query.execute(), limit, ({ personId }) => personId);
}

/** How an invitation stands. */
export type InvitationState = 'open' | 'accepted' | 'withdrawn' | 'expired';

function stateOf(row: { accepted_at: Date | null; withdrawn_at: Date | null; expires_at: Date }, now: Date): InvitationState {
  if (row.accepted_at) return 'accepted';
  if (row.withdrawn_at) return 'withdrawn';
  return row.expires_at <= now ? 'expired' : 'open';
}

/** A page of an organization's invitations, the newest first. */
export async function invitationsOf(database: Database, organizationId: string, now: Date, cursor: string | undefined, limit: number) {
  let query = database
    .selectFrom('invitation')
    .leftJoin('person', 'person.id', 'invitation.invited_by')
    .select(['invitation.id', 'invitation.email', 'invitation.roles', 'invitation.created_at', 'invitation.expires_at'])
    .select(['invitation.accepted_at', 'invitation.withdrawn_at', 'person.name as invitedBy'])
    .where('invitation.organization_id', '=', organizationId)
    .orderBy('invitation.id', 'desc')
    .limit(limit + 1);
  if (cursor) query = query.where('invitation.id', '<', cursor);
  const items = (await query.execute()).map((row) => ({
    invitationId: row.id,
    email: row.email,
    roles: row.roles,
    state: stateOf(row, now),
    invitedBy: row.invitedBy,
    sentAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }));
  return page(items, limit, ({ invitationId }) => invitationId);
}

const invitations = (database: Database) =>
  database
    .selectFrom('invitation')
    .innerJoin('organization', 'organization.id', 'invitation.organization_id')
    .leftJoin('person', 'person.id', 'invitation.invited_by')
    .select(['invitation.id', 'invitation.email', 'invitation.roles', 'invitation.expires_at', 'invitation.accepted_at'])
    .select(['invitation.withdrawn_at', 'organization.name as organization', 'person.name as invitedBy']);

type InvitationRow = Awaited<ReturnType<ReturnType<typeof invitations>['executeTakeFirstOrThrow']>>;

const asInvitation = (row: InvitationRow, now: Date) => ({
  invitationId: row.id,
  organization: row.organization,
  email: row.email,
  roles: row.roles,
  invitedBy: row.invitedBy,
  state: stateOf(row, now),
  expiresAt: row.expires_at.toISOString(),
});

/** An invitation as the holder of its link sees it. */
export async function readInvitation(database: Database, token: string, now: Date) {
  const row = await invitations(database).where('invitation.token_hash', '=', hashMailedToken(token)).executeTakeFirst();
  if (!row) throw notFound('invitation');
  return asInvitation(row, now);
}

/** Open invitations to the addresses a person has confirmed. */
export async function invitationsTo(database: Database, personId: string, now: Date) {
  const rows = await invitations(database)
    .innerJoin('email_address', 'email_address.email', 'invitation.email')
    .where('email_address.person_id', '=', personId)
    .where('email_address.verified_at', 'is not', null)
    .where('invitation.accepted_at', 'is', null)
    .where('invitation.withdrawn_at', 'is', null)
    .where('invitation.expires_at', '>', now)
    .orderBy('invitation.id', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => asInvitation(row, now));
}

/** One row more than the page was asked: it tells that there is another. */
function page<T>(rows: T[], limit: number, idOf: (row: T) => string): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? idOf(last) : null };
}
