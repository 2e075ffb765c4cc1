import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { type App, createApp } from '../app.ts';
import { sessionCookieName, signSessionToken } from '../identity/find-caller.ts';
import type { Clock } from '../platform/clock.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { startJobs } from '../platform/jobs/jobs.ts';
import { openRehearsal, type RehearsalDatabase } from './rehearsal.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

/** The whole application on a database of its own; requests go in without a socket. */
export interface TestApp extends App {
  database: TestDatabase['database'];
  databaseUrl: string;
  /** Runs something and undoes all it wrote to the database; one at a time. */
  rehearse: RehearsalDatabase['rehearse'];
  config: Config;
  /** Errors that jobs met, for asserting that there were none. */
  jobErrors: unknown[];
  /** Signs a person in; returns a function that sends requests as that person. */
  as(personId: string): Promise<Send>;
  /** Signs a person in; returns the cookie, for requests over a socket. */
  cookieOf(personId: string): Promise<string>;
  /** Sends as nobody. */
  send: Send;
  /** Waits until every event has been dealt with by every consumer and no job waits. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Sends one request; a body goes as JSON. */
export type Send = (
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS',
  url: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<LightMyRequestResponse>;

/**
 * @param options.env environment of the configuration, e.g. `{ BREVET_URL: 'https://brevet.example' }`
 * @param options.clock the time for the application
 */
export async function testApp(options: { env?: Record<string, string>; clock?: Clock } = {}): Promise<TestApp> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'brevet-app-'));
  const database = await testDatabase(openRehearsal);
  const config = readConfig({
    BREVET_DATA: dataFolder,
    LOG_LEVEL: 'error',
    BREVET_RATE_LIMIT: 'false',
    LOOK_AT_LINKS: 'false',
    ...options.env,
  });
  const jobErrors: unknown[] = [];
  const jobs = await startJobs(database.url, (error) => jobErrors.push(error));
  const app = await createApp(config, database, jobs, options.clock);
  const secret = app.ground.secrets.derive('sessions');

  const sendWith =
    (cookie: string | null): Send =>
    (method, url, body, headers = {}) => {
      const request: InjectOptions = { method, url, headers: { ...(cookie ? { cookie } : {}), ...headers } };
      if (body !== undefined) request.payload = body as NonNullable<InjectOptions['payload']>;
      return app.server.inject(request);
    };

  async function cookieOf(personId: string): Promise<string> {
    const token = randomBytes(16).toString('hex');
    await database.database
      .insertInto('session')
      .values({ person_id: personId, token, expires_at: new Date(Date.now() + 3_600_000) })
      .execute();
    return `${sessionCookieName(config.url)}=${encodeURIComponent(signSessionToken(token, secret))}`;
  }

  return {
    ...app,
    database: database.database,
    databaseUrl: database.url,
    rehearse: database.rehearse,
    config,
    jobErrors,
    send: sendWith(null),
    cookieOf,
    as: async (personId) => sendWith(await cookieOf(personId)),
    async settled() {
      for (let round = 0; round < 600; round += 1) {
        const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from jobs.job
          where state in ('created', 'retry', 'active') and name not like '\\_\\_pgboss%' and name <> 'send-events-again' and start_after <= now() + interval '2 seconds'`.execute(
          database.database,
        );
        if (rows[0]?.waiting === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error(`Jobs did not settle; the last errors: ${jobErrors.slice(-3).map(String).join('; ')}`);
    },
    async close() {
      await app.server.close();
      await jobs.stop();
      await database.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
