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
  databaseUrl: string;
  dataFolder: string;
  close(): Promise<void>;
}

/**
 * Starts Brevet on a data folder of its own.
 *
 * @param prepare fills the folder before the start
 */
export async function benchServer(prepare: (dataFolder: string) => void = () => undefined): Promise<BenchServer> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'brevet-bench-'));
  prepare(dataFolder);
  const server = await startServer({ BREVET_DATA: dataFolder });
  const databaseUrl = runningEmbeddedPostgres(dataFolder);
  if (!databaseUrl) throw new Error('The embedded database of the bench is not up.');
  const open = openDatabase(databaseUrl, 4, (error) => console.error(error));
  return {
    server,
    database: open.database,
    databaseUrl,
    dataFolder,
    async close() {
      await open.close();
      await server.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
