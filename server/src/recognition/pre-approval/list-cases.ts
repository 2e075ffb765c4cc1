import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { Role } from '../../platform/http/access.ts';
import type { CaseState } from './case-states.ts';

/** A request on a list. */
export interface ListedCase {
  id: string;
  state: CaseState;
  program: { id: string; name: string };
  educator: { id: string; name: string };
  group: { id: string; name: string } | null;
  /** How many earn under it, and how many lines they chose. */
  members: number;
  lines: number;
  /** Titles of what is asked for, at most three. */
  titles: string[];
  startsOn: string | null;
  endsOn: string | null;
  /** Whose turn it is, while it is with its approvers. */
  waitsFor: string | null;
  /** When something was done with it last. */
  since: Date;
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** One's own requests and those of one's groups, the newest first. */
export async function listOwnCases(
  database: Database,
  { personId, programId, cursor, limit }: { personId: string; programId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<ListedCase>> {
  const rows = await cases(database)(sql`
    (p.educator_id = ${personId}
      or p.group_id in (select group_id from group_member where person_id = ${personId} and left_at is null and role <> 'coach')
      or p.id in (select pre_approval_id from pre_approval_member where educator_id = ${personId}))
    ${programId ? sql`and p.program_id = ${programId}` : sql``}
    ${cursor ? sql`and p.id < ${cursor}` : sql``}
    order by p.id desc limit ${limit + 1}`);
  return pageOf(rows, limit, ({ id }) => id);
}

/** What the desk is asked for. */
export interface DeskQuestion {
  /** The recognizer, or a school of it: then the requests of its people. */
  organizationId: string;
  /** Those that wait for a role of the caller's; null for all. */
  roles: readonly Role[] | null;
  personId: string;
  state: Exclude<CaseState, 'draft'>;
  programId?: string | undefined;
  q?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** The reviewers' desk: what waits the oldest first, what is decided the newest first. Own requests are with somebody else. */
export async function listDeskCases(database: Database, question: DeskQuestion): Promise<Page<ListedCase>> {
  const { organizationId, roles, personId, state, programId, q, cursor, limit } = question;
  const waits = state === 'submitted' || state === 'asked-back';
  const rows = await cases(database)(sql`
    p.state = ${state}
    and (p.recognizer_id = ${organizationId} or (
      p.recognizer_id in (
        with recursive above as (select id, parent_id from organization where id = ${organizationId}
          union select o.id, o.parent_id from organization o join above on above.parent_id = o.id) select id from above)
      and exists (with recursive own as (select id from organization where id = ${organizationId}
          union select o.id from organization o join own on o.parent_id = own.id)
        select from membership m join own on own.id = m.organization_id where m.person_id = p.educator_id)))
    ${
      roles
        ? sql`and p.chain->(p.step - 1)->>'role' = any(${roles}::text[]) and p.educator_id <> ${personId}
            and not exists (select from pre_approval_member m where m.pre_approval_id = p.id and m.educator_id = ${personId})`
        : sql``
    }
    ${programId ? sql`and p.program_id = ${programId}` : sql``}
    ${q ? sql`and (person.name ilike ${like(q)} or g.name ilike ${like(q)})` : sql``}
    ${cursor ? (waits ? sql`and p.last_act_id > ${cursor}` : sql`and p.last_act_id < ${cursor}`) : sql``}
    order by p.last_act_id ${waits ? sql`asc` : sql`desc`} limit ${limit + 1}`);
  return pageOf(rows, limit, ({ lastActId, id }) => lastActId ?? id);
}

interface Row extends Omit<ListedCase, 'program' | 'educator' | 'group'> {
  programId: string;
  programName: string;
  educatorId: string;
  educatorName: string;
  groupId: string | null;
  groupName: string | null;
  lastActId: string | null;
}

const cases =
  (database: Database) =>
  async (where: RawBuilder<unknown>): Promise<Row[]> => {
    const { rows } = await sql<Row>`
      select p.id, p.state, p.program_id as "programId", v.definition->>'name' as "programName", p.educator_id as "educatorId",
        person.name as "educatorName", p.group_id as "groupId", g.name as "groupName", p.starts_on as "startsOn", p.ends_on as "endsOn",
        case when p.state in ('submitted', 'asked-back') then p.chain->(p.step - 1)->>'title' end as "waitsFor",
        p.last_act_id as "lastActId",
        coalesce((select taken_at from pre_approval_act a where a.id = p.last_act_id), p.created_at) as since,
        (select count(*)::int from pre_approval_member m where m.pre_approval_id = p.id) as members,
        (select count(*)::int from pre_approval_line l where l.pre_approval_id = p.id) as lines,
        array(select l.title from pre_approval_line l where l.pre_approval_id = p.id group by l.title order by l.title limit 3) as titles
      from pre_approval p
        join program on program.id = p.program_id
        join program_version v on v.id = coalesce(p.version_id, program.current_version_id)
        join person on person.id = p.educator_id
        left join peer_group g on g.id = p.group_id
      where ${where}`.execute(database);
    return rows;
  };

function pageOf(rows: Row[], limit: number, key: (row: Row) => string): Page<ListedCase> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ programId, programName, educatorId, educatorName, groupId, groupName, lastActId: _, ...row }) => ({
      ...row,
      program: { id: programId, name: programName },
      educator: { id: educatorId, name: educatorName },
      group: groupId ? { id: groupId, name: groupName ?? '' } : null,
    })),
    nextCursor: rows.length > limit && last ? key(last) : null,
  };
}

const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
