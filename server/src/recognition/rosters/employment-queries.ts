import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { notFound } from '../../platform/http/problem.ts';

/** What Human Resources recorded of an educator from a day on. */
export interface Employment {
  id: string;
  effectiveOn: string;
  hrIdentifier: string | null;
  position: string | null;
  contract: string | null;
  school: { id: string; name: string } | null;
  hiredOn: string | null;
  endedOn: string | null;
  licenceStartsOn: string | null;
  licenceEndsOn: string | null;
}

/** Somebody who works for a recognizer, with what is on record. */
export interface EmployedEducator {
  educatorId: string;
  name: string;
  email: string;
  /** Where they are members. */
  places: { id: string; name: string }[];
  /** The HR number that payroll would use: the last one recorded. */
  hrIdentifier: string | null;
  /** What holds today; what begins later when nothing does yet. */
  current: Employment | null;
}

interface Search {
  recognizerId: string;
  /** Part of a name, an address or an HR number. */
  q?: string | undefined;
  /** Only those without an HR number. */
  missing: boolean;
  /** The last educator of the page before. */
  cursor?: string | undefined;
  limit: number;
  /** Calendar date in the recognizer's time zone. */
  today: string;
}

const first = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const everyWorker = sql`array['educator', 'coach', 'reviewer', 'hr', 'recognizer-admin']`;
const own = (recognizerId: string) => sql`recursive own as (
  select id from organization where id = ${recognizerId}
  union select o.id from organization o join own on o.parent_id = own.id)`;
const asRecord = sql`json_build_object('id', e.id, 'effectiveOn', e.effective_on, 'hrIdentifier', e.hr_identifier, 'position', e.position,
  'contract', e.contract, 'hiredOn', e.hired_on, 'endedOn', e.ended_on, 'licenceStartsOn', e.licence_starts_on, 'licenceEndsOn', e.licence_ends_on,
  'school', (select json_build_object('id', s.id, 'name', s.name) from organization s where s.id = e.school_id))`;

/** A page of those who work for a recognizer, who joined Brevet last first. Each school gives its next few, by the primary key. */
export async function listEmployment(
  database: Database,
  { recognizerId, q, missing, cursor, limit, today }: Search,
): Promise<{ items: EmployedEducator[]; nextCursor: string | null }> {
  const identifierOf = sql`(select hr_identifier from hr_number n where n.recognizer_id = ${recognizerId} and n.educator_id = p.id)`;
  const pattern = `%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const found = q
    ? sql`(p.name ilike ${pattern} or p.email ilike ${pattern} or exists (select from employment e
        where e.recognizer_id = ${recognizerId} and e.educator_id = p.id and e.hr_identifier ilike ${pattern}))`
    : sql`true`;
  const { rows } = await sql<EmployedEducator>`
    with ${own(recognizerId)},
    page as (
      select distinct next.person_id as id from own cross join lateral (
        select m.person_id from membership m join person p on p.id = m.person_id
        where m.organization_id = own.id and m.person_id < ${cursor ?? first}::uuid and m.roles && ${everyWorker}
          and ${found} and ${missing ? sql`${identifierOf} is null` : sql`true`}
        order by m.person_id desc limit ${limit + 1}) next
      order by 1 desc limit ${limit + 1})
    select p.id as "educatorId", p.name, p.email, ${identifierOf} as "hrIdentifier",
      (select json_agg(json_build_object('id', o.id, 'name', o.name) order by o.name) from membership m join own on own.id = m.organization_id
        join organization o on o.id = own.id where m.person_id = p.id and m.roles && ${everyWorker}) as places,
      (select ${asRecord} from employment e where e.recognizer_id = ${recognizerId} and e.educator_id = p.id
        order by e.effective_on <= ${today} desc, case when e.effective_on <= ${today} then e.effective_on end desc, e.effective_on, e.id desc limit 1) as current
    from page join person p on p.id = page.id order by p.id desc`.execute(database);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.educatorId ?? null) : null };
}

/** A record with who made it and when. */
export interface RecordedEmployment extends Employment {
  recordedAt: string;
  recordedBy: string | null;
  /** A later record for the same day stands in its place. */
  replaced: boolean;
}

/**
 * Everything on record of an educator, what begins last first; and whose record it is.
 *
 * @throws {Problem} 404 `not-found` for somebody who never worked here
 */
export async function readEmployment(
  database: Database,
  { recognizerId, educatorId }: { recognizerId: string; educatorId: string },
): Promise<{
  educator: { id: string; name: string; email: string };
  schools: { id: string; name: string }[];
  items: RecordedEmployment[];
}> {
  const { rows: known } = await sql<{ id: string; name: string; email: string }>`
    with ${own(recognizerId)}
    select p.id, p.name, p.email from person p where p.id = ${educatorId} and (
      exists (select from membership m join own on own.id = m.organization_id where m.person_id = p.id and m.roles && ${everyWorker})
      or exists (select from employment e where e.recognizer_id = ${recognizerId} and e.educator_id = p.id))`.execute(database);
  const [educator] = known;
  if (!educator) throw notFound('educator');
  const { rows: schools } = await sql<{ id: string; name: string }>`with ${own(recognizerId)}
    select o.id, o.name from organization o join own on own.id = o.id order by o.id <> ${recognizerId}, o.name`.execute(database);
  const { rows: items } = await sql<{ record: RecordedEmployment }>`
    select ${asRecord}::jsonb || jsonb_build_object('recordedAt', e.recorded_at, 'recordedBy', p.name,
      'replaced', exists (select from employment later where later.recognizer_id = e.recognizer_id and later.educator_id = e.educator_id
        and later.effective_on = e.effective_on and later.id > e.id)) as record
    from employment e left join person p on p.id = e.recorded_by
    where e.recognizer_id = ${recognizerId} and e.educator_id = ${educatorId}
    order by e.effective_on desc, e.id desc limit 200`.execute(database);
  return { educator, schools, items: items.map(({ record }) => record) };
}
