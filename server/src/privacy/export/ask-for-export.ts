import { sql } from 'kysely';
import type { Ground } from '../../platform/ground.ts';
import { exportUnderWay } from '../problems.ts';

/** The job that makes a copy of somebody's data. */
export const makeExportQueue = 'make-data-export';

/**
 * Orders a copy of everything the person is in; a job makes it. The copy before stays until this one is ready.
 *
 * @throws {Problem} 409 `export-under-way`
 */
export async function askForExport(
  { database, jobs, clock }: Pick<Ground, 'database' | 'jobs' | 'clock'>,
  personId: string,
): Promise<string> {
  return database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: string }>`insert into data_export (person_id, asked_at) values (${personId}, ${clock()})
      on conflict (person_id) where ready_at is null do nothing returning id`.execute(transaction);
    const [asked] = rows;
    if (!asked) throw exportUnderWay();
    await jobs.send(makeExportQueue, { exportId: asked.id }, { transaction });
    return asked.id;
  });
}
