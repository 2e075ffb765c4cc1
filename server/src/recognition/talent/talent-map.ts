import { stringify } from 'csv-stringify/sync';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { population, standingAwards } from './population.ts';
import { mayTell, toldCells } from './told-cells.ts';

/** A column: a micro-credential, or a stack whose badge is held. */
export interface Column {
  id: string;
  slug: string;
  title: string;
}
/** A row: a school, or the recognizer itself for those of no school. */
export interface School {
  id: string;
  name: string;
  educators: number;
  /** How many hold each column's award, in the order of the columns; null where that is kept back. */
  holders: (number | null)[];
}
export interface TalentMap {
  columns: (Column & { holders: number | null })[];
  schools: School[];
  educators: number;
}

/** What the map is narrowed to. */
export interface MapFilter {
  recognizerId: string;
  /** The micro-credentials of a stack, by its slug. */
  stack?: string | undefined;
  /** Those about a topic. */
  topic?: string | undefined;
  /** Those on the approved list of a program of the recognizer, or of what is above it. */
  programId?: string | undefined;
  difficulty?: number | undefined;
  schoolId?: string | undefined;
  /** Awards since this moment. */
  since: Date | null;
}

/** More columns than this cannot be read. */
const mostColumns = 24;

/** How many hold what, school by school. Without a program, a stack or a topic the columns are the stacks. */
export async function readMap(database: Database, filter: MapFilter): Promise<TalentMap> {
  const { recognizerId, schoolId, since } = filter;
  const columns = await columnsOf(database, filter);
  const ids = columns.map(({ id }) => id);
  const of = filter.programId || filter.stack || filter.topic ? sql.ref('micro_credential_id') : sql.ref('stack_id');
  const held = sql`held as materialized (
    select distinct a.${of} as id, a.earner_id as person_id from (${standingAwards}) a
    where a.${of} = any(${ids}::uuid[]) and ${since ? sql`a.awarded_at >= ${since}` : sql`true`})`;
  const cells = await countCells(database, recognizerId, held);
  const schools = await schoolsOf(database, recognizerId);
  const shown = schools.filter(({ id }) => !schoolId || id === schoolId);
  const byColumn = ids.map((id) => {
    const counted = schools.map((school) => cells.get(`${school.id}/${id}`) ?? { holders: 0, agreed: 0 });
    const told = toldCells(counted);
    return new Map(schools.map((school, index) => [school.id, told[index] ? (counted[index]?.holders ?? 0) : null]));
  });
  return {
    columns: columns.map((column) => {
      const total = cells.get(`null/${column.id}`) ?? { holders: 0, agreed: 0 };
      return { ...column, holders: mayTell(total) ? total.holders : null };
    }),
    schools: shown.map((school) => ({ ...school, holders: byColumn.map((column) => column.get(school.id) ?? null) })),
    educators: await countEducators(database, recognizerId),
  };
}

/** The recognizer and what is above it: a school looks at the programs of its district. */
const above = (recognizerId: string) => sql`above as (
  select id, parent_id from organization where id = ${recognizerId}
  union select o.id, o.parent_id from organization o join above on o.id = above.parent_id)`;

async function columnsOf(database: Database, { recognizerId, stack, topic, programId, difficulty }: MapFilter): Promise<Column[]> {
  if (programId) {
    // how demanding something is, the list itself says
    const { rows } = await sql<Column>`
      with recursive ${above(recognizerId)}
      select distinct m.id, m.slug, e.title from program p join above on above.id = p.recognizer_id
        join program_entry e on e.version_id = p.current_version_id join micro_credential m on m.id = e.micro_credential_id
      where p.id = ${programId} and ${difficulty ? sql`e.difficulty = ${difficulty}` : sql`true`}
      order by e.title, m.id limit ${mostColumns}`.execute(database);
    return rows;
  }
  if (!stack && !topic) {
    const { rows } = await sql<Column>`select id, slug, title from stack order by title, id limit ${mostColumns}`.execute(database);
    return rows;
  }
  const { rows } = await sql<Column>`
    select micro_credential_id as id, slug, title from catalog_entry e
    where ${stack ? sql`stacks @> array[${stack}]` : sql`true`} and ${topic ? sql`topics @> array[${topic}]` : sql`true`}
      and ${difficulty ? sql`difficulty = ${difficulty}` : sql`true`}
    order by title, micro_credential_id limit ${mostColumns}`.execute(database);
  return rows;
}

