import { sql } from 'kysely';
import type { Database, Writing } from '../platform/database/database.ts';

/** What happens to two that meet, one half-way through. */
interface Meeting<One, Other> {
  first: One;
  second: Other;
}

/**
 * Lets two things meet in the worst moment: the first is done but for its commit when the second begins, and is committed only when the
 * second waits for it in the database.
 *
 * @throws {Error} when the second ends without having waited: nothing keeps the two apart
 */
export async function meetHalfWay<One, Other>(
  database: Database,
  first: (transaction: Writing) => Promise<One>,
  second: () => PromiseLike<Other>,
): Promise<Meeting<One, Other>> {
  const transaction = await database.startTransaction().execute();
  try {
    const done = await first(transaction);
    const before = await waiting(database);
    let ended = false;
    const other = Promise.resolve(second()).finally(() => {
      ended = true;
    });
    other.catch(() => undefined);
    while ((await waiting(database)) <= before)
      if (ended) throw new Error(`The second did not wait for the first: ${JSON.stringify(await other.catch(String)).slice(0, 300)}`);
    await transaction.commit().execute();
    return { first: done, second: await other };
  } finally {
    if (!transaction.isCommitted) await transaction.rollback().execute();
  }
}

/** How many connections to this database wait for a lock. */
async function waiting(database: Database): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(distinct pid)::int as waiting from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`.execute(
    database,
  );
  return rows[0]?.waiting ?? 0;
}
