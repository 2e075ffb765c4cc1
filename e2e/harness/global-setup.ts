import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../server/src/platform/database/embedded.ts';
import { findChromium } from './chromium.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Path of the browser. */
    chromium: string;
    /** Data folder with the demo loaded; films copy it. */
    demoFolder: string;
    /** The database with the demo loaded; films copy it. */
    demoUrl: string;
  }
}

/** Loads the demo once; each film then works on a copy of its database and files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = resolve(import.meta.dirname, '../..');
  if (!existsSync(join(root, 'web/dist/client'))) throw new Error('Build the web application first: npm run build (./brevet test does).');
  project.provide('chromium', await findChromium());
  const folder = mkdtempSync(join(tmpdir(), 'brevet-films-'));
  const loaded = spawnSync(process.execPath, [join(root, 'server/src/operations/demo.ts'), '--load-only'], {
    env: { ...process.env, BREVET_DATA: folder, LOG_LEVEL: 'error' },
    encoding: 'utf8',
  });
  if (loaded.status !== 0) throw new Error(`The demo could not be loaded:\n${loaded.stdout}${loaded.stderr}`);
  const postgres = await startEmbeddedPostgres(folder);
  project.provide('demoFolder', folder);
  project.provide('demoUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
