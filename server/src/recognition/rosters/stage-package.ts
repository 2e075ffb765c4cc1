import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { askForWork } from './ask-for-work.ts';
import { discard, rosterLock } from './discard.ts';
import { RosterFileError } from './one-roster/file-error.ts';
import { checkHeader, type OneRosterPackage, openPackage, type SentFile, told } from './one-roster/open-package.ts';
import { readCsv } from './one-roster/read-csv.ts';
import { readRow } from './one-roster/read-row.ts';
import { fileOf, type Kind, kinds, type Mode, needed } from './one-roster/standard.ts';
import { rosterAtWork, rosterNotReadable } from './problems.ts';

/** Rows of one statement. */
const batch = 2000;
/** Things wrong that are kept; the others are only counted. */
export const mostProblems = 1000;
/** A district has hundreds of schools: more are a mistake. */
const mostOrganizations = 50_000;
/** A reading that began longer ago has died with its server. */
const diedAfterMinutes = 60;

/** Roles are read before users: they tell which of these are of the staff, and the others are never kept. */
const readingOrder: readonly Kind[] = ['organization', 'role', 'person'];

/**
 * Reads the files of a roster, row by row, and has them compared with the roster so far. Nothing is changed yet.
 *
 * @param upload.mode how files without a manifest are meant
 * @throws {Problem} 409 `roster-at-work`; 422 `roster-not-readable`
 */
export async function stagePackage(
  ground: Pick<Ground, 'database' | 'jobs'>,
  { recognizerId, files, mode, by }: { recognizerId: string; files: readonly SentFile[]; mode: Mode; by: string },
): Promise<{ importId: string }> {
  const { database, jobs } = ground;
  try {
    const opened = await openPackage(files, mode);
    try {
      const importId = await beginImport(database, { recognizerId, by, fileNames: files.map(({ name }) => name.slice(0, 200)), ...opened });
      try {
        const counted = await readFiles(database, { importId, recognizerId, opened });
        await database
          .updateTable('roster_import')
          .set({ state: 'checking', ...counted })
          .where('id', '=', importId)
          .execute();
      } catch (error) {
        await forgetImport(database, importId);
        throw error;
      }
      await askForWork(jobs, importId);
      return { importId };
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (error instanceof RosterFileError) throw rosterNotReadable(error);
    throw error;
  }
}

/** One import of a recognizer at a time: one that was looked at and never applied gives way. */
async function beginImport(
  database: Database,
  {
    recognizerId,
    by,
    fileNames,
    source,
    modes,
  }: { recognizerId: string; by: string; fileNames: string[] } & Pick<OneRosterPackage, 'source' | 'modes'>,
): Promise<string> {
  return database.transaction().execute(async (transaction) => {
    await rosterLock(transaction, recognizerId);
    const open = await transaction
      .selectFrom('roster_import')
      .select(['id', 'state', sql<boolean>`created_at < now() - make_interval(mins => ${diedAfterMinutes})`.as('isOld')])
      .where('recognizer_id', '=', recognizerId)
      .where('state', 'in', ['reading', 'checking', 'checked', 'applying', 'undoing'])
      .executeTakeFirst();
    if (open && open.state !== 'checked' && !(open.state === 'reading' && open.isOld)) throw rosterAtWork();
    if (open) await discard(transaction, open.id);
    const { id } = await transaction
      .insertInto('roster_import')
      .values({ recognizer_id: recognizerId, file_names: fileNames, source, modes: JSON.stringify(modes), created_by: by })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });
}

async function forgetImport(database: Database, importId: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await discard(transaction, importId);
    await transaction.deleteFrom('roster_import').where('id', '=', importId).execute();
  });
}

interface Reading {
  importId: string;
  recognizerId: string;
  opened: OneRosterPackage;
}

interface StagedRow {
  row: number;
  id: string;
  deleted: boolean;
  data: object;
}
interface FoundProblem {
  row: number;
  column: string;
  code: string;
  message: string;
}

