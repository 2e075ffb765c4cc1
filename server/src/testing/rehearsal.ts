import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { type Database, type OpenDatabase, openDatabase } from '../platform/database/database.ts';
import type { DB } from '../platform/database/schema.ts';

/** A database on which whatever happens can be undone. */
export interface RehearsalDatabase extends OpenDatabase {
  /**
   * Runs something and undoes all it wrote. Everything goes over one connection inside a transaction that is rolled back;
   * transactions begun meanwhile become savepoints in it. One at a time.
   */
  rehearse<T>(act: () => Promise<T>): Promise<T>;
}

/**
 * Opens a database for tests that send many requests to one world: real handlers, real PostgreSQL, nothing left behind.
 *
 * @param url connection string
 */
export function openRehearsal(url: string): RehearsalDatabase {
  const real = openDatabase(url, 5, () => undefined);
  let stage: pg.Client | null = null;
  let serial = 0;
  let last: Promise<unknown> = Promise.resolve();
  /** One query at a time, in the order they were asked. */
  const ask = (client: pg.Client, all: unknown[]): Promise<unknown> => {
    const next = () => (client.query as unknown as (...all: unknown[]) => Promise<unknown>).apply(client, all);
    last = last.then(next, next);
    return last;
  };

  /** A connection as the pool would lend it; its transactions are savepoints. */
  function lend(client: pg.Client): PostgresPoolClient {
    let savepoint = '';
    const query = (first: unknown, ...rest: unknown[]) => {
      const text = typeof first === 'string' ? first : ((first as { text?: string }).text ?? '');
      if (/^(begin|start transaction)/i.test(text)) savepoint = `rehearsal_${++serial}`;
      const instead = /^(begin|start transaction)/i.test(text)
        ? `savepoint ${savepoint}`
        : /^commit/i.test(text)
          ? `release savepoint ${savepoint}`
          : /^rollback$/i.test(text.trim())
            ? `rollback to savepoint ${savepoint}`
            : null;
      return ask(client, instead ? [instead] : [first, ...rest]);
    };
    return { query, release: () => undefined } as unknown as PostgresPoolClient;
  }

  const pool = new Proxy(real.pool, {
    get(target, name) {
      if (stage && name === 'connect') return async () => lend(stage as pg.Client);
      if (stage && name === 'query') return (...all: unknown[]) => ask(client, all);
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const database: Database = new Kysely<DB>({ dialect: new PostgresDialect({ pool: pool as unknown as PostgresPool }) });
  const client = new pg.Client({ connectionString: url, application_name: 'brevet-rehearsal' });
  let connected: Promise<unknown> | null = null;

  return {
    database,
    pool,
    url,
    async rehearse(act) {
      connected ??= client.connect();
      await connected;
      await client.query('begin');
      stage = client;
      try {
        return await act();
      } finally {
        stage = null;
        await client.query('rollback');
      }
    },
    async close() {
      if (connected) await client.end();
      await database.destroy();
    },
  };
}
