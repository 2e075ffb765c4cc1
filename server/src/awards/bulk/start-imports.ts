import type { Ground } from '../../platform/ground.ts';
import { askForWork, importQueue } from './ask-for-work.ts';
import { checkRows } from './check-rows.ts';
import { issueRows, issueWaiting } from './issue-rows.ts';

/**
 * Starts checking and issuing imports, a piece a job, on any node. Every minute, imports whose job was lost are taken up again, and
 * rows are issued whose earner has confirmed the address since.
 */
export async function startImports(ground: Ground): Promise<void> {
  const { jobs, database } = ground;
  await jobs.work<{ importId: string }>(importQueue, async ({ importId }) => {
    const left = (await checkRows(ground, importId)) || (await issueRows(ground, importId));
    if (left) await askForWork(jobs, importId);
  });
  await jobs.every('award-imports-again', '* * * * *', async () => {
    const open = await database.selectFrom('award_import').select('id').where('state', 'in', ['checking', 'issuing']).execute();
    for (const { id } of open) await askForWork(jobs, id);
    await issueWaiting(ground);
  });
}
