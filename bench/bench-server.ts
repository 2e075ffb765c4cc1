import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startServer } from '../e2e/harness/server.ts';
import { type Database, openDatabase } from '../server/src/platform/database/database.ts';
import { runningEmbeddedPostgres } from '../server/src/platform/database/embedded.ts';

/** A server of its own for a bench, with direct access to its database for seeding. */
export interface BenchServer {
  server: RunningServer;
  database: Database;
  dataFolder: string;
  /** Ends the server and removes its folder. */
  close(): Promise<void>;
}

/** Starts Brevet, as it runs for real, on a new data folder. An interrupted bench takes its folder along too. */
export async function benchServer(): Promise<BenchServer> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'brevet-bench-'));
  const remove = () => rmSync(dataFolder, { recursive: true, force: true });
  const server = await startServer({ BREVET_DATA: dataFolder, LOG_LEVEL: 'error' }).catch((error: unknown) => {
    remove();
    throw error;
  });
  const databaseUrl = runningEmbeddedPostgres(dataFolder);
  if (!databaseUrl) throw new Error('The embedded database of the bench is not up.');
  const open = openDatabase(databaseUrl, 4, (error) => console.error(error));
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= (async () => {
      await open.close();
      await server.stop();
      remove();
    })();
    return closing;
  };
  const interrupted = () => void close().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  return {
    server,
    database: open.database,
    dataFolder,
    async close() {
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      await close();
    },
  };
}
