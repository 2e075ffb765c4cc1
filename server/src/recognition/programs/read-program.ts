import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { notFound } from '../../platform/http/problem.ts';
import { dateIn } from '../recognizer.ts';
import { ProgramDefinition } from './definition.ts';
import { type Joining, joiningOf } from './joining.ts';

/** A line of the approved list with what the catalog says of it. */
export interface ShownEntry {
  entryId: string;
  title: string;
  difficulty: number;
  hours: string;
  microCredential: { id: string; slug: string; title: string; competency: string; hours: number } | null;
  foreign: ProgramDefinition['entries'][number]['foreign'];
}

/** Everything the page of a program shows. */
export interface ShownProgram {
  id: string;
  slug: string;
  state: 'draft' | 'open' | 'closed';
  demo: boolean;
  recognizer: { id: string; slug: string; name: string; timezone: string };
  version: { id: string; number: number; publishedAt: Date };
  definition: ProgramDefinition;
  entries: ShownEntry[];
  /** In force today. */
  incentives: { incentiveId: string; name: string; sentence: string }[];
  participants: number;
  joining: Joining;
  /** The schools it is for, by name; none where it is for all. */
  schools: { id: string; name: string }[];
  mine: { joinedAt: Date; steps: string[]; choices: string[] } | null;
}

/**
 * Reads a published program.
 *
 * @param viewerId whose participation is told; null for none
 * @throws {Problem} 404 `not-found`
 */
export async function readProgram(database: Database, programId: string, viewerId: string | null, now: Date): Promise<ShownProgram> {
  const row = await database
    .selectFrom('program as p')
    .innerJoin('program_version as v', 'v.id', 'p.current_version_id')
    .innerJoin('organization as o', 'o.id', 'p.recognizer_id')
    .select(['p.id', 'p.slug', 'p.state', 'p.demo', 'v.id as versionId', 'v.number', 'v.published_at as publishedAt', 'v.definition'])
    .select(['o.id as recognizerId', 'o.slug as recognizerSlug', 'o.name as recognizerName', 'o.timezone'])
    .select(({ selectFrom }) =>
      selectFrom('participation')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('program_id', '=', 'p.id')
        .where('left_at', 'is', null)
        .as('participants'),
    )
    .where('p.id', '=', programId)
    .executeTakeFirst();
  if (!row) throw notFound('program');
  const definition = ProgramDefinition.parse(row.definition);
  const today = dateIn(row.timezone, now);
  const participants = Number(row.participants ?? 0);
  return {
    id: row.id,
    slug: row.slug,
    state: row.state as ShownProgram['state'],
    demo: row.demo,
    recognizer: { id: row.recognizerId, slug: row.recognizerSlug, name: row.recognizerName, timezone: row.timezone },
    version: { id: row.versionId, number: row.number, publishedAt: row.publishedAt },
    definition,
    entries: await showEntries(database, definition),
    incentives: await incentivesInForce(database, row.recognizerId, programId, today),
    participants,
    joining: joiningOf(definition, { state: row.state, today, taken: participants }),
    schools: await schoolsOf(database, definition),
    mine: viewerId ? await participationOf(database, programId, viewerId) : null,
  };
}

/**
 * The id of a published program by its address; what is only drafted has none.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function programAt(database: Database, recognizerSlug: string, programSlug: string): Promise<string> {
  const row = await database
    .selectFrom('program')
    .innerJoin('organization', 'organization.id', 'program.recognizer_id')
    .select('program.id')
    .where('organization.slug', '=', recognizerSlug)
    .where('program.slug', '=', programSlug)
    .where('program.current_version_id', 'is not', null)
    .executeTakeFirst();
  if (!row) throw notFound('program');
  return row.id;
}

async function schoolsOf(database: Database, { audience: { schools } }: ProgramDefinition): Promise<ShownProgram['schools']> {
  if (!schools) return [];
  return database
    .selectFrom('organization')
    .select(['id', 'name'])
    .where('id', '=', sql<string>`any(${schools}::uuid[])`)
    .orderBy('name')
    .orderBy('id')
    .execute();
}

async function showEntries(database: Database, { entries }: ProgramDefinition): Promise<ShownEntry[]> {
  const ids = entries.flatMap(({ microCredentialId }) => microCredentialId ?? []);
  const rows = await database
    .selectFrom('micro_credential as m')
    .innerJoin('micro_credential_version as v', 'v.id', 'm.current_version_id')
    .select(['m.id', 'm.slug'])
    .select([
      sql<string>`v.definition->>'title'`.as('title'),
      sql<string>`v.definition->>'competency'`.as('competency'),
      sql<number>`(v.definition->>'hours')::int`.as('hours'),
    ])
    .where('m.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  const known = new Map(rows.map((micro) => [micro.id, micro]));
  return entries.map(({ entryId, microCredentialId, foreign, difficulty, hours }) => {
    const microCredential = (microCredentialId && known.get(microCredentialId.toLowerCase())) || null;
    return { entryId, title: microCredential?.title ?? foreign[0]?.title ?? '', difficulty, hours, microCredential, foreign };
  });
}

/** The incentives that count awards of a program on a day; conversions of what they give included. */
export async function incentivesInForce(database: Database, recognizerId: string, programId: string | null, date: string) {
  const { rows } = await sql<{ incentiveId: string; name: string; sentence: string; programs: string[] | null }>`
    select i.id as "incentiveId", i.name, v.sentence, v.rule->'counts'->'programs' as programs
    from incentive i
    join lateral (select * from incentive_version where incentive_id = i.id and effective_from <= ${date}::date order by number desc limit 1) v
      on v.effective_until is null or v.effective_until >= ${date}::date
    where i.recognizer_id = ${recognizerId}
    order by i.name, i.id`.execute(database);
  return rows
    .filter(({ programs }) => programId === null || !programs || programs.includes(programId))
    .map(({ programs: _, ...incentive }) => incentive);
}