async function readFiles(database: Database, { importId, recognizerId, opened }: Reading): Promise<{ rows: number; problems: number }> {
  const counted = { rows: 0, problems: 0 };
  for (const kind of readingOrder) {
    const mode = opened.modes[kind];
    if (!mode) continue;
    const file = fileOf[kind];
    let rows: StagedRow[] = [];
    let found: FoundProblem[] = [];
    const keep = async () => {
      const kept = await keepRows(database, { importId, recognizerId, kind, rows });
      // what is wrong with a row that is not kept is nobody's matter: a student's address, say
      const sent = new Set(rows.map(({ row }) => row));
      const told = found.filter(({ row }) => kept.has(row) || !sent.has(row));
      await keepProblems(database, { importId, file, already: counted.problems, told });
      counted.rows += kept.size;
      counted.problems += told.length;
      rows = [];
      found = [];
    };
    const bytes = await opened.read(kind);
    let count = 0;
    const lines = readCsv(file, bytes, (names) => checkHeader(kind, needed[kind], names));
    try {
      for await (const { row, cells } of lines) {
        count += 1;
        if (kind === 'organization' && count > mostOrganizations)
          throw new RosterFileError(file, row, `It has more than ${mostOrganizations.toLocaleString('en-US')} organizations.`);
        const read = readRow(kind, mode, cells);
        found.push(...read.problems.map((problem) => ({ row, ...problem })));
        if (read.row?.sourcedId) rows.push({ row, id: read.row.sourcedId, deleted: read.row.deleted, data: read.row.data });
        if (rows.length >= batch || found.length >= batch) await keep();
      }
    } catch (error) {
      told(file)(error);
    }
    await keep();
    // the next file is held against this one, row by row
    await sql`analyze roster_import_row`.execute(database);
  }
  return counted;
}

/**
 * Keeps rows of the staff: a user that no role of the staff names, and that the roster so far does not know, is passed over; so is what is
 * to be deleted and was never there.
 *
 * @returns the numbers of the rows that are kept
 */
async function keepRows(
  database: Database,
  { importId, recognizerId, kind, rows }: { importId: string; recognizerId: string; kind: Kind; rows: readonly StagedRow[] },
): Promise<Set<number>> {
  if (!rows.length) return new Set();
  const isKnown = sql`exists (select from roster_record k
    where k.recognizer_id = ${recognizerId} and k.kind = ${kind} and k.sourced_id = x.id and k.active)`;
  // those of the batch alone: a plan that looked through all roles for each batch would read them hundreds of times
  const isStaff =
    kind === 'person'
      ? sql`(${isKnown} or x.id in (select s.person_ref from roster_import_row s
          where s.import_id = ${importId} and not s.deleted and s.person_ref = any(${rows.map(({ id }) => id)}::text[])))`
      : sql`true`;
  const { rows: kept } = await sql<{ row: number }>`
    insert into roster_import_row (import_id, kind, row, sourced_id, deleted, data)
    select ${importId}, ${kind}, x.row, x.id, x.deleted, x.data
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x(row int, id text, deleted boolean, data jsonb)
    where case when x.deleted then ${isKnown} else ${isStaff} end
    returning row`.execute(database);
  return new Set(kept.map(({ row }) => row));
}

async function keepProblems(
  database: Database,
  { importId, file, already, told }: { importId: string; file: string; already: number; told: readonly FoundProblem[] },
): Promise<void> {
  const room = told.slice(0, Math.max(0, mostProblems - already));
  if (!room.length) return;
  await database
    .insertInto('roster_import_problem')
    .values(room.map((problem, index) => ({ import_id: importId, number: already + index + 1, file, ...problem })))
    .execute();
}

/** Of a user, what the roster so far says is compared with what came; kinds that did not come stay as they are. */
export const cameIn = (modes: unknown): Partial<Record<Kind, Mode>> =>
  Object.fromEntries(
    kinds.flatMap((kind) => ((modes as Record<string, Mode>)[kind] ? [[kind, (modes as Record<string, Mode>)[kind]]] : [])),
  );
