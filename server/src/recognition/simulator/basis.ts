import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { listIncentives, readTerms } from '../incentives/read-incentives.ts';
import { findInsight } from '../insight/find-insight.ts';
import { freshenFigures } from '../insight/keep-figures.ts';
import { hundredthsOf } from '../ledger/hundredths.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';
import type { Listed } from './careers.ts';

/** Everything that can be earned in programs that are open, each once. */
export async function loadList(database: Database, recognizerId: string): Promise<Listed[]> {
  const { rows } = await sql<Omit<Listed, 'hours'> & { hours: string }>`
    select distinct on (e.counts_as) e.counts_as as "countsAs", e.program_id as "programId", e.difficulty, e.hours
    from program p join program_entry e on e.version_id = p.current_version_id
    where p.recognizer_id = ${recognizerId} and p.state = 'open' order by e.counts_as, e.program_id`.execute(database);
  return rows.map(({ hours, ...listed }) => ({ ...listed, hours: hundredthsOf(hours) }));
}

const everything = { schoolId: null, programId: null };

/** How many educators a recognizer has, as its insight counted them last. */
export async function educatorsNow(database: Database, recognizerId: string): Promise<number> {
  return (await findInsight(database, recognizerId, everything))?.figures.educators ?? 0;
}

/** What a recognizer's own past says of what to expect. */
export interface SimulatorBasis {
  recognizer: { id: string; slug: string; name: string };
  currency: string;
  /** `2027-07`: the first month of the next fiscal year. */
  nextYear: string;
  educators: number;
  /** Who has an award posted, and how many. */
  withAward: number;
  awards: number;
  /** Of the last twelve months. */
  awardsLastYear: number;
  /** Posted awards of difficulty 1, 2 and 3. */
  difficulties: [number, number, number];
  /** Months of the first and the last award; null before there are any. */
  firstMonth: string | null;
  lastMonth: string | null;
  /** How many can be earned, by difficulty. */
  listed: [number, number, number];
  /** Rules in force. */
  incentives: { name: string; sentence: string; rule: Awaited<ReturnType<typeof listIncentives>>[number]['versions'][number]['rule'] }[];
}

/**
 * Reads what a simulation can begin from.
 *
 * @throws {Problem} 404 `not-found`, 409 `not-a-recognizer`
 */
export async function readBasis(ground: Pick<Ground, 'database' | 'jobs' | 'clock'>, recognizerId: string): Promise<SimulatorBasis> {
  const { database, clock } = ground;
  const { id, slug, name, timezone } = await findRecognizer(database, recognizerId);
  const today = dateIn(timezone, clock());
  const counted = await findInsight(database, recognizerId, everything);
  await freshenFigures(ground, recognizerId, counted?.count ?? null);
  const [educators, list, incentives, { terms }, past] = await Promise.all([
    educatorsNow(database, recognizerId),
    loadList(database, recognizerId),
    listIncentives(database, recognizerId, today),
    readTerms(database, recognizerId, today),
    readPast(database, recognizerId, today),
  ]);
  const byDifficulty = (difficulty: number) => list.filter((listed) => listed.difficulty === difficulty).length;
  const start = terms.fiscalYearStart.slice(0, 2);
  const year = Number(today.slice(0, 4)) + (today.slice(5) >= terms.fiscalYearStart ? 1 : 0);
  return {
    recognizer: { id, slug, name },
    currency: terms.currency,
    nextYear: `${year}-${start}`,
    educators,
    ...past,
    listed: [byDifficulty(1), byDifficulty(2), byDifficulty(3)],
    incentives: incentives.flatMap(({ name: of, versions, inForce }) => {
      const version = versions.find((one) => one.id === inForce);
      return version ? [{ name: of, sentence: version.sentence, rule: version.rule }] : [];
    }),
  };
}

type Past = Pick<SimulatorBasis, 'withAward' | 'awards' | 'awardsLastYear' | 'difficulties' | 'firstMonth' | 'lastMonth'>;

async function readPast(database: Database, recognizerId: string, today: string): Promise<Past> {
  const { rows } = await sql<Omit<Past, 'difficulties'> & { one: number; two: number; three: number }>`
    select count(distinct educator_id)::int as "withAward", count(*)::int as awards,
      count(*) filter (where earned_on > ${today}::date - interval '1 year')::int as "awardsLastYear",
      count(*) filter (where difficulty = 1)::int as one, count(*) filter (where difficulty = 2)::int as two,
      count(*) filter (where difficulty = 3)::int as three,
      to_char(min(earned_on), 'YYYY-MM') as "firstMonth", to_char(max(earned_on), 'YYYY-MM') as "lastMonth"
    from claim where recognizer_id = ${recognizerId} and state = 'posted'`.execute(database);
  const [row] = rows;
  if (!row) return { withAward: 0, awards: 0, awardsLastYear: 0, difficulties: [0, 0, 0], firstMonth: null, lastMonth: null };
  const { one, two, three, ...past } = row;
  return { ...past, difficulties: [one, two, three] };
}
