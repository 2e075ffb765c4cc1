import { z } from 'zod';
import type { Database } from '../../platform/database/database.ts';

/** An erasure as its person is told of it; once it is done, the receipt. */
export const Erasure = z
  .object({
    state: z.enum(['waiting', 'under-way', 'done', 'taken-back']),
    askedAt: z.date(),
    /** From when it is done and cannot be taken back. */
    dueAt: z.date(),
    endedAt: z.date().nullable(),
    /** What went, step by step. */
    steps: z.array(z.object({ step: z.string(), gone: z.int(), doneAt: z.date() })),
  })
  .meta({ id: 'Erasure' });
export type Erasure = z.infer<typeof Erasure>;

/** The latest erasure of a person, or the one that a mailed link is of; null where there is none. */
export async function readErasure(database: Database, by: { tokenHash: Buffer } | { personId: string }): Promise<Erasure | null> {
  const erasure = await database
    .selectFrom('erasure')
    .select(['id', 'state', 'asked_at as askedAt', 'due_at as dueAt', 'ended_at as endedAt'])
    .where((eb) => ('tokenHash' in by ? eb('token_hash', '=', by.tokenHash) : eb('person_id', '=', by.personId)))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!erasure) return null;
  const { id, state, ...times } = erasure;
  return { ...times, state: state as Erasure['state'], steps: await stepsOf(database, id) };
}

/** What went so far, in its order. */
export const stepsOf = (database: Database, erasureId: string) =>
  database
    .selectFrom('erasure_step')
    .select(['step', 'gone', 'done_at as doneAt'])
    .where('erasure_id', '=', erasureId)
    .orderBy('done_at')
    .execute();
