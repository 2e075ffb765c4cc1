import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { noIssuer } from '../problems.ts';
import { askForWork } from './ask-for-work.ts';
import { type FileRow, readFile } from './read-file.ts';

/** Rows that are kept with one statement. */
const piece = 1000;

/**
 * Keeps a file of earlier awards and has every row of it checked; nothing is issued yet.
 *
 * @throws {Problem} 409 `not-an-issuer`; 422 `csv-not-readable`
 */
export async function uploadImport(
  { database, jobs }: Pick<Ground, 'database' | 'jobs'>,
  { organizationId, fileName, csv, by }: { organizationId: string; fileName: string; csv: string; by: string },
): Promise<{ importId: string; rows: number }> {
  return database.transaction().execute(async (transaction) => {
    const organization = await transaction
      .selectFrom('organization')
      .select('is_issuer')
      .where('id', '=', organizationId)
      .executeTakeFirstOrThrow();
    if (!organization.is_issuer) throw noIssuer();
    const { id: importId } = await transaction
      .insertInto('award_import')
      .values({ organization_id: organizationId, file_name: fileName, created_by: by })
      .returning('id')
      .executeTakeFirstOrThrow();
    let rows = 0;
    let waiting: FileRow[] = [];
    const keep = async () => {
      rows += waiting.length;
      await keepRows(transaction, importId, waiting);
      waiting = [];
    };
    for await (const row of readFile(csv)) if (waiting.push(row) === piece) await keep();
    await keep();
    await transaction.updateTable('award_import').set({ rows }).where('id', '=', importId).execute();
    await audit(transaction, {
      personId: by,
      action: 'award-import.uploaded',
      subjectType: 'award-import',
      subjectId: importId,
      details: { fileName, rows },
    });
    await askForWork(jobs, importId, transaction);
    return { importId, rows };
  });
}

async function keepRows(transaction: Writing, importId: string, rows: FileRow[]): Promise<void> {
  if (!rows.length) return;
  await sql`
    insert into award_import_row (import_id, row, micro_credential, email, name, awarded_on, narrative, evidence_url)
    select ${importId}, row, micro_credential, email, name, awarded_on, narrative, evidence_url
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as kept(row int, micro_credential text, email text, name text, awarded_on text,
      narrative text, evidence_url text)`.execute(transaction);
}
