import { stringify } from 'csv-stringify/sync';
import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { dateIn } from '../recognizer.ts';
import type { ChoiceProgress } from './standing.ts';

/** Who takes part in a program, as its recognizer sees it: the next step, and how far what they set out for is. Never more of the work. */
export interface Participant {
  educator: { id: string; name: string };
  /** Where they work, at the recognizer and its schools, by name. */
  places: string[];
  joinedAt: Date;
  /** The next onboarding step; null when all are done. */
  nextStep: string | null;
  /** What they chose or are approved for. */
  lines: { entryId: string; title: string; progress: ChoiceProgress }[];
}

/**
 * The participants of a program, by when they came to Brevet.
 *
 * @param page.q part of a name
 * @param page.schoolId only those who work there; the recognizer or what belongs to it
 */
export async function listParticipants(
  database: Database,
  programId: string,
  { cursor, limit, q, schoolId }: { cursor?: string | undefined; limit: number; q?: string | undefined; schoolId?: string | undefined },
): Promise<{ items: Participant[]; nextCursor: string | null }> {
  const { rows } = await sql<Participant>`
    with recursive current as (
      select p.id, p.recognizer_id, p.current_version_id, v.definition->'steps' as steps
      from program p join program_version v on v.id = p.current_version_id where p.id = ${programId}),
    own as (
      select o.id, o.name from organization o join current on o.id = current.recognizer_id
      union select o.id, o.name from organization o join own on o.parent_id = own.id),
    page as (
      select part.educator_id, part.joined_at, person.name from participation part join person on person.id = part.educator_id
      where part.program_id = ${programId} and part.left_at is null
        ${cursor ? sql`and part.educator_id > ${cursor}` : sql``}
        ${
          schoolId
            ? sql`and exists (select from membership m join own on own.id = m.organization_id
                where m.person_id = part.educator_id and m.organization_id = ${schoolId})`
            : sql``
        }
        ${q ? sql`and person.name ilike ${`%${q.replace(/[\\%_]/g, '\\$&')}%`}` : sql``}
      order by part.educator_id limit ${limit + 1})
    select json_build_object('id', page.educator_id, 'name', page.name) as educator, page.joined_at as "joinedAt",
      array(select distinct own.name from membership m join own on own.id = m.organization_id where m.person_id = page.educator_id
        order by own.name) as places,
      (select step.value->>'title' from current, jsonb_array_elements(current.steps) with ordinality as step(value, place)
        where not exists (select from participation_step done where done.program_id = current.id and done.educator_id = page.educator_id
          and done.step_id = step.value->>'id')
        order by place limit 1) as "nextStep",
      coalesce((select json_agg(line order by line.title, line."entryId") from (
        select distinct on (aim.entry_id) aim.entry_id as "entryId", e.title,
          case when claim.state = 'posted' then 'posted' when claim.state is not null then 'claimed'
            when award.id is not null then 'awarded' when journey.id is not null then 'in-progress' else 'chosen' end as progress
        from (
          select entry_id from participation_choice where program_id = ${programId} and educator_id = page.educator_id
          union
          select l.entry_id from pre_approval_line l join pre_approval a on a.id = l.pre_approval_id
          where l.educator_id = page.educator_id and a.program_id = ${programId} and a.state = 'approved') aim
        cross join current
        join program_entry e on e.version_id = current.current_version_id and e.entry_id = aim.entry_id
        left join lateral (select id from journey j where j.earner_id = page.educator_id and j.micro_credential_id = e.micro_credential_id
          and j.state <> 'withdrawn' limit 1) journey on true
        left join lateral (select id from award a where a.earner_id = page.educator_id and a.micro_credential_id = e.micro_credential_id
          and not exists (select from award_revocation r where r.award_id = a.id) limit 1) award on true
        left join lateral (select state from claim where recognizer_id = current.recognizer_id and educator_id = page.educator_id
          and counts_as = e.counts_as and state in ('submitted', 'held', 'posted') limit 1) claim on true) line), '[]') as lines
    from page order by page.educator_id`.execute(database);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.educator.id ?? null) : null };
}

/** The recognizer of a program and its schools, by name: what the list may be narrowed to. */
export async function schoolsOfProgram(database: Database, programId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    with recursive own as (
      select o.id, o.name from organization o join program p on p.recognizer_id = o.id where p.id = ${programId}
      union select o.id, o.name from organization o join own on o.parent_id = own.id)
    select id, name from own order by name, id limit 2000`.execute(database);
  return rows;
}

/** Everybody who takes part as CSV: a row for each line of the list they set out for, one without a line for those who chose none. */
export async function participantsCsv(database: Database, programId: string, schoolId: string | undefined): Promise<string> {
  const { timezone } = await database
    .selectFrom('program')
    .innerJoin('organization', 'organization.id', 'program.recognizer_id')
    .select('organization.timezone')
    .where('program.id', '=', programId)
    .executeTakeFirstOrThrow();
  const rows: string[][] = [['educator', 'places', 'joined_on', 'next_step', 'micro_credential', 'progress']];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await listParticipants(database, programId, { cursor, limit: 500, schoolId });
    for (const { educator, places, joinedAt, nextStep, lines } of items) {
      const person = [educator.name, places.join('; '), dateIn(timezone, new Date(joinedAt)), nextStep ?? ''];
      for (const { title, progress } of lines.length ? lines : [{ title: '', progress: '' }]) rows.push([...person, title, progress]);
    }
    cursor = nextCursor ?? undefined;
  } while (cursor);
  return stringify(rows, { escape_formulas: true, record_delimiter: 'windows' });
}
