import { CsvError, parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { fileNotReadable } from './problems.ts';

/** Files that people of a recognizer bring: a header and a row a person. */

/** Something wrong in a row; rows are counted as a spreadsheet does, the header being row 1. */
export interface RowError {
  row: number;
  column: string;
  message: string;
}

/**
 * The rows of a CSV file by column name.
 *
 * @param columns.known every column that may be there, in lower case
 * @param columns.required those that must be
 * @throws {Problem} 422 `file-not-readable`
 */
export function readCsvRows(
  csv: string,
  { known, required }: { known: readonly string[]; required: readonly string[] },
): Record<string, string>[] {
  if (csv.includes('\ufffd')) throw fileNotReadable('It is not UTF-8. Save it as “CSV UTF-8” and try again.');
  let records: Record<string, string>[];
  let header: string[] = [];
  try {
    records = parse(csv, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      columns: (names: string[]) => {
        header = names.map((name) => name.toLowerCase());
        return header;
      },
    });
  } catch (error) {
    if (error instanceof CsvError) throw fileNotReadable(`${error.message}.`);
    throw error;
  }
  const missing = required.filter((name) => !header.includes(name));
  if (missing.length) throw fileNotReadable(`These columns are missing: ${missing.join(', ')}.`);
  const unknown = header.filter((name) => !known.includes(name));
  if (unknown.length)
    throw fileNotReadable(`These columns are not known: ${unknown.join(', ').slice(0, 300)}. Known are ${known.join(', ')}.`);
  if (new Set(header).size !== header.length) throw fileNotReadable('Two columns have the same name.');
  if (!records.length) throw fileNotReadable('It has a header and no rows.');
  return records;
}

/**
 * People of a recognizer by the HR number on record, as payroll reads it (`hr/…`), and by confirmed address (`email/…`).
 *
 * @param rows what the rows name people by
 */
export async function findPeopleOfRows(
  database: Database,
  recognizerId: string,
  rows: readonly { hr_identifier: string; email: string }[],
): Promise<Map<string, string | 'several'>> {
  const people = new Map<string, string | 'several'>();
  const identifiers = rows.flatMap(({ hr_identifier }) => hr_identifier || []);
  const emails = rows.flatMap(({ email }) => email.toLowerCase() || []);
  const { rows: found } = await sql<{ key: string; id: string }>`
    with recursive own as (
      select id from organization where id = ${recognizerId}
      union select o.id from organization o join own on o.parent_id = own.id)
    select 'hr/' || hr_identifier as key, educator_id as id from hr_number
      where recognizer_id = ${recognizerId} and hr_identifier = any(${identifiers}::text[])
    union
    select distinct 'email/' || a.email, a.person_id from email_address a join membership m on m.person_id = a.person_id join own on own.id = m.organization_id
      where a.email = any(${emails}::text[]) and a.verified_at is not null`.execute(database);
  for (const { key, id } of found) people.set(key, people.has(key) && people.get(key) !== id ? 'several' : id);
  return people;
}