async function participationOf(database: Database, programId: string, educatorId: string): Promise<ShownProgram['mine']> {
  const row = await database
    .selectFrom('participation as p')
    .select('p.joined_at as joinedAt')
    .select([
      sql<string[]>`array(select step_id from participation_step s where s.program_id = p.program_id and s.educator_id = p.educator_id
        order by completed_at)`.as('steps'),
      sql<string[]>`array(select entry_id from participation_choice c where c.program_id = p.program_id and c.educator_id = p.educator_id
        order by chosen_at, entry_id)`.as('choices'),
    ])
    .where('p.program_id', '=', programId)
    .where('p.educator_id', '=', educatorId)
    .where('p.left_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** Every version of a program, the newest first; none for an unknown program. */
export async function versionsOf(database: Database, programId: string) {
  const rows = await database
    .selectFrom('program_version')
    .select(['id', 'number', 'published_at as publishedAt', 'definition'])
    .where('program_id', '=', programId)
    .orderBy('number', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...row, definition: ProgramDefinition.parse(row.definition) }));
}

/** A program on a card. */
export interface ListedProgram {
  id: string;
  slug: string;
  state: 'draft' | 'open' | 'closed';
  recognizer: { id: string; slug: string; name: string };
  name: string;
  summary: string;
  opensOn: string | null;
  closesOn: string | null;
  asksPreApproval: boolean;
  entries: number;
  joined: boolean;
  joining: Joining;
}

interface ListedRow extends Omit<ListedProgram, 'recognizer' | 'joining'> {
  recognizerId: string;
  recognizerSlug: string;
  recognizerName: string;
  timezone: string;
  capacity: number | null;
  taken: number;
}

/**
 * Published programs by name: all of a recognizer, or those that are for the viewer, by school and role, or joined.
 *
 * @param viewerId whose participation is told
 */
export async function listPrograms(
  database: Database,
  { recognizerId, viewerId, now }: { recognizerId?: string; viewerId: string | null; now: Date },
): Promise<ListedProgram[]> {
  // each place that somebody works at, and what is above it, with the roles held there
  const { rows } = await sql<ListedRow>`
    with recursive works as (
      select o.id, o.parent_id, m.roles from membership m join organization o on o.id = m.organization_id where m.person_id = ${viewerId}
      union select o.id, o.parent_id, works.roles from organization o join works on works.parent_id = o.id)
    select p.id, p.slug, p.state, o.id as "recognizerId", o.slug as "recognizerSlug", o.name as "recognizerName",
      v.definition->>'name' as name, v.definition->>'summary' as summary,
      v.definition->>'opensOn' as "opensOn", v.definition->>'closesOn' as "closesOn",
      v.definition->'preApproval'->>'kind' = 'chain' as "asksPreApproval",
      jsonb_array_length(v.definition->'entries') as entries, part.educator_id is not null as joined,
      o.timezone, (v.definition->>'capacity')::int as capacity,
      (select count(*)::int from participation t where t.program_id = p.id and t.left_at is null) as taken
    from program p join program_version v on v.id = p.current_version_id join organization o on o.id = p.recognizer_id
    left join participation part on part.program_id = p.id and part.educator_id = ${viewerId} and part.left_at is null
    where ${
      recognizerId
        ? sql`p.recognizer_id = ${recognizerId}`
        : sql`part.educator_id is not null or (p.state = 'open' and exists (select from works
      where works.roles && array(select jsonb_array_elements_text(v.definition->'audience'->'roles'))
        and case jsonb_typeof(v.definition->'audience'->'schools')
          when 'array' then works.id in (select school::uuid from jsonb_array_elements_text(v.definition->'audience'->'schools') school)
          else works.id = p.recognizer_id end))`
    }
    order by name, p.id limit 200`.execute(database);
  return rows.map(({ recognizerId: id, recognizerSlug, recognizerName, timezone, capacity, taken, ...program }) => ({
    ...program,
    recognizer: { id, slug: recognizerSlug, name: recognizerName },
    joining: joiningOf({ ...program, capacity }, { state: program.state, today: dateIn(timezone, now), taken }),
  }));
}
