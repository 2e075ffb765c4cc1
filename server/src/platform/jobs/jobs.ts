import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { fromKysely, PgBoss } from 'pg-boss';
import type { Writing } from '../database/database.ts';

/** Work outside of requests, kept in the database, tried again after failures, on any node. */
export interface Jobs {
  /**
   * Enqueues work, in the caller's transaction where one is given.
   *
   * @param options.key while a job with this key waits in the queue, another is not added
   */
  send(queue: string, data: object, options?: { transaction?: Writing; key?: string; startAfterSeconds?: number }): Promise<void>;
  /** Enqueues much work at once, each piece without a key. */
  sendAll(queue: string, data: object[], options?: { transaction?: Writing }): Promise<void>;
  /** Handles the jobs of a queue; a throw means "try again later". */
  work<T extends object>(queue: string, handle: (data: T) => Promise<void>): Promise<void>;
  /** Runs something on a cron schedule (UTC), on one node at a time. */
  every(name: string, cron: string, run: () => Promise<void>): Promise<void>;
  /** Forgets the jobs of a queue, done and waiting, whose data holds one of these texts under a name. */
  forget(queue: string, name: string, texts: readonly string[], transaction: Writing): Promise<void>;
  /** Waits for running jobs, then ends. */
  stop(): Promise<void>;
}

/**
 * Jobs on pg-boss, woken by NOTIFY, so an event is dealt with at once and polling stays as a floor.
 *
 * @param url the database; jobs hold connections of their own
 * @param onFailure told of each failed attempt
 */
export async function startJobs(url: string, onFailure: (error: unknown, about: string) => void): Promise<Jobs> {
  const boss = new PgBoss({ connectionString: url, schema: 'jobs', useListenNotify: true, max: 4, application_name: 'brevet-jobs' });
  boss.on('error', (error) => onFailure(error, 'jobs'));
  await boss.start();
  const known = new Set<string>();
  const ensure = async (queue: string) => {
    if (known.has(queue)) return;
    await boss.createQueue(queue, {
      policy: 'short',
      retryLimit: 20,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: 600,
      expireInSeconds: 600,
      notify: true,
    });
    known.add(queue);
  };
  return {
    async send(queue, data, options = {}) {
      await ensure(queue);
      await boss.send(queue, data, {
        ...(options.transaction ? { db: fromKysely(options.transaction) } : {}),
        // a queue of this policy holds one waiting job a key: without one of its own, a second mail would be dropped
        singletonKey: options.key ?? randomUUID(),
        ...(options.startAfterSeconds ? { startAfter: options.startAfterSeconds } : {}),
      });
    },
    async sendAll(queue, data, options = {}) {
      if (!data.length) return;
      await ensure(queue);
      const jobs = data.map((one) => ({ data: one, singletonKey: randomUUID() }));
      await boss.insert(queue, jobs, options.transaction ? { db: fromKysely(options.transaction) } : {});
    },
    async work(queue, handle) {
      await ensure(queue);
      // While NOTIFY works, a worker that finds less than a full batch waits for the next one (half a minute at most). Batches of two
      // tell it whether more may be there: a full one is followed by another at once, so no job is left waiting behind busy workers.
      const options = {
        pollingIntervalSeconds: 2,
        localConcurrency: 2,
        batchSize: 2,
        burstWhenBatchFull: true,
        perJobResults: true,
      } as const;
      await boss.work(queue, options, async (jobs) => {
        const results: { id: string; status: 'completed' | 'failed'; output?: object }[] = [];
        for (const job of jobs) {
          try {
            await handle(job.data as Parameters<typeof handle>[0]);
            results.push({ id: job.id, status: 'completed' });
          } catch (error) {
            onFailure(error, `${queue} ${job.id}`);
            results.push({ id: job.id, status: 'failed', output: { message: String(error) } });
          }
        }
        return results;
      });
    },
    async every(name, cron, run) {
      await ensure(name);
      await boss.work(name, { pollingIntervalSeconds: 5 }, async () => {
        await run();
      });
      await boss.schedule(name, cron);
    },
    async forget(queue, name, texts, transaction) {
      await sql`delete from jobs.job where name = ${queue} and data ->> ${name} = any (${texts}::text[])`.execute(transaction);
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}
