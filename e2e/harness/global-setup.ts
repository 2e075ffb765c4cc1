import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../server/src/platform/database/embedded.ts';
import { findChromium } from './chromium.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Path of the browser. */
    chromium: string;
    /** Folder for the demos that films copy. */
    demoFolder: string;
    /** The database server of the films. */
    postgresUrl: string;
  }
}

/**
 * Starts the films' database server. The demos are loaded by the films themselves (demo.ts). Who writes a film names a folder with
 * `BREVET_FILMS`: what is loaded there stays for the next run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = resolve(import.meta.dirname, '../..');
  if (!existsSync(join(root, 'web/dist/client'))) throw new Error('Build the web application first: npm run build (./brevet test does).');
  project.provide('chromium', await findChromium());
  const kept = process.env.BREVET_FILMS;
  const folder = kept ? resolve(kept) : mkdtempSync(join(tmpdir(), 'brevet-films-'));
  mkdirSync(folder, { recursive: true });
  const postgres = await startEmbeddedPostgres(folder);
  project.provide('demoFolder', folder);
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    if (!kept) rmSync(folder, { recursive: true, force: true });
  };
}
