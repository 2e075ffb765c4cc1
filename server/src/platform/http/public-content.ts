import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** News of what public answers are made from, from the database's channel `public_content` (triggers on the tables tell it). */
export interface PublicNews {
  /** The number of the last news, to be handed to `holdsSince`. */
  stamp(): number;
  /** Whether none of these keys was told since that stamp, and the news arrives at all. */
  holdsSince(stamp: number, keys: string[]): boolean;
  close(): Promise<void>;
}

/** How often we ask the listening connection whether it lives, in milliseconds. What was told before its answer has arrived with it. */
const heartbeat = 10_000;
/** After so long without an answer the connection counts as lost, in milliseconds. */
const patience = 10_000;
/** How many keys are remembered with their last change; older stamps then hold for nothing. */
const mostRemembered = 10_000;

/**
 * Listens until closed, through broken connections.
 *
 * @param told `changed` hears each key that is told, `lost` that news may have been missed
 */
export async function startListening(databaseUrl: string, told: { changed(key: string): void; lost(): void }): Promise<PublicNews> {
  const lastChange = new Map<string, number>();
  let changes = 0;
  let rememberedSince = 0;
  let listening = false;
  let closing = false;
  let client: pg.Client;

  function lost(from: pg.Client): void {
    if (from !== client || !listening) return;
    listening = false;
    changes += 1;
    rememberedSince = changes;
    told.lost();
    void from.end().catch(() => undefined);
    if (!closing) void reconnect();
  }

  async function listen(): Promise<void> {
    const connection = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: patience,
      query_timeout: patience,
      application_name: 'brevet-pages',
    });
    connection.on('error', () => lost(connection));
    connection.on('end', () => lost(connection));
    connection.on('notification', ({ payload: key = '' }) => {
      changes += 1;
      if (lastChange.size >= mostRemembered) {
        lastChange.clear();
        rememberedSince = changes;
      }
      lastChange.set(key, changes);
      told.changed(key);
    });
    await connection.connect();
    await connection.query('listen public_content');
    client = connection;
    listening = true;
  }

  async function reconnect(): Promise<void> {
    while (!closing) {
      await pause(500, undefined, { ref: false });
      try {
        return await listen();
      } catch {
        // tried again above; until then answers are made for each request
      }
    }
  }

  await listen();
  const beating = setInterval(() => {
    const asked = client;
    if (listening) asked.query('select 1').catch(() => lost(asked));
  }, heartbeat).unref();

  return {
    stamp: () => changes,
    holdsSince: (stamp, keys) => listening && stamp >= rememberedSince && keys.every((key) => (lastChange.get(key) ?? 0) <= stamp),
    async close() {
      closing = true;
      clearInterval(beating);
      await client.end();
    },
  };
}
