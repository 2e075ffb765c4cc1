import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { loadRules } from '../ledger/load-rules.ts';
import { termsOn } from '../ledger/rulebook.ts';
import { notARecognizer } from '../problems.ts';
import { dateIn } from '../recognizer.ts';
import { type FoundInsight, findInsight } from './find-insight.ts';
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
  const view = { schoolId: filter.schoolId?.toLowerCase() ?? null, programId: filter.programId?.toLowerCase() ?? null };
  const find = async (): Promise<FoundInsight> => {
    const found = await findInsight(database, recognizerId, view);
    if (!found) throw notFound('organization');
    if (!found.isRecognizer) throw notARecognizer();
    return found;
  };
  const before = await find();
  const freshness = await freshenFigures(ground, recognizerId, before.count);
  const { recognizer, timezone, rules, count, figures, schools, programs } = freshness === 'counted' ? await find() : before;
  if (view.schoolId && !schools.some(({ id }) => id === view.schoolId)) throw notFound('school');
  if (view.programId && !programs.some(({ id }) => id === view.programId)) throw notFound('program');
  const today = dateIn(timezone, clock());
  const now = today.slice(0, 7);
  const to = filter.to ?? now;
  const from = filter.from ?? monthAfter(to, 1 - monthsShown);
  const { rulebook } = await loadRules(database, recognizerId, rules);
  const isNarrow = view.schoolId !== null || view.programId !== null;
  const insight = viewInsight({ figures, isNarrow, terms: termsOn(rulebook, today), from, to, now });
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
    recognizer,
    countedAt: count?.countedAt ?? clock(),
    counting: freshness === 'being-counted',
    from,
    to,
    smallestCell,
    schools,
    programs,
  };
}
