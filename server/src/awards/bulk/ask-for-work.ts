import type { Writing } from '../../platform/database/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';

/** The queue in which imports are checked and issued, a piece a job. */
export const importQueue = 'award-imports';

/** Has the next piece of an import worked on; asked twice while one waits is asked once. */
export async function askForWork(jobs: Jobs, importId: string, transaction?: Writing): Promise<void> {
  await jobs.send(importQueue, { importId }, { key: importId, ...(transaction ? { transaction } : {}) });
}
