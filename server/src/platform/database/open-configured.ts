import type { Config } from '../config.ts';
import { holdDataFolder } from '../data-folder.ts';
import { runningEmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts';

/** A database that is up, before migrations. */
export interface ConfiguredDatabase {
  url: string;
  /** Stops what was started here, and gives the data folder back. */
  release(): Promise<void>;
}

/**
 * Brings up the database that the configuration names: `DATABASE_URL`, else the embedded one in the data folder, which this process then holds.
 *
 * @throws {DataFolderHeld} when another process works in the data folder
 * @throws {EmbeddedPostgresError} when the embedded server does not start
 */
export async function openConfigured(config: Config): Promise<ConfiguredDatabase> {
  if (config.databaseUrl) return { url: config.databaseUrl, release: async () => undefined };
  const giveBack = holdDataFolder(config.dataFolder);
  const embedded = await startEmbeddedPostgres(config.dataFolder);
  return {
    url: embedded.url,
    async release() {
      await embedded.stop();
      giveBack();
    },
  };
}

/** The same beside a running Brevet: uses its embedded server where one is up, for commands that work in transactions as another node would. */
export async function openBeside(config: Config): Promise<ConfiguredDatabase> {
  const running = config.databaseUrl ?? runningEmbeddedPostgres(config.dataFolder);
  return running ? { url: running, release: async () => undefined } : openConfigured(config);
}
