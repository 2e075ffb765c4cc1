import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { readTerms } from '../incentives/read-incentives.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';
import { type Figures, noFigures } from './figures.ts';
import { freshenFigures } from './keep-figures.ts';
import { type Month, monthAfter } from './raises.ts';
import { smallestCell } from './small-cells.ts';
import { type Insight, viewInsight } from './view-insight.ts';

interface Named {
  id: string;
  name: string;
}

/** What one asks to see. */
export interface InsightFilter {
  /** All schools unless given. */
  schoolId?: string | undefined;
  /** All programs unless given. */
  programId?: string | undefined;
  /** Months, both included; the last 24 unless given. */
  from?: Month | undefined;
  to?: Month | undefined;
}

/** An insight with what it is about. */
export interface ShownInsight extends Omit<Insight, 'adoption'> {
  adoption: Omit<Insight['adoption'], 'schools'> & { schools: (Insight['adoption']['schools'][number] & Named)[] };
  recognizer: { id: string; slug: string; name: string };
  countedAt: Date;
  /** Whether newer figures are being counted. */
  counting: boolean;
  from: Month;
  to: Month;
  smallestCell: number;
  /** What one may choose from. */
  schools: Named[];
  programs: Named[];
}

/** Months that are shown unless others are asked for. */
const monthsShown = 24;

/**
 * Reads what a recognizer sees of adoption, work under way, cost, times and credits.
 *
 * @throws {Problem} 404 `not-found` for a school or program that is not the recognizer's; 409 `not-a-recognizer`
 */
export async function readInsight(
  ground: Pick<Ground, 'database' | 'jobs' | 'clock'>,
  recognizerId: string,
  filter: InsightFilter,
): Promise<ShownInsight> {
  const { database, clock } = ground;
  const { id, slug, name, timezone } = await findRecognizer(database, recognizerId);
  const { countedAt, isOld } = await freshenFigures(ground, recognizerId);
  const today = dateIn(timezone, clock());
  const now = today.slice(0, 7);
  const to = filter.to ?? now;
  const from = filter.from ?? monthAfter(to, 1 - monthsShown);
  const [{ schools, programs }, { terms }, figures] = await Promise.all([
    readChoices(database, recognizerId),
    readTerms(database, recognizerId, today),
    readFigures(database, recognizerId, filter),
  ]);
  if (filter.schoolId && !schools.some((school) => school.id === filter.schoolId)) throw notFound('school');
  if (filter.programId && !programs.some((program) => program.id === filter.programId)) throw notFound('program');
  const insight = viewInsight({ figures, isNarrow: Boolean(filter.schoolId ?? filter.programId), terms, from, to, now });
  const bySchool = new Map(insight.adoption.schools.map((school) => [school.id, school]));
  return {
    ...insight,
    adoption: {
      ...insight.adoption,
      schools: schools.flatMap((school) => {
        const row = bySchool.get(school.id);
        return row ? [{ ...row, ...school }] : [];
      }),
    },
    recognizer: { id, slug, name },
    countedAt,
    counting: isOld,
    from,
    to,
    smallestCell,
    schools,
    programs,
  };
}

/** The figures of a view, as they were last counted. */
export async function readFigures(database: Database, recognizerId: string, { schoolId, programId }: InsightFilter): Promise<Figures> {
  const row = await database
    .selectFrom('insight_figures')
    .select('figures')
    .where('recognizer_id', '=', recognizerId)
    .where('school_id', schoolId ? '=' : 'is', schoolId ?? null)
    .where('program_id', programId ? '=' : 'is', programId ?? null)
    .executeTakeFirst();
  return row ? (row.figures as unknown as Figures) : noFigures();
}

/** The recognizer's schools and its programs that were ever open, by name. */
async function readChoices(database: Database, recognizerId: string): Promise<{ schools: Named[]; programs: Named[] }> {
  const [schools, programs] = await Promise.all([
    sql<Named>`
      with recursive own as (
        select id, name from organization where parent_id = ${recognizerId}
        union select o.id, o.name from organization o join own on o.parent_id = own.id)
      select id, name from own order by name, id`.execute(database),
    sql<Named>`
      select p.id, v.definition->>'name' as name from program p join program_version v on v.id = p.current_version_id
      where p.recognizer_id = ${recognizerId} order by 2, 1`.execute(database),
  ]);
  return { schools: schools.rows, programs: programs.rows };
}
