import { stringify } from 'csv-stringify/sync';
import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Step } from './apply-import.ts';
import type { Kind, Modes } from './one-roster/standard.ts';

export const importStates = ['reading', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'discarded'] as const;
export const actions = ['added', 'changed', 'left'] as const;
export const matchings = ['sourced-id', 'identifier', 'address', 'name', 'district', 'above', 'new', 'waiting'] as const;
type Action = (typeof actions)[number];

/** An import as it is listed. */
export interface ListedImport {
  id: string;
  fileNames: string[];
  source: string | null;
  modes: Modes;
  state: (typeof importStates)[number];
  rows: number;
  problems: number;
  progress: { step: Step; done: number; total: number } | null;
  createdAt: Date;
  createdBy: string | null;
  appliedAt: Date | null;
  appliedBy: string | null;
  undoneAt: Date | null;
  undoneBy: string | null;
  /** Whether it is the one that can be undone. */
  stands: boolean;
}

const imports = (database: Database, recognizerId: string) =>
  database
    .selectFrom('roster_import as i')
    .leftJoin('person as c', 'c.id', 'i.created_by')
    .leftJoin('person as a', 'a.id', 'i.applied_by')
    .leftJoin('person as u', 'u.id', 'i.undone_by')
    .select(['i.id', 'i.file_names as fileNames', 'i.source', 'i.rows', 'i.problems', 'i.created_at as createdAt'])
    .select(['i.applied_at as appliedAt', 'i.undone_at as undoneAt', 'c.name as createdBy', 'a.name as appliedBy', 'u.name as undoneBy'])
    .select([
      sql<ListedImport['state']>`i.state`.as('state'),
      sql<Modes>`i.modes`.as('modes'),
      sql<ListedImport['progress']>`i.progress`.as('progress'),
      sql<boolean>`i.state = 'applied' and i.id = (select id from roster_import last
        where last.recognizer_id = ${recognizerId} and last.state in ('applied', 'undoing') order by last.applied_at desc limit 1)`.as(
        'stands',
      ),
    ])
    .where('i.recognizer_id', '=', recognizerId);

/** Imports of a recognizer, the newest first; those let go of before they were applied are left out. */
export async function listImports(
  database: Database,
  recognizerId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: ListedImport[]; nextCursor: string | null }> {
  let query = imports(database, recognizerId).where('i.state', '<>', 'discarded').orderBy('i.id', 'desc');
  if (cursor) query = query.where('i.id', '<', cursor);
  const rows = await query.limit(limit + 1).execute();
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** How the roster stands: how many are in it, and how many of them have no account here yet. */
export async function readRoster(
  database: Database,
  recognizerId: string,
): Promise<{ organizations: number; people: number; waiting: number }> {
  const { rows } = await sql<{ organizations: number; people: number; waiting: number }>`
    select count(*) filter (where kind = 'organization' and organization_id is distinct from ${recognizerId} and organization_id is not null)::int as organizations,
      count(*) filter (where kind = 'person')::int as people,
      count(*) filter (where kind = 'person' and person_id is null)::int as waiting
    from roster_record where recognizer_id = ${recognizerId} and active and kind <> 'role'`.execute(database);
  return rows[0] ?? { organizations: 0, people: 0, waiting: 0 };
}

export interface Counted {
  kind: Kind;
  action: Action;
  count: number;
}

/**
 * An import, and how much of each kind it changes.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function readImport(
  database: Database,
  { recognizerId, importId }: { recognizerId: string; importId: string },
): Promise<ListedImport & { counts: Counted[]; waiting: number }> {
  const found = await imports(database, recognizerId)
    .where('i.id', '=', importId)
    .executeTakeFirstOrThrow(() => notFound('import'));
  const { rows } = await sql<Counted & { waiting: number }>`
    select kind, action, count(*)::int as count, count(*) filter (where matched_by = 'waiting')::int as waiting
    from roster_change where import_id = ${importId} group by 1, 2 order by 1, 2`.execute(database);
  return {
    ...found,
    counts: rows.map(({ waiting: _, ...counted }) => counted),
    waiting: rows.reduce((sum, { waiting }) => sum + waiting, 0),
  };
}

/** A change as people read it. */
export interface ShownChange {
  position: number;
  kind: Kind;
  action: Action;
  sourcedId: string;
  /** Whose or what: a school's name, a person's; of a role the person's. */
  title: string;
  /** Of a role: where. */
  at: string | null;
  matchedBy: (typeof matchings)[number] | null;
  /** The account's own name, where it is known by its number or address. */
  account: string | null;
  differences: { field: string; from: string | null; to: string | null }[];
  /** Roles given by hand that somebody who leaves keeps here. */
  keeps: string[];
}

type Data = Record<string, string | boolean | null>;

/** A page of an import's changes, in the order in which they are applied. */
export async function listChanges(
  database: Database,
  {
    recognizerId,
    importId,
    kind,
    action,
    cursor,
    limit,
  }: {
    recognizerId: string;
    importId: string;
    kind?: Kind | undefined;
    action?: Action | undefined;
    cursor: number;
    limit: number;
  },
): Promise<{ items: ShownChange[]; nextCursor: number | null }> {
  await imports(database, recognizerId)
    .where('i.id', '=', importId)
    .executeTakeFirstOrThrow(() => notFound('import'));
  const named = (of: 'person' | 'organization', reference: string) => sql`coalesce(
    (select coalesce(n.after, n.before) from roster_change n where n.import_id = ${importId} and n.kind = ${of} and n.sourced_id = ${sql.raw(reference)} limit 1),
    (select n.data from roster_record n where n.recognizer_id = ${recognizerId} and n.kind = ${of} and n.sourced_id = ${sql.raw(reference)}))`;
  const { rows } = await sql<
    Omit<ShownChange, 'differences' | 'title' | 'at'> & {
      before: Data | null;
      after: Data | null;
      person: Data | null;
      organization: Data | null;
      parents: { from: string | null; to: string | null } | null;
    }
  >`
    with recursive own as (
      select id from organization where id = ${recognizerId}
      union select o.id from organization o join own on o.parent_id = own.id),
    page as (select * from roster_change where import_id = ${importId} and position > ${cursor}
      and (${kind ?? null}::text is null or kind = ${kind ?? null}) and (${action ?? null}::text is null or action = ${action ?? null})
      order by position limit ${limit + 1})
    select c.position, c.kind, c.action, c.sourced_id as "sourcedId", c.matched_by as "matchedBy", c.before, c.after,
      case when c.kind = 'role' then ${named('person', "coalesce(c.after, c.before)->>'person'")} end as person,
      case when c.kind = 'role' then ${named('organization', "coalesce(c.after, c.before)->>'organization'")} end as organization,
      case when c.kind = 'organization' then jsonb_build_object('from', ${named('organization', "c.before->>'parent'")}->>'name',
        'to', ${named('organization', "c.after->>'parent'")}->>'name') end as parents,
      case when c.matched_by in ('identifier', 'address') then (select name from person p where p.id = c.person_id) end as account,
      coalesce(case when c.kind = 'person' and c.action = 'left' then
        (select array_agg(distinct role) from membership m join own on own.id = m.organization_id cross join unnest(m.roles) role
          where m.person_id = c.person_id and role <> 'educator') end, '{}') as keeps
    from page c order by c.position`.execute(database);
  const items = rows.slice(0, limit).map(({ before, after, person, organization, parents, ...change }): ShownChange => {
    const about = after ?? before ?? {};
    return {
      ...change,
      title: change.kind === 'organization' ? String(about.name) : nameOf(change.kind === 'person' ? about : person),
      at: change.kind === 'role' ? String(organization?.name ?? about.organization) : null,
      differences: differencesOf(change.kind, before, after, parents),
    };
  });
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.position ?? null) : null };
}

