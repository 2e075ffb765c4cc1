import type { Writing } from '../../platform/database/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';

/** The queue in which imports of rosters are checked, applied and undone. */
export const rosterQueue = 'rosters';

/** Has an import worked on; asked twice while one waits is asked once. */
export async function askForWork(jobs: Jobs, importId: string, transaction?: Writing): Promise<void> {
  await jobs.send(rosterQueue, { importId }, { key: importId, ...(transaction ? { transaction } : {}) });
}
