import { stringify } from 'csv-stringify/sync';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Database, Writing } from '../../platform/database/database.ts';
import { editConflict, Problem } from '../../platform/http/problem.ts';
import { population, standingAwards } from './population.ts';
import { countCells, schoolsOf } from './talent-map.ts';
import { mayTell, toldCells } from './told-cells.ts';

/** What a recognizer wants to see in its schools: which share of the educators should have shown it. */
export const Priority = z.object({
  kind: z.enum(['micro-credential', 'stack', 'topic']),
  /** The slug of a micro-credential or stack, or a topic. */
  reference: z.string().trim().min(1).max(120),
  /** Percent of a school's educators. */
  target: z.int().min(1).max(100),
});
export type Priority = z.infer<typeof Priority>;
export const Priorities = z.array(Priority).max(20);

const unknownPriority = (index: number) =>
  new Problem(422, 'unknown-priority', 'Not in the catalog', 'A priority names what is not in the catalog. Choose it from the list.', {
    errors: [{ path: `body/priorities/${index}/reference`, message: 'is not in the catalog' }],
  });
const priorityTwice = (index: number) =>
  new Problem(422, 'priority-twice', 'Named twice', 'A priority stands twice. Keep the one that holds.', {
    errors: [{ path: `body/priorities/${index}/reference`, message: 'stands twice' }],
  });

/** A priority with the name people read. */
export type NamedPriority = Priority & { title: string };

/** The priorities of a recognizer; none until it set some. */
export async function readPriorities(database: Database, recognizerId: string): Promise<{ priorities: NamedPriority[]; revision: number }> {
  const row = await database
    .selectFrom('talent_priorities')
    .select(['priorities', 'revision'])
    .where('recognizer_id', '=', recognizerId)
    .executeTakeFirst();
  const priorities = Priorities.parse(row?.priorities ?? []);
  const titles = await titlesOf(database, priorities);
  return {
    priorities: priorities.map((priority, index) => ({ ...priority, title: titles[index] ?? priority.reference })),
    revision: row?.revision ?? 0,
  };
}

/** The name of each; null for what the catalog does not have. */
async function titlesOf(database: Database, priorities: readonly Priority[]): Promise<(string | null)[]> {
  const { rows } = await sql<{ kind: string; reference: string; title: string }>`
    select 'micro-credential' as kind, slug as reference, title from catalog_entry where slug = any(${priorities.map(({ reference }) => reference)}::text[])
    union all select 'stack', slug, title from stack where slug = any(${priorities.map(({ reference }) => reference)}::text[])
    union all select 'topic', value, value from catalog_facet where kind = 'topic' and count > 0
      and value = any(${priorities.map(({ reference }) => reference)}::text[])`.execute(database);
  return priorities.map(({ kind, reference }) => rows.find((row) => row.kind === kind && row.reference === reference)?.title ?? null);
}

/**
 * Sets the priorities, from the revision that was seen.
 *
 * @throws {Problem} 409 `edit-conflict`; 422 `unknown-priority`, `priority-twice`
 */
export async function setPriorities(
  transaction: Writing,
  { recognizerId, priorities, revision, by }: { recognizerId: string; priorities: Priority[]; revision: number; by: string },
): Promise<{ revision: number }> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`talent-priorities/${recognizerId}`}, 0))`.execute(transaction);
  const current = await readPriorities(transaction, recognizerId);
  if (current.revision !== revision) throw editConflict(current);
  const names = priorities.map(({ kind, reference }) => `${kind}/${reference}`);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice >= 0) throw priorityTwice(twice);
  const unknown = (await titlesOf(transaction, priorities)).indexOf(null);
  if (unknown >= 0) throw unknownPriority(unknown);
  const values = { priorities: JSON.stringify(priorities), revision: revision + 1, updated_by: by };
  await transaction
    .insertInto('talent_priorities')
    .values({ recognizer_id: recognizerId, ...values })
    .onConflict((conflict) => conflict.column('recognizer_id').doUpdateSet({ ...values, updated_at: sql<Date>`now()` }))
    .execute();
  return { revision: revision + 1 };
}

/** A priority, school by school. */
export interface Gap extends NamedPriority {
  /** Percent of all educators; null where it is kept back. */
  share: number | null;
  schools: {
    id: string;
    name: string;
    educators: number;
    /** How many have shown it; null where that is kept back. */
    holders: number | null;
    share: number | null;
    /** How many more would reach the target; null where that would tell the holders. */
    missing: number | null;
  }[];
}

/** How far each school is from each priority. */
export async function readGaps(database: Database, recognizerId: string): Promise<Gap[]> {
  const { priorities } = await readPriorities(database, recognizerId);
  if (!priorities.length) return [];
  const schools = await schoolsOf(database, recognizerId);
  const everybody = await sql<{ count: number }>`with recursive ${population(recognizerId)}
    select count(distinct person_id)::int as count from seat`.execute(database);
  const educators = everybody.rows[0]?.count ?? 0;
  const gaps: Gap[] = [];
  for (const priority of priorities) {
    const cells = await countCells(database, recognizerId, sql`held as materialized (${holdersOf(priority)})`);
    const counted = schools.map(({ id }) => cells.get(`${id}/${priority.reference}`) ?? { holders: 0, agreed: 0 });
    const told = toldCells(counted);
    const total = cells.get(`null/${priority.reference}`) ?? { holders: 0, agreed: 0 };
    gaps.push({
      ...priority,
      share: mayTell(total) ? percent(total.holders, educators) : null,
      schools: schools.map((school, index) => {
        const holders = told[index] ? (counted[index]?.holders ?? 0) : null;
        return {
          ...school,
          holders,
          share: holders === null ? null : percent(holders, school.educators),
          missing: holders === null ? null : missingTo(priority.target, school.educators, holders),
        };
      }),
    });
  }
  return gaps;
}

/** Who has shown what a priority is about: an award of it, the stack's own badge, one of the topic. */
function holdersOf({ kind, reference }: Priority): RawBuilder<unknown> {
  const awards = sql`select distinct ${reference}::text as id, a.earner_id as person_id from (${standingAwards}) a`;
  if (kind === 'stack') return sql`${awards} join stack s on s.id = a.stack_id where s.slug = ${reference}`;
  const entries = kind === 'topic' ? sql`e.topics @> array[${reference}]` : sql`e.slug = ${reference}`;
  return sql`${awards} join catalog_entry e on e.micro_credential_id = a.micro_credential_id where ${entries}`;
}

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10);

/**
 * How many more educators of a school it takes to reach a target.
 *
 * @param target percent
 */
export const missingTo = (target: number, educators: number, holders: number): number =>
  Math.max(0, Math.ceil((target * educators) / 100) - holders);

/** The gaps as a file; what is kept back is an empty cell. */
export function gapsCsv(gaps: readonly Gap[]): string {
  return stringify(
    [
      ['priority', 'kind', 'target_percent', 'school', 'educators', 'holders', 'share_percent', 'missing'],
      ...gaps.flatMap(({ title, kind, target, schools }) =>
        schools.map(({ name, educators, holders, share, missing }) => [
          ...[title, kind, target, name, educators],
          ...[holders ?? '', share ?? '', missing ?? ''],
        ]),
      ),
    ],
    { escape_formulas: true, record_delimiter: 'windows' },
  );
}
