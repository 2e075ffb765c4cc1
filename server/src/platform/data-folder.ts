import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Another live process works in the data folder. */
export class DataFolderHeld extends Error {
  override name = 'DataFolderHeld';
}

/**
 * Takes the data folder for this process, so that two never run one embedded database.
 * A lock left by a process that is gone (kill -9) is taken over.
 *
 * @returns a function that gives the folder back
 * @throws {DataFolderHeld} names the process that holds it
 */
export function holdDataFolder(dataFolder: string): () => void {
  mkdirSync(dataFolder, { recursive: true });
  const file = join(dataFolder, 'brevet.lock');
  const mine = `${process.pid} ${startOf(process.pid)} ${hostname()}\n`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, mine);
      closeSync(handle);
      return () => {
        if (read(file) === mine) rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = read(file);
      const [pid, start] = holder.split(' ');
      if (pid && isAlive(Number(pid), start)) {
        throw new DataFolderHeld(
          `The data folder ${dataFolder} is in use by process ${pid}. Stop that one, or choose another folder with BREVET_DATA.`,
        );
      }
      if (read(file) === holder) rmSync(file, { force: true });
    }
  }
  throw new DataFolderHeld(`The data folder ${dataFolder} is being taken by another process just now. Try again.`);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: number, start: string | undefined): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return start === startOf(pid);
}

/** The kernel's start time of a process: tells a live holder from a newcomer that got its number. */
function startOf(pid: number): string {
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
}
