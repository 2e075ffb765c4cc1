import { sql } from 'kysely';
import { soleAdministrations } from '../../identity/index.ts';
import { audit } from '../../platform/audit.ts';
import type { Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import type { ErasureStep, Holding } from '../../platform/holding.ts';
import { stepsOf } from './read-erasure.ts';
import { writeReceipt } from './receipt.ts';

/** The job that erases one person. */
export const erasePersonQueue = 'erase-person';

type Parts = Pick<Ground, 'database' | 'mail' | 'config' | 'clock'>;

/**
 * Erases a person whose time of waiting is over, step by step. Each step and the note that it was done share a transaction: run again after a
 * crash it goes on exactly where it was. The receipt is mailed before name and address go, so it may come twice, never not at all.
 */
export async function erasePerson(ground: Parts, holdings: readonly Holding[], erasureId: string): Promise<void> {
  const { database, mail, config } = ground;
  const begun = await begin(ground, erasureId);
  if (!begun) return;
  const all = holdings.flatMap(({ erasure }) => erasure);
  const steps = (['first', 'then'] as const).flatMap((when) => all.filter((step) => step.when === when));
  for (const step of steps)
    await database.transaction().execute(async (transaction) => {
      if (await hold(transaction, erasureId)) await take(transaction, step, erasureId, begun.personId);
    });
  for (const { afterErasure } of holdings) await afterErasure?.();
  await mail.deliver({ to: begun.email, ...writeReceipt(begun.name, await stepsOf(database, erasureId), config.url) });
  await database.transaction().execute(async (transaction) => {
    if (!(await hold(transaction, erasureId))) return;
    for (const step of all.filter(({ when }) => when === 'last')) await take(transaction, step, erasureId, begun.personId);
    await audit(transaction, { personId: begun.personId, action: 'erasure.done', subjectType: 'person', subjectId: begun.personId });
    await transaction.updateTable('erasure').set({ state: 'done', ended_at: ground.clock() }).where('id', '=', erasureId).execute();
  });
}

/** Begins it, or goes on; null where it is not due, was taken back or is done. Who became the only administrator meanwhile is reminded. */
async function begin(
  { database, mail, config, clock }: Parts,
  erasureId: string,
): Promise<{ personId: string; name: string; email: string } | null> {
  return database.transaction().execute(async (transaction) => {
    const erasure = await transaction
      .selectFrom('erasure')
      .innerJoin('person', 'person.id', 'erasure.person_id')
      .select(['erasure.state', 'erasure.due_at as dueAt', 'person.id as personId', 'person.name', 'person.email'])
      .where('erasure.id', '=', erasureId)
      .forUpdate('erasure')
      .executeTakeFirst();
    if (!erasure || erasure.dueAt > clock()) return null;
    const { state, dueAt: _, ...person } = erasure;
    if (state === 'under-way') return person;
    if (state !== 'waiting') return null;
    const sole = await soleAdministrations(transaction, person.personId);
    if (!sole.length) {
      await transaction.updateTable('erasure').set({ state: 'under-way', begun_at: clock() }).where('id', '=', erasureId).execute();
      return person;
    }
    const tomorrow = new Date(clock().getTime() + 86_400_000);
    await transaction.updateTable('erasure').set({ due_at: tomorrow }).where('id', '=', erasureId).execute();
    await mail.send(
      {
        to: person.email,
        subject: 'Hand over first, then your account is erased',
        text: `Hello ${person.name},\n\nyour account was to be erased today, but you have become the only administrator of ${sole.map(({ name }) => name).join(', ')}. Give the role to another member; we look again each day.`,
        action: { label: 'Your organizations', url: `${config.url}/organizations` },
      },
      transaction,
    );
    return null;
  });
}

/** Locks the erasure, so that of two nodes one does each step; false where it is done. */
async function hold(transaction: Writing, erasureId: string): Promise<boolean> {
  const { rows } = await sql`select from erasure where id = ${erasureId} and state = 'under-way' for update`.execute(transaction);
  return rows.length > 0;
}

async function take(transaction: Writing, { name, erase }: ErasureStep, erasureId: string, personId: string): Promise<void> {
  const done = await transaction
    .selectFrom('erasure_step')
    .select('step')
    .where('erasure_id', '=', erasureId)
    .where('step', '=', name)
    .executeTakeFirst();
  if (done) return;
  await sql`select set_config('brevet.erasing', ${erasureId}, true)`.execute(transaction);
  const gone = await erase(transaction, personId);
  await transaction
    .insertInto('erasure_step')
    .values({ erasure_id: erasureId, step: name, gone, done_at: sql`clock_timestamp()` })
    .execute();
}
