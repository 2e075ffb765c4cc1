import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';

/** A line of an approved list as it stood in one version. */
export interface ListedEntry {
  programId: string;
  programName: string;
  versionId: string;
  entryId: string;
  countsAs: string;
  title: string;
  difficulty: number;
  hours: string;
  /** Whether the version asks for pre-approval. */
  asksPreApproval: boolean;
}

interface Circumstances {
  recognizerId: string;
  educatorId: string;
  /** When the award was made. */
  awardedAt: Date;
  /** Through one program only. */
  programId?: string | undefined;
}

/**
 * Finds the line of an approved list that an award is claimed by. In each program the version in force on the day of the award decides;
 * where that one does not list it, the current one, then the one the educator joined under: a changed list takes nothing from those who
 * began under it. Of several programs one that the educator joined comes first, then the older one.
 *
 * @param achievement as approved lists name it
 */
export async function findEntry(
  database: Database,
  { achievement, ...circumstances }: Circumstances & { achievement: string },
): Promise<ListedEntry | null> {
  return (await findEntries(database, { achievements: [achievement], ...circumstances })).get(achievement) ?? null;
}

/** The same for several at once, by achievement; what is on no list is left out. */
export async function findEntries(
  database: Database,
  { recognizerId, educatorId, achievements, awardedAt, programId }: Circumstances & { achievements: readonly string[] },
): Promise<Map<string, ListedEntry>> {
  const { rows } = await sql<ListedEntry & { achievement: string }>`
    select distinct on (e.achievement) e.achievement, p.id as "programId", v.definition->>'name' as "programName", v.id as "versionId", e.entry_id as "entryId",
      e.counts_as as "countsAs", e.title, e.difficulty, e.hours,
      v.definition->'preApproval'->>'kind' = 'chain' as "asksPreApproval"
    from program p
    left join participation part on part.program_id = p.id and part.educator_id = ${educatorId} and part.left_at is null
    left join lateral (select id from program_version where program_id = p.id and published_at <= ${awardedAt}
      order by published_at desc, number desc limit 1) force on true
    join program_entry e on e.program_id = p.id and e.achievement = any(${achievements}::text[])
      and e.version_id in (force.id, p.current_version_id, part.version_id)
    join program_version v on v.id = e.version_id
    where p.recognizer_id = ${recognizerId} and (p.state = 'open' or part.educator_id is not null)
      ${programId ? sql`and p.id = ${programId}` : sql``}
    order by e.achievement, part.educator_id is null, p.id,
      (v.id = force.id) is not true, (v.id = p.current_version_id) is not true`.execute(database);
  return new Map(rows.map(({ achievement, ...entry }) => [achievement, entry]));
}
