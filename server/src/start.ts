import closeWithGrace from 'close-with-grace';
import { type App, createApp } from './app.ts';
import type { Config } from './platform/config.ts';
import { openDatabase } from './platform/database/database.ts';
import { migrate } from './platform/database/migrate.ts';
import { openConfigured } from './platform/database/open-configured.ts';
import { checkEnvelopes } from './platform/envelopes/check-envelopes.ts';
import { startJobs } from './platform/jobs/jobs.ts';
import { OperatorError } from './platform/operator.ts';
import { loadSecrets } from './platform/secrets.ts';

/**
 * Opens the database, brings it to this release, starts jobs and listens; ends in order on SIGINT and SIGTERM.
 *
 * @param prepare runs once everything is up and before the first request, for loading the demo
 * @param listen false leaves the door closed: for commands that only prepare
 * @returns how to end it from inside
 */
export async function start(
  config: Config,
  prepare: (app: App) => Promise<void> = async () => undefined,
  listen = true,
): Promise<{ stop(): Promise<void> }> {
  await checkEnvelopes(loadSecrets(config).envelopes);
  const configured = await openConfigured(config);
  await migrate(configured.url);
  const report = (about: string) => (error: unknown) => console.error(JSON.stringify({ level: 'error', about, message: String(error) }));
  const jobs = await startJobs(configured.url, (error, about) => report(about)(error));
  const open = openDatabase(configured.url, config.databasePool, report('database'));
  const app = await createApp(config, open, jobs);
  const stop = async () => {
    await app.server.close();
    await jobs.stop();
    await open.close();
    await configured.release();
  };
  await prepare(app);
  if (listen) {
    await app.server.listen({ port: config.port, host: config.host }).catch(async (error: NodeJS.ErrnoException) => {
      await stop();
      throw cannotListen(error, config);
    });
    console.log(`Brevet is open at ${config.url}`);
    closeWithGrace({ delay: 20_000 }, async ({ err }) => {
      if (err) app.server.log.fatal({ err }, 'an error nobody caught');
      await stop();
    });
  }
  return { stop };
}

/** What an operator can mend about the door. */
function cannotListen(error: NodeJS.ErrnoException, { host, port }: Config): Error {
  if (error.code === 'EADDRINUSE')
    return new OperatorError(`Port ${port} on ${host} is in use. Stop what listens there, or choose another PORT.`);
  if (error.code === 'EACCES')
    return new OperatorError(`Port ${port} may not be opened by this user. Choose a PORT above 1023, behind a reverse proxy.`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new OperatorError(`HOST ${host} is no address of this machine. 127.0.0.1 is this machine alone, 0.0.0.0 every network.`);
  return error;
}
