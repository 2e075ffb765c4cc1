import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { notFound } from '../../platform/http/problem.ts';

export const nominationStates = ['open', 'accepted', 'declined', 'withdrawn'] as const;
export type NominationState = (typeof nominationStates)[number];

/** A nomination on a list. */
export interface ListedNomination {
  id: string;
  state: NominationState;
  title: string;
  microCredential: { id: string; slug: string } | null;
  foreign: { id: string; issuer: string } | null;
  sourceUrl: string | null;
  rationale: string;
  by: { id: string; name: string };
  createdAt: Date;
  reason: string | null;
  entryId: string | null;
  versionNumber: number | null;
  support: number;
  comments: number;
  mine: { nominated: boolean; supports: boolean };
}

/** A nomination with what others say of it and its record. */
export interface ShownNomination extends ListedNomination {
  program: { id: string; slug: string; name: string; recognizer: { id: string; slug: string; name: string } };
  discussion: { id: string; by: { id: string; name: string }; text: string; at: Date }[];
  record: { act: string; reason: string | null; by: { id: string; name: string }; at: Date }[];
}

interface Row extends Omit<ListedNomination, 'microCredential' | 'foreign' | 'by' | 'mine'> {
  microCredentialId: string | null;
  microCredentialSlug: string | null;
  foreignId: string | null;
  foreignIssuer: string | null;
  byId: string;
  byName: string;
  supports: boolean;
}

const columns = (viewerId: string) => sql`n.id, n.state, n.title, n.micro_credential_id as "microCredentialId",
  mc.slug as "microCredentialSlug", n.foreign_id as "foreignId", n.foreign_issuer as "foreignIssuer", n.source_url as "sourceUrl",
  n.rationale, person.id as "byId", person.name as "byName", n.created_at as "createdAt", n.reason, n.entry_id as "entryId",
  n.version_number as "versionNumber",
  (select count(*)::int from nomination_support s where s.nomination_id = n.id) as support,
  (select count(*)::int from nomination_comment c where c.nomination_id = n.id and c.removed_at is null) as comments,
  exists (select from nomination_support s where s.nomination_id = n.id and s.person_id = ${viewerId}) as supports`;

/** Nominations of a program in a state, the newest first. */
export async function listNominations(
  database: Database,
  {
    programId,
    state,
    viewerId,
    cursor,
    limit,
  }: { programId: string; state: NominationState; viewerId: string; cursor?: string | undefined; limit: number },
): Promise<{ items: ListedNomination[]; nextCursor: string | null }> {
  const { rows } = await sql<Row>`select ${columns(viewerId)}
    from nomination n join person on person.id = n.nominated_by left join micro_credential mc on mc.id = n.micro_credential_id
    where n.program_id = ${programId} and n.state = ${state} ${cursor ? sql`and n.id < ${cursor}` : sql``}
    order by n.id desc limit ${limit + 1}`.execute(database);
  const items = rows.slice(0, limit).map((row) => listed(row, viewerId));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** Titles of the list and of open nominations that read like one: a hint before the same is proposed under another name. */
export async function similarTitles(
  database: Database,
  { programId, title }: { programId: string; title: string },
): Promise<{ title: string; nominationId: string | null }[]> {
  const { rows } = await sql<{ title: string; nominationId: string | null }>`
    select title, "nominationId" from (
      select distinct e.title, null::uuid as "nominationId" from program p join program_entry e on e.version_id = p.current_version_id
      where p.id = ${programId}
      union all
      select title, id from nomination where program_id = ${programId} and state = 'open') known
    where similarity(title, ${title}) > 0.4 order by similarity(title, ${title}) desc limit 5`.execute(database);
  return rows;
}

/** @throws {Problem} 404 `not-found` */
export async function readNomination(database: Database, nominationId: string, viewerId: string): Promise<ShownNomination> {
  const { rows } = await sql<Row & Pick<ShownNomination, 'program' | 'discussion' | 'record'>>`select ${columns(viewerId)},
      json_build_object('id', p.id, 'slug', p.slug, 'name', v.definition->>'name',
        'recognizer', json_build_object('id', o.id, 'slug', o.slug, 'name', o.name)) as program
    from nomination n join person on person.id = n.nominated_by left join micro_credential mc on mc.id = n.micro_credential_id
      join program p on p.id = n.program_id join program_version v on v.id = p.current_version_id join organization o on o.id = p.recognizer_id
    where n.id = ${nominationId}`.execute(database);
  const [row] = rows;
  if (!row) throw notFound('nomination');
  const discussion = await database
    .selectFrom('nomination_comment as c')
    .innerJoin('person', 'person.id', 'c.author_id')
    .select(['c.id', 'c.text', 'c.created_at as at', 'person.id as byId', 'person.name as byName'])
    .where('c.nomination_id', '=', nominationId)
    .where('c.removed_at', 'is', null)
    .orderBy('c.id')
    .limit(500)
    .execute();
  const record = await database
    .selectFrom('nomination_act as a')
    .innerJoin('person', 'person.id', 'a.taken_by')
    .select(['a.act', 'a.reason', 'a.taken_at as at', 'person.id as byId', 'person.name as byName'])
    .where('a.nomination_id', '=', nominationId)
    .orderBy('a.id')
    .execute();
  return {
    ...listed(row, viewerId),
    program: row.program,
    discussion: discussion.map(({ byId, byName, ...rest }) => ({ ...rest, by: { id: byId, name: byName } })),
    record: record.map(({ byId, byName, ...rest }) => ({ ...rest, by: { id: byId, name: byName } })),
  };
}

function listed(row: Row, viewerId: string): ListedNomination {
  const { microCredentialId, microCredentialSlug, foreignId, foreignIssuer, byId, byName, supports } = row;
  const { id, state, title, sourceUrl, rationale, createdAt, reason, entryId, versionNumber, support, comments } = row;
  return {
    ...{ id, state, title, sourceUrl, rationale, createdAt, reason, entryId, versionNumber, support, comments },
    microCredential: microCredentialId && microCredentialSlug ? { id: microCredentialId, slug: microCredentialSlug } : null,
    foreign: foreignId && foreignIssuer ? { id: foreignId, issuer: foreignIssuer } : null,
    by: { id: byId, name: byName },
    mine: { nominated: byId === viewerId, supports },
  };
}
