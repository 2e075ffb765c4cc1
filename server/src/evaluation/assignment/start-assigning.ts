import type { Ground } from '../../platform/ground.ts';
import { assignWaiting } from './assign-waiting.ts';
import { remindEvaluators, returnExpired } from './return-expired.ts';
import { tellOfWaiting } from './tell-of-waiting.ts';

/** Every minute, on one node: what lay too long goes back, evaluators are reminded, what waits is assigned; each hour they are written to. */
export async function startAssigning(ground: Ground): Promise<void> {
  await ground.jobs.every('evaluation-assignment', '* * * * *', async () => {
    const now = ground.clock();
    await returnExpired(ground, now);
    await remindEvaluators(ground, now);
    await assignWaiting(ground.database, now);
  });
  await ground.jobs.every('tell-evaluators', '25 * * * *', async () => {
    await tellOfWaiting(ground, ground.clock());
  });
}
