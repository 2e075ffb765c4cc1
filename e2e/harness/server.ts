import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { freePort } from './ports.ts';

const main = resolve(import.meta.dirname, '../../server/src/main.ts');

/** Brevet as its users run it: a process of its own. */
export interface RunningServer {
  url: string;
  process: ChildProcess;
  /** Everything the process printed. */
  output(): string;
  /** Ends it in order and waits. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/**
 * Starts Brevet and waits until it answers.
 *
 * @param env configuration; `PORT` and `BREVET_URL` are chosen unless given
 * @throws when the process ends or does not answer within three minutes; the message carries what it printed
 */
export async function startServer(env: Record<string, string>): Promise<RunningServer> {
  const port = env.PORT ?? String(await freePort());
  const url = env.BREVET_URL ?? `http://localhost:${port}`;
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LOG_LEVEL: 'error',
      BREVET_RATE_LIMIT: 'false',
      // films ask nobody on the internet
      LOOK_AT_LINKS: 'false',
      ...env,
      PORT: port,
      BREVET_URL: url,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (printed += chunk));
  const ended = new Promise<void>((settle) => child.once('exit', () => settle()));
  const address = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 180_000;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`Brevet ended before it answered:\n${printed}`);
    if (Date.now() > deadline) throw new Error(`Brevet does not answer:\n${printed}`);
    const answered = await fetch(`${address}/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (answered) break;
    await new Promise((again) => setTimeout(again, 40));
  }
  return {
    url,
    process: child,
    output: () => printed,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
