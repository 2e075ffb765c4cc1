import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createApp } from './app.ts';
import { readConfig } from './platform/config.ts';
import { openDatabase } from './platform/database/database.ts';
import { startEmbeddedPostgres } from './platform/database/embedded.ts';
import { migrate } from './platform/database/migrate.ts';
import { startJobs } from './platform/jobs/jobs.ts';

/** Writes the OpenAPI document and the web client's types from the composed application: `npm run api`. */
const folder = mkdtempSync(join(tmpdir(), 'brevet-openapi-'));
const config = readConfig({ BREVET_DATA: folder, LOG_LEVEL: 'error' });
const postgres = await startEmbeddedPostgres(folder);
await migrate(postgres.url);
const jobs = await startJobs(postgres.url, (error) => console.error(error));
const open = openDatabase(postgres.url, 4, (error) => console.error(error));
const { server } = await createApp(config, open, jobs);
const web = process.argv[2] ?? resolve(import.meta.dirname, '../../web/src/api');
const document = join(web, 'generated.openapi.json');
writeFileSync(document, `${JSON.stringify(server.swagger(), null, 1)}\n`);
await server.close();
await jobs.stop();
await open.close();
await postgres.stop();
rmSync(folder, { recursive: true, force: true });
const made = spawnSync('npx', ['openapi-typescript', document, '--output', join(web, 'generated.ts')], {
  stdio: 'inherit',
  cwd: resolve(import.meta.dirname, '../../web'),
});
process.exit(made.status ?? 1);
