import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import { eraseBy, type Holding, toldRows } from '../platform/holding.ts';

/** What this capability itself keeps: that copies and erasure were asked for, and the copies. */
export function privacyHolding({ database }: Pick<Ground, 'database'>): Holding {
  return {
    name: 'your-data',
    about: 'When you asked for copies of your data, or for its erasure.',
    erasure: [
      {
        name: 'copies',
        when: 'then',
        erase: (transaction, personId) =>
          eraseBy(
            transaction,
            sql`update unneeded_object set due_at = now() where storage_key in (select storage_key from data_export where person_id = ${personId})`,
            sql`delete from data_export where person_id = ${personId}`,
          ),
      },
    ],
    async *copy(personId) {
      yield toldRows(
        database,
        'copies.json',
        sql`select asked_at, ready_at, ends_at, size from data_export where person_id = ${personId} order by id`,
      );
      yield toldRows(
        database,
        'erasures.json',
        sql`select asked_at, due_at, state, ended_at from erasure where person_id = ${personId} order by id`,
      );
    },
  };
}
