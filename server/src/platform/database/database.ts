import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { prepareMarked } from './planned-once.ts';
import type { DB } from './schema.ts';

/** Typed access to the migrated schema; `schema.ts` is generated from it by `npm run schema`. */
export type Database = Kysely<DB>;
/** What a use case writes in: one transaction, or the database itself for a single statement. */
export type Writing = Transaction<DB>;

// Calendar dates stay text: a JavaScript Date would drag them through a time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
// Counts and sizes fit a double here; files end at 5 GB.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** A pool and its typed query builder. */
export interface OpenDatabase {
  database: Database;
  pool: pg.Pool;
  /** The connection string, for connections of one's own (LISTEN). */
  url: string;
  close(): Promise<void>;
}

/**
 * Opens a pool to a migrated database.
 *
 * @param url connection string
 * @param connections how many at most
 * @param onError told of connections that break while idle
 */
export function openDatabase(url: string, connections: number, onError: (error: Error) => void): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    application_name: 'brevet',
    // a forgotten transaction must not hold locks for ever, nor a runaway query a connection
    idle_in_transaction_session_timeout: 60_000,
    statement_timeout: 60_000,
    // what people wait for takes milliseconds: compiling a plan first, as PostgreSQL does where one looks dear, costs tens of them
    options: '-c jit=off',
  });
  pool.on('error', onError);
  // a connection that breaks while a request holds it tells the client itself; unheard, that would end the process
  pool.on('connect', (client) => {
    client.on('error', onError);
    prepareMarked(client);
  });
  const database = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  return { database, pool, url, close: () => database.destroy() };
}
