import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { plannedOnce } from '../../platform/database/planned-once.ts';
import { rulesStamp } from '../ledger/load-rules.ts';
import { type Figures, noFigures } from './figures.ts';

interface Named {
  id: string;
  name: string;
}

/** A recognizer with the kept figures of one view, and what one may choose from. */
export interface FoundInsight {
  recognizer: { id: string; slug: string; name: string };
  isRecognizer: boolean;
  timezone: string;
  /** `rulesStamp`. */
  rules: string;
  /** When figures were counted last, how long it took, and the how manieth time it was; null: never. */
  count: Count | null;
  figures: Figures;
  schools: Named[];
  programs: Named[];
}

interface Count {
  countedAt: Date;
  tookMs: number;
  times: number;
}

interface Row extends Omit<FoundInsight, 'count' | 'figures'> {
  countedAt: Date | null;
  tookMs: number | null;
  times: number | null;
  /** Null where they are those of `known`. */
  figures: Figures | null;
}

/** Figures as they were read last: those of a large district are some hundred kilobytes, and change only when they are counted. */
const kept = new Map<string, Count & { figures: Figures }>();
/** Views that a node keeps in memory. */
const most = 50;

/**
 * Finds the kept figures of a view with all that is told beside them, in one prepared statement: so all of it is of one moment.
 *
 * @param view null: all
 * @returns null where there is no such organization
 */
export async function findInsight(
  database: Database,
  recognizerId: string,
  { schoolId, programId }: { schoolId: string | null; programId: string | null },
): Promise<FoundInsight | null> {
  const view = [recognizerId, schoolId, programId].join('/');
  const known = kept.get(view);
  const { rows } = await sql<Row>`${plannedOnce}
    select json_build_object('id', o.id, 'slug', o.slug, 'name', o.name) as recognizer, o.is_recognizer as "isRecognizer", o.timezone,
      ${rulesStamp(recognizerId)} as rules, c.counted_at as "countedAt", c.took_ms as "tookMs", c.times,
      case when (c.counted_at, c.times) is distinct from (${known?.countedAt ?? null}::timestamptz, ${known?.times ?? null}::bigint)
        then f.figures end as figures,
      coalesce((with recursive own as (
          select id, name from organization where parent_id = o.id
          union select below.id, below.name from organization below join own on below.parent_id = own.id)
        select json_agg(json_build_object('id', id, 'name', name) order by name, id) from own), '[]') as schools,
      coalesce((select json_agg(json_build_object('id', p.id, 'name', v.name) order by v.name, p.id)
        from program p join program_version v on v.id = p.current_version_id where p.recognizer_id = o.id), '[]') as programs
    from organization o left join insight_count c on c.recognizer_id = o.id
    left join insight_figures f on f.recognizer_id = o.id and f.school_id is not distinct from ${schoolId}::uuid
      and f.program_id is not distinct from ${programId}::uuid
    where o.id = ${recognizerId}`.execute(database);
  const [row] = rows;
  if (!row) return null;
  const { countedAt, tookMs, times, figures: read, ...found } = row;
  if (countedAt === null || tookMs === null || times === null) return { ...found, count: null, figures: noFigures() };
  const count = { countedAt, tookMs, times };
  const isKnown = known?.times === times && known.countedAt.getTime() === countedAt.getTime();
  const figures = isKnown ? known.figures : (read ?? noFigures());
  if (!kept.has(view) && kept.size >= most) kept.clear();
  kept.set(view, { ...count, figures });
  return { ...found, count, figures };
}
