import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** Public answers (pages as HTML, API answers as JSON), kept by address until what they are made from changes. */
export interface PublicCache {
  get(address: string): { text: string; etag: string } | undefined;
  /** Taken before a page's data is read; a page whose data changed meanwhile is not kept. */
  stamp(): number;
  keep(address: string, text: string, keys: string[], stamp: number): { text: string; etag: string };
  close(): Promise<void>;
}

const mostPages = 5000;
/** However the news travels, a page is made anew after this. */
const keptMilliseconds = 60_000;

/**
 * Keeps pages by address and drops those whose key is notified on the channel `public_content` (triggers on the tables do).
 * While the listening connection is away nothing is served from here: a revoked badge must not look valid.
 */
export async function startPublicCache(databaseUrl: string): Promise<PublicCache> {
  const pages = new Map<string, { text: string; etag: string; keys: string[]; since: number }>();
  const addressesOf = new Map<string, Set<string>>();
  let listening = false;
  let changes = 0;
  let closing = false;
  let client: pg.Client;

  const drop = (address: string) => {
    for (const key of pages.get(address)?.keys ?? []) addressesOf.get(key)?.delete(address);
    pages.delete(address);
  };
  const clear = () => {
    pages.clear();
    addressesOf.clear();
  };

  async function listen(): Promise<void> {
    client = new pg.Client({ connectionString: databaseUrl, keepAlive: true, application_name: 'brevet-pages' });
    client.on('error', () => {
      listening = false;
      clear();
      if (!closing) void reconnect();
    });
    client.on('notification', ({ payload }) => {
      changes += 1;
      for (const address of addressesOf.get(payload ?? '') ?? []) drop(address);
    });
    await client.connect();
    await client.query('listen public_content');
    listening = true;
  }

  async function reconnect(): Promise<void> {
    while (!closing) {
      await pause(500, undefined, { ref: false });
      try {
        await listen();
        return;
      } catch {
        // tried again above; until then pages are made for each request
      }
    }
  }

  await listen();
  return {
    get(address) {
      const page = pages.get(address);
      if (!page) return undefined;
      if (Date.now() - page.since < keptMilliseconds) return page;
      drop(address);
      return undefined;
    },
    stamp: () => changes,
    keep(address, text, keys, stamp) {
      const page = { text, etag: etagOf(text), keys, since: Date.now() };
      if (!listening || stamp !== changes) return page;
      if (pages.size >= mostPages) drop(pages.keys().next().value ?? '');
      pages.set(address, page);
      for (const key of keys) addressesOf.set(key, (addressesOf.get(key) ?? new Set()).add(address));
      return page;
    },
    async close() {
      closing = true;
      await client.end();
    },
  };
}

/** The validator of a kept answer. */
const etagOf = (text: string) => `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
