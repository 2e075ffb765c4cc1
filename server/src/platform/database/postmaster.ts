import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** The data folder belongs to another running process, or the server did not come up. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}

/** The database inside the cluster. */
export const databaseName = 'brevet';

/** The pid of the server that holds the cluster, or null; a stale file of a killed one counts as null. */
export function livePostmaster(cluster: string): number | null {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  try {
    process.kill(pid, 0);
  } catch {
    return null;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  // pids are reused: it must be a server of this very folder
  if (existsSync(commandLine) && !readFileSync(commandLine, 'utf8').includes(cluster)) return null;
  return pid;
}

/** Ends the server in order and waits until it is gone. */
export async function stopPostmaster(cluster: string): Promise<void> {
  const pid = livePostmaster(cluster);
  if (pid === null) return;
  process.kill(pid, 'SIGINT'); // fast shutdown: sessions are rolled back, everything committed is flushed
  for (let waited = 0; livePostmaster(cluster) !== null; waited += 20) {
    if (waited === 15_000) process.kill(pid, 'SIGQUIT');
    if (waited > 30_000) throw new EmbeddedPostgresError(`The embedded database (process ${pid}) does not stop.`);
    await pause(20);
  }
}

/**
 * Launches the server where none runs, waits until it answers, and makes our database in it the first time.
 *
 * @throws {EmbeddedPostgresError} with the end of the log when it does not come up
 */
export async function waitUntilUp(url: string, cluster: string, launch: () => void): Promise<void> {
  let launches = 0;
  const maintenance = url.replace(/[^/]+$/, 'postgres');
  for (let waited = 0; waited < 60_000; waited += 25) {
    // After a kill its last children hold the shared memory for a moment, and the start is refused: tried again each second.
    if (waited % 1000 === 0 && livePostmaster(cluster) === null) {
      launches += 1;
      if (launches > 8) break;
      launch();
    }
    const client = new pg.Client({ connectionString: maintenance, connectionTimeoutMillis: 5000 });
    try {
      await client.connect();
      const found = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
      if (found.rowCount === 0) await client.query(`create database ${databaseName}`);
      return;
    } catch (error) {
      const code = (error as { code?: string }).code;
      const starting = code === 'ECONNREFUSED' || code === '57P03' || code === 'ECONNRESET';
      const madeMeanwhile = code === '42P04' || code === '23505';
      if (madeMeanwhile) return;
      if (!starting) throw error;
      await pause(25);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  const log = join(dirname(cluster), 'postgres.log');
  const tail = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-12).join('\n') : '';
  throw new EmbeddedPostgresError(`The embedded database did not start. The end of ${log}:\n${tail}`);
}
