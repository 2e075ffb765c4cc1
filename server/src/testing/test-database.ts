import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type OpenDatabase, openDatabase } from '../platform/database/database.ts';

/** A database of one's own, migrated, empty. */
export type TestDatabase = OpenDatabase;

/**
 * Copies the template; close it in `afterAll`.
 *
 * @param opened how to open the copy
 */
export async function testDatabase<T extends OpenDatabase = TestDatabase>(
  opened: (url: string) => T = (url) => openDatabase(url, 5, () => undefined) as T,
): Promise<T> {
  const template = inject('templateUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const maintenance = template.replace(/[^/]+$/, 'postgres');
  // the copy takes a lock on the template; other files may be copying just now
  await run(maintenance, `create database ${name} template brevet strategy file_copy`).catch(async (error: { code?: string }) => {
    if (error.code !== '55006') throw error;
    await run(maintenance, `create database ${name} template brevet`);
  });
  const url = template.replace(/[^/]+$/, name);
  const open = opened(url);
  return {
    ...open,
    async close() {
      await open.close();
      await run(maintenance, `drop database ${name} with (force)`);
    },
  };
}

/** The address of an empty database, without migrations, and how to drop it. */
export async function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const template = inject('templateUrl');
  const maintenance = template.replace(/[^/]+$/, 'postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await run(maintenance, `create database ${name}`);
  return { url: template.replace(/[^/]+$/, name), drop: () => run(maintenance, `drop database ${name} with (force)`) };
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
