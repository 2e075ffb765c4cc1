import type { Ground } from '../../platform/ground.ts';
import { remind } from './remind.ts';
import { startTelling } from './tell.ts';

/** Starts the mails of pre-approval: decisions when they stand, reminders each morning. */
export async function startPreApproval(ground: Ground): Promise<void> {
  await startTelling(ground);
  await ground.jobs.every('remind-of-pre-approval', '0 11 * * *', async () => {
    await remind(ground);
  });
}
