import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import { catchUpSteps } from './catch-up.ts';

const queue = 'catch-up-steps';
/** Educators in one transaction: few enough that nobody who takes a step waits long. */
const batch = 200;

interface Progress {
  programId: string;
  /** The last educator that was looked at. */
  after: string | null;
}

/** Has the steps of a program noted that those who take part have done already: a new version may ask for what they did long ago. */
export async function catchUpEveryone({ jobs }: Pick<Ground, 'jobs'>, transaction: Writing, programId: string): Promise<void> {
  await jobs.send(queue, { programId, after: null } satisfies Progress, { transaction });
}

/** Starts working on what `catchUpEveryone` asked for; a batch and the job of the next one share a transaction. */
export async function startCatchingUp(ground: Ground): Promise<void> {
  await ground.jobs.work<Progress>(queue, async ({ programId, after }) => {
    await ground.database.transaction().execute(async (transaction) => {
      const rows = await transaction
        .selectFrom('participation')
        .select('educator_id as educatorId')
        .where('program_id', '=', programId)
        .where('left_at', 'is', null)
        .$if(after !== null, (query) => query.where('educator_id', '>', after ?? ''))
        .orderBy('educator_id')
        .limit(batch)
        .execute();
      for (const { educatorId } of rows) await catchUpSteps(ground, transaction, { educatorId, programId });
      const last = rows.at(-1)?.educatorId;
      if (last && rows.length === batch) await ground.jobs.send(queue, { programId, after: last } satisfies Progress, { transaction });
    });
  });
}
