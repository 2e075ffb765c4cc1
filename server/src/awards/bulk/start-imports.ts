import type { Ground } from '../../platform/ground.ts';
import { askForWork, importQueue } from './ask-for-work.ts';
import { checkRows } from './check-rows.ts';
import { issueRows, issueWaiting } from './issue-rows.ts';
import { tellEarners } from './tell-earners.ts';

/**
 * Starts checking imports, issuing them and telling their earners, a piece a job, on any node. Every minute, imports whose job was lost are taken up again, and
 * rows are issued whose earner has confirmed the address since.
 */
export async function startImports(ground: Ground): Promise<void> {
  const { jobs, database } = ground;
  await jobs.work<{ importId: string }>(importQueue, async ({ importId }) => {
    const left = (await checkRows(ground, importId)) || (await issueRows(ground, importId)) || (await tellEarners(ground, importId));
    if (left) await askForWork(jobs, importId);
  });
  await jobs.every('award-imports-again', '* * * * *', async () => {
    const open = await database
      .selectFrom('award_import')
      .select('id')
      .where('told_at', 'is', null)
      .where('state', '<>', 'checked')
      .execute();
    for (const { id } of open) await askForWork(jobs, id);
    await issueWaiting(ground);
  });
}
