import { audit } from '../../platform/audit.ts';
import type { Ground } from '../../platform/ground.ts';
import { noIssuer } from '../problems.ts';
import { askForWork } from './ask-for-work.ts';
import { readFile } from './read-file.ts';

/**
 * Keeps a file of earlier awards and has every row of it checked; nothing is issued yet.
 *
 * @throws {Problem} 409 `not-an-issuer`; 422 `csv-not-readable`
 */
export async function uploadImport(
  { database, jobs }: Pick<Ground, 'database' | 'jobs'>,
  { organizationId, fileName, csv, by }: { organizationId: string; fileName: string; csv: string; by: string },
): Promise<{ importId: string; rows: number }> {
  const rows = await readFile(csv);
  return database.transaction().execute(async (transaction) => {
    const organization = await transaction
      .selectFrom('organization')
      .select('is_issuer')
      .where('id', '=', organizationId)
      .executeTakeFirstOrThrow();
    if (!organization.is_issuer) throw noIssuer();
    const { id: importId } = await transaction
      .insertInto('award_import')
      .values({ organization_id: organizationId, file_name: fileName, rows: rows.length, created_by: by })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (let start = 0; start < rows.length; start += 1000)
      await transaction
        .insertInto('award_import_row')
        .values(rows.slice(start, start + 1000).map((row) => ({ ...row, import_id: importId })))
        .execute();
    await audit(transaction, {
      personId: by,
      action: 'award-import.uploaded',
      subjectType: 'award-import',
      subjectId: importId,
      details: { fileName, rows: rows.length },
    });
    await askForWork(jobs, importId, transaction);
    return { importId, rows: rows.length };
  });
}
