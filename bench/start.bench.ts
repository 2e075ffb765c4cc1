import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../e2e/harness/ports.ts';
import type { BenchRun } from './bench.ts';
import { figure } from './measure.ts';

export const about = 'fresh clone to first page, and restart to first page';

/** Seconds the product promises, on two cores and with a warm package cache. */
const aims = { clone: 180, restart: 5 };

/** Clones the last commit of this repository and runs `./brevet demo` in it twice; what is not committed is not measured. */
export async function run({ step }: BenchRun): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'brevet-bench-'));
  const clone = join(folder, 'a fresh clone');
  let running: ChildProcess | undefined;
  const interrupted = async () => {
    if (running?.exitCode === null) await ended(running);
    rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const started = performance.now();
    const cloned = spawnSync('git', ['clone', '--quiet', resolve(import.meta.dirname, '..'), clone], { encoding: 'utf8' });
    if (cloned.status !== 0) throw new Error(`The repository could not be cloned: ${cloned.stderr}`);
    running = await step('git clone, ./brevet demo, first page', () => openDemo(clone, (child) => (running = child)));
    const first = (performance.now() - started) / 1000;
    await ended(running);
    const again = performance.now();
    running = await step('./brevet demo again, first page', () => openDemo(clone, (child) => (running = child)));
    const restart = (performance.now() - again) / 1000;
    await ended(running);
    figure('start.clone', first, 's', first / aims.clone, `aim-${aims.clone}-s`);
    figure('start.restart', restart, 's', restart / aims.restart, `aim-${aims.restart}-s`);
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    if (running?.exitCode === null) await ended(running);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Resolves when the home page is there, whole. */
async function openDemo(clone: string, began: (child: ChildProcess) => void): Promise<ChildProcess> {
  const port = await freePort();
  const { PATH, HOME, BREVET_CACHE } = process.env;
  const env = { PATH, HOME, ...(BREVET_CACHE && { BREVET_CACHE }), PORT: String(port), LOG_LEVEL: 'error' };
  const child = spawn('./brevet', ['demo'], {
    cwd: clone,
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  began(child);
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk));
  for (;;) {
    if (child.exitCode !== null) throw new Error(`./brevet demo ended:\n${printed}`);
    const page = await fetch(`http://127.0.0.1:${port}/`).then(
      (answer) => (answer.ok ? answer.text() : ''),
      () => '',
    );
    if (page.includes('</html>')) return child;
    await new Promise((next) => setTimeout(next, 50));
  }
}

/** Ends the command with whatever it started: while packages are installed that is npm. */
async function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((settle) => child.once('exit', () => settle()));
  process.kill(-(child.pid ?? 0), 'SIGTERM');
  await gone;
}
