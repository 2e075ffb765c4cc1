import { stringify } from 'csv-stringify/sync';
import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit.ts';
import type { Database, Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { findPeopleOfRows, type RowError, readCsvRows } from '../csv-rows.ts';
import { holdIdentifiers } from '../incentives/record-employment.ts';
import { settleEveryone } from '../ledger/settle-everyone.ts';
import { rowsAreWrong } from '../problems.ts';
import { findRecognizer } from '../recognizer.ts';

/** Columns of a file of employment; `name` is for the people who read it. An empty cell leaves what is on record. */
const columns = [
  'hr_identifier',
  'email',
  'name',
  'effective_on',
  'position',
  'contract',
  'school',
  'hired_on',
  'ended_on',
  'license_starts_on',
  'license_ends_on',
] as const;
const required = ['effective_on'] as const;

/** A calendar date, as standards write it or as spreadsheets in the United States do. */
const Day = z
  .string()
  .default('')
  .transform((text) => {
    const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
    return year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : text;
  })
  .refine((day) => day === '' || z.iso.date().safeParse(day).success, { message: 'is no date, such as 2026-08-01 or 8/1/2026' });
const Words = z.string().max(100).default('');

const Row = z.object({
  hr_identifier: Words,
  email: z.string().max(300).default(''),
  effective_on: Day.refine((day) => day !== '', { message: 'say from which day it holds' }),
  position: Words,
  contract: Words,
  school: z.string().max(300).default(''),
  hired_on: Day,
  ended_on: Day,
  license_starts_on: Day,
  license_ends_on: Day,
});

/** What a record says, by the columns of the file; the school by its id. */
export interface EmploymentFacts {
  hrIdentifier: string | null;
  position: string | null;
  contract: string | null;
  schoolId: string | null;
  hiredOn: string | null;
  endedOn: string | null;
  licenceStartsOn: string | null;
  licenceEndsOn: string | null;
}

/** A record that a row would make, with what holds on that day without it. */
export interface EmploymentChange {
  row: number;
  educator: { id: string; name: string };
  effectiveOn: string;
  from: EmploymentFacts;
  to: EmploymentFacts;
}

interface File {
  recognizerId: string;
  csv: string;
}

/**
 * Reads a file of employment and says what it would record, without writing anything. Rows that say what is on record already make none.
 *
 * @throws {Problem} 422 `file-not-readable`, `rows-are-wrong` with each error by row
 */
export async function readEmploymentFile(
  database: Database,
  { recognizerId, csv }: File,
): Promise<{ rows: number; changes: EmploymentChange[]; schools: ReadonlyMap<string, string> }> {
  const errors: RowError[] = [];
  const records = readCsvRows(csv, { known: columns, required });
  const rows = records.flatMap((record, index) => {
    const parsed = Row.safeParse(record);
    if (parsed.success) return [{ row: index + 2, ...parsed.data }];
    for (const { path, message } of parsed.error.issues) errors.push({ row: index + 2, column: String(path[0] ?? ''), message });
    return [];
  });
  const people = await findPeopleOfRows(database, recognizerId, rows);
  const schools = await schoolsOf(database, recognizerId);
  const named = new Map<string, string | 'several'>();
  for (const [id, name] of schools) named.set(name.toLowerCase(), named.has(name.toLowerCase()) ? 'several' : id);
  const found = rows.flatMap((row) => {
    const complain = (column: string, message: string) => errors.push({ row: row.row, column, message });
    // an address says who it is, and the number is what is recorded; without one the number says who it is
    const by = row.email ? 'email' : 'hr_identifier';
    const person = people.get(row.email ? `email/${row.email.toLowerCase()}` : `hr/${row.hr_identifier}`);
    if (!row.email && !row.hr_identifier) complain('email', 'name the educator by email or hr_identifier');
    else if (!person) complain(by, `nobody of this organization is known by ${row.email || row.hr_identifier}`);
    else if (person === 'several') complain(by, `several people have ${row.email || row.hr_identifier}`);
    const school = row.school ? named.get(row.school.toLowerCase()) : undefined;
    if (row.school && !school) complain('school', `there is no school “${row.school}” here`);
    if (school === 'several') complain('school', `several schools are called “${row.school}”`);
    return person && person !== 'several' ? [{ ...row, person, schoolId: school ?? null }] : [];
  });
  const standing = await recordsOf(database, recognizerId, [...new Set(found.map(({ person }) => person))]);
  const changes: EmploymentChange[] = [];
  const days = new Map<string, number>();
  // a later day of the same file goes on from what an earlier one says
  for (const row of [...found].sort((one, other) => (one.effective_on < other.effective_on ? -1 : 1) || one.row - other.row)) {
    const complain = (column: string, message: string) => errors.push({ row: row.row, column, message });
    const twice = days.get(`${row.person}/${row.effective_on}`);
    if (twice !== undefined) {
      complain('effective_on', `row ${twice} says something of the same person from the same day on`);
      continue;
    }
    days.set(`${row.person}/${row.effective_on}`, row.row);
    const own = standing.get(row.person);
    const from = own?.records.findLast(({ effectiveOn }) => effectiveOn <= row.effective_on)?.facts ?? nothing;
    const to: EmploymentFacts = {
      hrIdentifier: row.hr_identifier || from.hrIdentifier,
      position: row.position || from.position,
      contract: row.contract || from.contract,
      schoolId: row.schoolId ?? from.schoolId,
      hiredOn: row.hired_on || from.hiredOn,
      endedOn: row.ended_on || from.endedOn,
      licenceStartsOn: row.license_starts_on || from.licenceStartsOn,
      licenceEndsOn: row.license_ends_on || from.licenceEndsOn,
    };
    if (to.hiredOn && to.endedOn && to.endedOn < to.hiredOn) complain('ended_on', 'lies before the hiring');
    if (to.licenceStartsOn && to.licenceEndsOn && to.licenceEndsOn <= to.licenceStartsOn)
      complain('license_ends_on', 'ends before it starts');
    if (names.every((name) => from[name] === to[name])) continue;
    changes.push({ row: row.row, educator: { id: row.person, name: own?.name ?? '' }, effectiveOn: row.effective_on, from, to });
    own?.records.push({ effectiveOn: row.effective_on, facts: to });
    own?.records.sort((one, other) => (one.effectiveOn < other.effectiveOn ? -1 : one.effectiveOn > other.effectiveOn ? 1 : 0));
  }
  errors.push(...(await numbersTaken(database, recognizerId, changes)));
  if (errors.length) throw rowsAreWrong(errors.sort((one, other) => one.row - other.row));
  return { rows: rows.length, changes: changes.sort((one, other) => one.row - other.row), schools };
}

/**
 * Records everything that a file of employment says anew: all of it or nothing. The ledgers follow in a job.
 *
 * @throws {Problem} 422 `file-not-readable`, `rows-are-wrong` with each error by row
 */
export async function importEmployment(
  ground: Pick<Ground, 'jobs' | 'clock'>,
  transaction: Writing,
  { recognizerId, csv, fileName, by }: File & { fileName: string; by: string },
): Promise<{ recorded: number }> {
  await findRecognizer(transaction, recognizerId);
  await holdIdentifiers(transaction, recognizerId, 'alone');
  const { changes } = await readEmploymentFile(transaction, { recognizerId, csv });
  for (let start = 0; start < changes.length; start += 1000)
    await transaction
      .insertInto('employment')
      .values(
        changes.slice(start, start + 1000).map(({ educator, effectiveOn, to }) => ({
          recognizer_id: recognizerId,
          educator_id: educator.id,
          effective_on: effectiveOn,
          hr_identifier: to.hrIdentifier,
          position: to.position,
          contract: to.contract,
          school_id: to.schoolId,
          hired_on: to.hiredOn,
          ended_on: to.endedOn,
          licence_starts_on: to.licenceStartsOn,
          licence_ends_on: to.licenceEndsOn,
          recorded_by: by,
        })),
      )
      .execute();
  if (changes.length)
    await settleEveryone(ground, transaction, recognizerId, `Counted anew: “${fileName}” changed what is on record of employment.`);
  await audit(transaction, {
    personId: by,
    action: 'employment.imported',
    subjectType: 'organization',
    subjectId: recognizerId,
    details: { fileName, recorded: changes.length },
  });
  return { recorded: changes.length };
}

const names = [
  'hrIdentifier',
  'position',
  'contract',
  'schoolId',
  'hiredOn',
  'endedOn',
  'licenceStartsOn',
  'licenceEndsOn',
] as const satisfies readonly (keyof EmploymentFacts)[];
const nothing = Object.fromEntries(names.map((name) => [name, null])) as unknown as EmploymentFacts;

interface Standing {
  name: string;
  /** What stands, by day. */
  records: { effectiveOn: string; facts: EmploymentFacts }[];
}

async function recordsOf(database: Database, recognizerId: string, educatorIds: string[]): Promise<Map<string, Standing>> {
  const { rows } = await sql<{ id: string; name: string; records: Standing['records'] }>`
    select p.id, p.name, coalesce((select json_agg(json_build_object('effectiveOn', e.effective_on, 'facts', json_build_object(
        'hrIdentifier', e.hr_identifier, 'position', e.position, 'contract', e.contract, 'schoolId', e.school_id, 'hiredOn', e.hired_on,
        'endedOn', e.ended_on, 'licenceStartsOn', e.licence_starts_on, 'licenceEndsOn', e.licence_ends_on)) order by e.effective_on)
      from (select distinct on (effective_on) * from employment
        where recognizer_id = ${recognizerId} and educator_id = p.id order by effective_on, id desc) e), '[]') as records
    from person p where p.id = any(${educatorIds}::uuid[])`.execute(database);
  return new Map(rows.map(({ id, name, records }) => [id, { name, records }]));
}

async function schoolsOf(database: Database, recognizerId: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    with recursive own as (
      select id, name from organization where id = ${recognizerId}
      union select o.id, o.name from organization o join own on o.parent_id = own.id)
    select id, name from own`.execute(database);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Numbers that two of the file's people would have, or that somebody else has. */
async function numbersTaken(database: Database, recognizerId: string, changes: readonly EmploymentChange[]): Promise<RowError[]> {
  const given = changes.filter(({ from, to }) => to.hrIdentifier && to.hrIdentifier !== from.hrIdentifier);
  const { rows } = await sql<{ number: string; id: string; name: string }>`
    select n.hr_identifier as number, p.id, p.name from hr_number n join person p on p.id = n.educator_id
    where n.recognizer_id = ${recognizerId} and n.hr_identifier = any(${given.map(({ to }) => to.hrIdentifier)}::text[])`.execute(database);
  const holders = new Map(rows.map(({ number, ...holder }) => [number, holder]));
  return given.flatMap(({ row, educator, to }) => {
    const number = to.hrIdentifier ?? '';
    const holder = holders.get(number);
    if (holder && holder.id !== educator.id)
      return [{ row, column: 'hr_identifier', message: `${number} is the number of ${holder.name}; nobody has it twice` }];
    holders.set(number, educator);
    return [];
  });
}

/** What is on record of everybody who works here, by the columns that a file of employment has: to be filled in and brought back. */
export async function employmentCsv(database: Database, { recognizerId, today }: { recognizerId: string; today: string }): Promise<string> {
  const { rows } = await sql<Record<(typeof columns)[number], string | null>>`
    with recursive own as (
      select id from organization where id = ${recognizerId}
      union select o.id from organization o join own on o.parent_id = own.id),
    people as (select distinct m.person_id as id from membership m join own on own.id = m.organization_id
      where m.roles && array['educator', 'coach', 'reviewer', 'hr', 'recognizer-admin'])
    select coalesce(e.hr_identifier, n.hr_identifier) as hr_identifier, p.email, p.name, ${today}::text as effective_on, e.position, e.contract, o.name as school, e.hired_on, e.ended_on,
      e.licence_starts_on as license_starts_on, e.licence_ends_on as license_ends_on
    from people join person p on p.id = people.id
      left join hr_number n on n.recognizer_id = ${recognizerId} and n.educator_id = p.id
      left join lateral (select * from employment where recognizer_id = ${recognizerId} and educator_id = p.id and effective_on <= ${today}
        order by effective_on desc, id desc limit 1) e on true
      left join organization o on o.id = e.school_id
    order by p.name, p.id`.execute(database);
  return stringify([[...columns], ...rows.map((row) => columns.map((name) => row[name] ?? ''))], {
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
