import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { notFound } from '../../platform/http/problem.ts';
import { dateIn } from '../recognizer.ts';
import { ProgramDefinition } from './definition.ts';

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
  return {
    id: row.id,
    slug: row.slug,
    state: row.state as ShownProgram['state'],
    demo: row.demo,
    recognizer: { id: row.recognizerId, slug: row.recognizerSlug, name: row.recognizerName, timezone: row.timezone },
    version: { id: row.versionId, number: row.number, publishedAt: row.publishedAt },
    definition,
    entries: await showEntries(database, definition),
    incentives: await incentivesInForce(database, row.recognizerId, programId, dateIn(row.timezone, now)),
    participants: Number(row.participants ?? 0),
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
}

/**
 * Published programs by name: of a recognizer, or of everybody the viewer works for.
 *
 * @param viewerId whose participation is told
 */
export async function listPrograms(
  database: Database,
  { recognizerId, viewerId }: { recognizerId?: string; viewerId: string | null },
): Promise<ListedProgram[]> {
  const { rows } = await sql<Omit<ListedProgram, 'recognizer'> & { recognizerId: string; recognizerSlug: string; recognizerName: string }>`
    with recursive works as (
      select o.id, o.parent_id from membership m join organization o on o.id = m.organization_id where m.person_id = ${viewerId}
      union select o.id, o.parent_id from organization o join works on works.parent_id = o.id)
    select p.id, p.slug, p.state, o.id as "recognizerId", o.slug as "recognizerSlug", o.name as "recognizerName",
      v.definition->>'name' as name, v.definition->>'summary' as summary,
      v.definition->>'opensOn' as "opensOn", v.definition->>'closesOn' as "closesOn",
      v.definition->'preApproval'->>'kind' = 'chain' as "asksPreApproval",
      jsonb_array_length(v.definition->'entries') as entries, part.educator_id is not null as joined
    from program p join program_version v on v.id = p.current_version_id join organization o on o.id = p.recognizer_id
    left join participation part on part.program_id = p.id and part.educator_id = ${viewerId} and part.left_at is null
    where ${recognizerId ? sql`p.recognizer_id = ${recognizerId}` : sql`p.recognizer_id in (select id from works) and (p.state = 'open' or part.educator_id is not null)`}
    order by name, p.id limit 200`.execute(database);
  return rows.map(({ recognizerId: id, recognizerSlug, recognizerName, ...program }) => ({
    ...program,
    recognizer: { id, slug: recognizerSlug, name: recognizerName },
  }));
}