const nameOf = (data: Data | null) => [data?.givenName, data?.familyName].filter(Boolean).join(' ') || '–';

const shownFields = {
  organization: ['name', 'type', 'identifier', 'parent'],
  person: ['givenName', 'familyName', 'email', 'identifier', 'enabled'],
  role: ['position', 'primary', 'beginsOn', 'endsOn'],
} as const satisfies Record<Kind, readonly string[]>;

/** Field by field what differs; of what is new or gone all that is said. */
function differencesOf(
  kind: Kind,
  before: Data | null,
  after: Data | null,
  parents: { from: string | null; to: string | null } | null,
): ShownChange['differences'] {
  const said = (value: string | boolean | null | undefined) => (value === null || value === undefined ? null : String(value));
  return shownFields[kind].flatMap((field) => {
    const from = field === 'parent' ? (parents?.from ?? null) : said(before?.[field]);
    const to = field === 'parent' ? (parents?.to ?? null) : said(after?.[field]);
    if (from === to) return [];
    // what every new record says is not worth a line
    if (!before && ((field === 'enabled' && to === 'true') || (kind !== 'role' && ['givenName', 'familyName', 'name'].includes(field))))
      return [];
    return [{ field, from, to }];
  });
}

export interface ShownProblem {
  number: number;
  file: string;
  row: number | null;
  column: string;
  code: string;
  message: string;
}

/** A page of what is wrong with an import. */
export async function listProblems(
  database: Database,
  { recognizerId, importId, cursor, limit }: { recognizerId: string; importId: string; cursor: number; limit: number },
): Promise<{ items: ShownProblem[]; nextCursor: number | null }> {
  await imports(database, recognizerId)
    .where('i.id', '=', importId)
    .executeTakeFirstOrThrow(() => notFound('import'));
  const rows = await database
    .selectFrom('roster_import_problem')
    .select(['number', 'file', 'row', 'column', 'code', 'message'])
    .where('import_id', '=', importId)
    .where('number', '>', cursor)
    .orderBy('number')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.number ?? null) : null };
}

/** All that is wrong, as a file to put the roster right by; formulas are not let in. */
export async function writeProblems(database: Database, about: { recognizerId: string; importId: string }): Promise<string> {
  const { items } = await listProblems(database, { ...about, cursor: 0, limit: 100_000 });
  return stringify(
    [
      ['file', 'row', 'column', 'problem'],
      ...items.map(({ file, row, column, message }) => [file, row ?? '', column, `${column} ${message}`]),
    ],
    { escape_formulas: true },
  );
}
