import type { Ground } from '../../platform/ground.ts';
import type { Holding } from '../../platform/holding.ts';
import { erasePerson, erasePersonQueue } from './erase-person.ts';

/** Orders every erasure that is due, and those that a crash left under way. */
export async function orderDueErasures({ database, jobs }: Pick<Ground, 'database' | 'jobs'>, now: Date): Promise<void> {
  const due = await database
    .selectFrom('erasure')
    .select('id')
    .where('state', 'in', ['waiting', 'under-way'])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .execute();
  for (const { id } of due) await jobs.send(erasePersonQueue, { erasureId: id }, { key: id });
}

/** Starts erasing, looked for every ten minutes. */
export async function startErasures(ground: Ground, holdings: readonly Holding[]): Promise<void> {
  await ground.jobs.work<{ erasureId: string }>(erasePersonQueue, ({ erasureId }) => erasePerson(ground, holdings, erasureId));
  await ground.jobs.every('order-due-erasures', '*/10 * * * *', () => orderDueErasures(ground, ground.clock()));
}
