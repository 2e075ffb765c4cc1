import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { tellPlannerCosts } from './planner-costs.ts';

const folder = resolve(import.meta.dirname, '../../../migrations');

/** A migration file cannot be applied to this database. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/** The migrations of this release in order. */
export function migrationFiles(): { number: number; name: string; sql: string; sha256: string }[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8');
      return { number: Number(name.slice(0, 4)), name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Brings a database to this release: each file in its own transaction, under an advisory lock, so that nodes may start at once.
 *
 * @param url connection string
 * @param report called with the name of each file before it runs
 * @param upTo stops after this number; for restoring an older backup
 * @returns how many files ran
 * @throws {MigrationError} when an applied file was changed since, the database is newer than this release, or a file fails
 */
export async function migrate(
  url: string,
  report: (name: string) => void = () => undefined,
  upTo = Number.POSITIVE_INFINITY,
): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // any number, as long as it is ours alone in this database
    await client.query('select pg_advisory_lock(7218834)');
    await client.query(`create table if not exists migration (
      number int primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`);
    const applied = new Map<number, string>();
    for (const row of (await client.query<{ number: number; sha256: string }>('select number, sha256 from migration')).rows)
      applied.set(row.number, row.sha256);
    const files = migrationFiles();
    const newest = files.at(-1)?.number ?? 0;
    const beyond = [...applied.keys()].find((number) => number > newest);
    if (beyond)
      throw new MigrationError(
        `The database was written by a newer Brevet (migration ${beyond}; this release ends at ${newest}). Use that release.`,
      );
    let count = 0;
    for (const file of files) {
      const known = applied.get(file.number);
      if (known !== undefined && known !== file.sha256)
        throw new MigrationError(`Migration ${file.name} was changed after it ran. Migrations are never edited: add a new one.`);
      if (known !== undefined || file.number > upTo) continue;
      report(file.name);
      try {
        await client.query('begin');
        await client.query(file.sql);
        await client.query('insert into migration (number, name, sha256) values ($1, $2, $3)', [file.number, file.name, file.sha256]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new MigrationError(`Migration ${file.name} failed: ${(error as Error).message}`, { cause: error });
      }
      count += 1;
    }
    await tellPlannerCosts(client);
    return count;
  } finally {
    await client.end();
  }
}
