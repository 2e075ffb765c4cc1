import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** A program did not do what it was asked: it failed, took too long, or said more than is read. */
export class ProgramFailed extends Error {
  override name = 'ProgramFailed';
}

/** What a program may use. */
export interface ProgramLimits {
  /** Seconds on the clock, then it is ended with all its children. */
  seconds: number;
  /** Megabytes of address space. */
  megabytes: number;
  /** Bytes of standard output. */
  maxOutput?: number;
  /** The folder it works and may write in; also its home. */
  folder: string;
  /** Megabytes that any file it writes may have. */
  fileMegabytes?: number;
}

/**
 * Finds a program by name.
 *
 * @param searchPath folders as in `PATH`
 * @returns its absolute path; null where it is not installed
 */
export function findProgram(name: string, searchPath: string): string | null {
  for (const folder of searchPath.split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder
    }
  }
  return null;
}

/**
 * Runs a program on what a stranger gave: without our environment, in a folder of its own, held to its limits and, where the system lets
 * us (`unshare`), without a network.
 *
 * @returns what it wrote to standard output
 * @throws {ProgramFailed} with the end of what it complained of
 */
export async function runProgram(program: string, args: readonly string[], limits: ProgramLimits): Promise<Buffer> {
  const [command = program, ...rest] = await held(program, args, limits);
  const running = spawn(command, rest, {
    cwd: limits.folder,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: limits.folder, TMPDIR: limits.folder, LANG: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // a group of its own, so that its children end with it
    detached: true,
  });
  const end = () => {
    try {
      if (running.pid) process.kill(-running.pid, 'SIGKILL');
    } catch {
      // it ended by itself
    }
  };
  const output: Buffer[] = [];
  const { maxOutput = 16 * 1024 * 1024 } = limits;
  let size = 0;
  let complaint = '';
  let why: string | undefined;
  const timer = setTimeout(() => {
    why = `took longer than ${limits.seconds} s`;
    end();
  }, limits.seconds * 1000);
  running.stdout.on('data', (piece: Buffer) => {
    size += piece.length;
    output.push(piece);
    if (size <= maxOutput) return;
    why = 'said too much';
    end();
  });
  running.stderr.on('data', (piece: Buffer) => {
    complaint = (complaint + piece.toString()).slice(-500);
  });
  const code = await new Promise<number | null | Error>((resolve) => {
    running.on('error', resolve);
    running.on('close', resolve);
  });
  clearTimeout(timer);
  end();
  if (code === 0 && !why) return Buffer.concat(output);
  throw new ProgramFailed(`${program} ${why ?? (code instanceof Error ? code.message : `ended with ${code}: ${complaint.trim()}`)}`);
}

/** The command with whatever of `unshare`, `nice` and `prlimit` the system has before it. */
async function held(program: string, args: readonly string[], { seconds, megabytes, fileMegabytes = 512 }: ProgramLimits) {
  const { offline, limit, nice } = await means();
  return [
    ...offline,
    ...nice,
    ...(limit ? [limit, `--as=${megabytes * 1024 * 1024}`, `--cpu=${seconds}`, `--fsize=${fileMegabytes * 1024 * 1024}`, '--core=0'] : []),
    program,
    ...args,
  ];
}

let known: Promise<{ offline: string[]; limit: string | null; nice: string[] }> | undefined;

/** What the system has for holding a program; asked once. */
function means() {
  known ??= (async () => {
    const system = '/usr/local/bin:/usr/bin:/bin';
    const nice = findProgram('nice', system);
    const unshare = findProgram('unshare', system);
    // user namespaces are forbidden in some containers: then the program keeps its network
    const works =
      unshare &&
      (await new Promise<boolean>((resolve) => {
        const trial = spawn(unshare, ['--net', '--map-root-user', 'true'], { stdio: 'ignore' });
        trial.on('error', () => resolve(false));
        trial.on('close', (code) => resolve(code === 0));
      }));
    return {
      offline: unshare && works ? [unshare, '--net', '--map-root-user', '--'] : [],
      limit: findProgram('prlimit', system),
      nice: nice ? [nice, '-n', '10'] : [],
    };
  })();
  return known;
}
