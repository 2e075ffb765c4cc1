import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../platform/database/embedded.ts';
import { migrate } from '../platform/database/migrate.ts';
import { startJobs } from '../platform/jobs/jobs.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection string of the migrated template; test databases are copies of it. */
    templateUrl: string;
  }
}

/** One embedded PostgreSQL for the run; each test file copies the migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'brevet-test-'));
  const postgres = await startEmbeddedPostgres(folder);
  await migrate(postgres.url);
  const jobs = await startJobs(postgres.url, (error) => console.error(error));
  await jobs.stop();
  project.provide('templateUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