/**
 * Holders and those of them who agreed, by school and column; of all schools together under `null/<column>`.
 *
 * @param held a table expression named `held` of person and column
 */
export async function countCells(
  database: Database,
  recognizerId: string,
  held: RawBuilder<unknown>,
): Promise<Map<string, { holders: number; agreed: number }>> {
  const { rows } = await sql<{ schoolId: string | null; id: string; holders: number; agreed: number }>`
    with recursive ${population(recognizerId)}, ${held},
    seated as (select school_id, person_id from seat union select null, person_id from seat)
    select s.school_id as "schoolId", h.id, count(*)::int as holders, count(a.person_id)::int as agreed
    from seated s join held h on h.person_id = s.person_id left join agreed a on a.person_id = s.person_id
    group by 1, 2`.execute(database);
  return new Map(rows.map(({ schoolId, id, ...counted }) => [`${schoolId}/${id}`, counted]));
}

/** Schools that have educators, by name; the recognizer itself first, where some are of no school. */
export async function schoolsOf(database: Database, recognizerId: string): Promise<Omit<School, 'holders'>[]> {
  const { rows } = await sql<Omit<School, 'holders'>>`
    with recursive ${population(recognizerId)}
    select o.id, o.name, count(*)::int as educators from seat s join organization o on o.id = s.school_id
    group by o.id, o.name order by o.id <> ${recognizerId}, o.name, o.id`.execute(database);
  return rows;
}

async function countEducators(database: Database, recognizerId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`with recursive ${population(recognizerId)}
    select count(distinct person_id)::int as count from seat`.execute(database);
  return rows[0]?.count ?? 0;
}

/** What one may narrow by: approved lists of open programs, stacks and topics of the catalog, schools of the recognizer. */
export async function readMapChoices(
  database: Database,
  recognizerId: string,
): Promise<{
  programs: { id: string; name: string }[];
  stacks: { slug: string; title: string }[];
  topics: string[];
  schools: { id: string; name: string }[];
}> {
  const { rows: programs } = await sql<{ id: string; name: string }>`
    with recursive ${above(recognizerId)}
    select p.id, v.definition->>'name' as name from program p join above on above.id = p.recognizer_id
      join program_version v on v.id = p.current_version_id where p.state = 'open' order by name, p.id limit 100`.execute(database);
  const stacks = await database.selectFrom('stack').select(['slug', 'title']).orderBy('title').limit(200).execute();
  const topics = await database
    .selectFrom('catalog_facet')
    .select('value')
    .where('kind', '=', 'topic')
    .where('count', '>', 0)
    .orderBy('value')
    .limit(300)
    .execute();
  const schools = await schoolsOf(database, recognizerId);
  return { programs, stacks, topics: topics.map(({ value }) => value), schools: schools.map(({ id, name }) => ({ id, name })) };
}

/** The map as a file; what is kept back is an empty cell. */
export function mapCsv({ columns, schools, educators }: TalentMap): string {
  return stringify(
    [
      ['school', 'educators', ...columns.map(({ title }) => title)],
      ...schools.map(({ name, educators: count, holders }) => [name, count, ...holders.map((value) => value ?? '')]),
      ['all', educators, ...columns.map(({ holders }) => holders ?? '')],
    ],
    { escape_formulas: true, record_delimiter: 'windows' },
  );
}
