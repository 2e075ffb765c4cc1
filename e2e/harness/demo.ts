import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inject } from 'vitest';
import { withClient } from './client.ts';
import { keptPort } from './ports.ts';

/** A loaded demo, for films to copy. */
export interface Demo {
  /** Name of its database. */
  database: string;
  /** Its data folder. */
  folder: string;
  /** The port that it was loaded for. */
  port: number;
  /** The address that its badges carry. */
  url: string;
}

const command = resolve(import.meta.dirname, '../../server/src/operations/demo.ts');

/**
 * The demo of this worker. Badges carry the address that they were signed under, and are looked up there: so each worker, which shows
 * one film at a time, loads the demo once under an address of its own, and its films answer on it.
 *
 * @throws when it cannot be loaded; the message carries what the command printed
 */
export async function loadedDemo(): Promise<Demo> {
  const worker = process.env.VITEST_POOL_ID ?? '1';
  const folder = join(inject('demoFolder'), `demo-${worker}`);
  const database = `demo_${worker}`;
  const at = (port: number) => ({ database, folder, port, url: `http://localhost:${port}` });
  const mark = join(folder, 'port');
  if (existsSync(mark)) return at(Number(readFileSync(mark, 'utf8')));
  mkdirSync(folder, { recursive: true });
  const postgres = inject('postgresUrl');
  await withClient(postgres.replace(/[^/]+$/, 'postgres'), async (client) => {
    await client.query(`drop database if exists ${database} with (force)`);
    await client.query(`create database ${database}`);
  });
  const demo = at(await keptPort());
  const child = spawn(process.execPath, [command, '--load-only'], {
    env: {
      ...process.env,
      PORT: String(demo.port),
      BREVET_URL: demo.url,
      BREVET_DATA: folder,
      DATABASE_URL: postgres.replace(/[^/]+$/, database),
      LOG_LEVEL: 'error',
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk));
  const status = await new Promise((settle) => child.once('close', settle));
  if (status !== 0) throw new Error(`The demo could not be loaded:\n${printed}`);
  writeFileSync(mark, String(demo.port));
  return demo;
}
