import closeWithGrace from 'close-with-grace';
import { createApp } from './app.ts';
import { ConfigError, readConfig } from './platform/config.ts';
import { DataFolderHeld, holdDataFolder } from './platform/data-folder.ts';
import { openDatabase } from './platform/database/database.ts';
import { EmbeddedPostgresError, startEmbeddedPostgres } from './platform/database/embedded.ts';
import { MigrationError, migrate } from './platform/database/migrate.ts';
import { startJobs } from './platform/jobs/jobs.ts';

/** Reads the configuration, opens the database, starts HTTP and jobs. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const release = holdDataFolder(config.dataFolder);
  const embedded = config.databaseUrl ? null : await startEmbeddedPostgres(config.dataFolder);
  const url = config.databaseUrl ?? embedded?.url ?? '';
  await migrate(url);
  const jobs = await startJobs(url, (error, about) => console.error(JSON.stringify({ level: 'error', about, message: String(error) })));
  const open = openDatabase(url, config.databasePool, (error) =>
    console.error(JSON.stringify({ level: 'error', about: 'database', message: String(error) })),
  );
  const { server } = await createApp(config, open, jobs);
  await server.listen({ port: config.port, host: config.host });
  console.log(`Brevet is open at ${config.url}`);
  closeWithGrace({ delay: 20_000 }, async ({ err }) => {
    if (err) server.log.fatal({ err }, 'an error nobody caught');
    await server.close();
    await jobs.stop();
    await open.close();
    await embedded?.stop();
    release();
  });
}

main().catch((error: unknown) => {
  const forOperator = [ConfigError, DataFolderHeld, EmbeddedPostgresError, MigrationError].some((kind) => error instanceof kind);
  console.error(forOperator ? (error as Error).message : error);
  process.exit(1);
});
