import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEmbeddedPostgres } from './embedded.ts';
import { migrate } from './migrate.ts';

/** Writes schema.ts from a freshly migrated database: `npm run schema`. */
const folder = mkdtempSync(join(tmpdir(), 'brevet-schema-'));
const postgres = await startEmbeddedPostgres(folder);
await migrate(postgres.url);
const out = process.argv[2] ?? resolve(import.meta.dirname, 'schema.ts');
const made = spawnSync(
  'npx',
  [
    'kysely-codegen',
    '--dialect',
    'postgres',
    '--url',
    postgres.url,
    '--out-file',
    out,
    '--date-parser',
    'string',
    '--numeric-parser',
    'string',
    '--default-schema',
    'public',
    '--exclude-pattern',
    'jobs.*',
    '--type-mapping',
    '{"int8":"number"}',
  ],
  { stdio: 'inherit' },
);
await postgres.stop();
rmSync(folder, { recursive: true, force: true });
process.exit(made.status ?? 1);
