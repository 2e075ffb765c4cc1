import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzipSync, gzip } from 'node:zlib';
import { startListening } from './public-content.ts';

const compress = promisify(gzip);

/** An answer that is alike for everybody, compressed once for all who ask. */
export interface KeptAnswer {
  gzip: Buffer;
  /** Weak, as compressed and plain bytes share it (RFC 9110 §8.8.3). */
  etag: string;
}

/** What an answer is made from, and how long it may stand. */
export interface Origin {
  /** Keys of what it is made from (`public_content` tells which change). */
  keys: string[];
  /** Seconds after which it is made anew whatever happens: short where it tells of the time of day, as a badge that expires does. */
  seconds: number;
}

/** Public answers (pages as HTML, API answers as JSON), kept by address until what they are made from changes. */
export interface PublicCache {
  get(address: string): KeptAnswer | undefined;
  /** Taken before an answer's data is read; an answer whose data changed meanwhile is not kept. */
  stamp(): number;
  keep(address: string, text: string, origin: Origin, stamp: number): Promise<KeptAnswer>;
  /**
   * What many different answers share, as values beside the answers.
   *
   * @param keys when one of them is told, all of these are forgotten
   * @param most so many are kept
   */
  parts<Value>(keys: string[], most: number): KeptParts<Value>;
  close(): Promise<void>;
}

/** Bytes after compression: some 10,000 pages of a catalog. */
const mostBytes = 192 * 1024 * 1024;

/** Values that answers are made from, by name. */
export interface KeptParts<Value> {
  /** Those that are kept under their names; `read` brings the others, and what it brings is kept unless it changed meanwhile. */
  all(names: string[], read: (missing: string[]) => Promise<Map<string, Value>>): Promise<Map<string, Value>>;
  /** The one of this name, likewise. */
  one(name: string, read: () => Promise<Value>): Promise<Value>;
}

type Entry = KeptAnswer & { keys: string[]; until: number };

/**
 * Keeps answers by address, the least recently asked leave first, and drops those whose key is told. While the news cannot arrive nothing is
 * served from here: a revoked badge must not look valid.
 *
 * @param mostKept bytes, after compression
 */
export async function startPublicCache(databaseUrl: string, mostKept = mostBytes): Promise<PublicCache> {
  const entries = new Map<string, Entry>();
  const addressesOf = new Map<string, Set<string>>();
  const forgetting: ((key: string | null) => void)[] = [];
  let bytes = 0;

  const drop = (address: string) => {
    const entry = entries.get(address);
    if (!entry) return;
    for (const key of entry.keys) {
      const addresses = addressesOf.get(key);
      addresses?.delete(address);
      if (addresses?.size === 0) addressesOf.delete(key);
    }
    entries.delete(address);
    bytes -= entry.gzip.length;
  };
  const news = await startListening(databaseUrl, {
    changed(key) {
      for (const address of addressesOf.get(key) ?? []) drop(address);
      for (const forget of forgetting) forget(key);
    },
    lost() {
      entries.clear();
      addressesOf.clear();
      bytes = 0;
      for (const forget of forgetting) forget(null);
    },
  });

  return {
    get(address) {
      const entry = entries.get(address);
      if (!entry) return undefined;
      if (Date.now() >= entry.until) {
        drop(address);
        return undefined;
      }
      // set anew, it stands last in the order of leaving
      entries.delete(address);
      entries.set(address, entry);
      return entry;
    },
    stamp: news.stamp,
    async keep(address, text, { keys, seconds }, stamp) {
      const until = Date.now() + seconds * 1000;
      const entry = { gzip: await compress(text), etag: etagOf(text), keys, until };
      if (!news.holdsSince(stamp, keys)) return entry;
      drop(address);
      entries.set(address, entry);
      bytes += entry.gzip.length;
      for (const key of keys) addressesOf.set(key, (addressesOf.get(key) ?? new Set()).add(address));
      for (const oldest of entries.keys()) {
        if (bytes <= mostKept) break;
        drop(oldest);
      }
      return entry;
    },
    parts<Value>(keys: string[], most: number): KeptParts<Value> {
      const values = new Map<string, Value>();
      forgetting.push((key) => {
        if (key === null || keys.includes(key)) values.clear();
      });
      const remember = (name: string, value: Value, stamp: number) => {
        if (!news.holdsSince(stamp, keys)) return;
        values.set(name, value);
        for (const oldest of values.keys()) {
          if (values.size <= most) break;
          values.delete(oldest);
        }
      };
      return {
        async all(names, read) {
          const found = new Map<string, Value>();
          for (const name of names) {
            const value = values.get(name);
            if (value !== undefined) found.set(name, value);
          }
          const missing = names.filter((name) => !found.has(name));
          if (missing.length === 0) return found;
          const stamp = news.stamp();
          for (const [name, value] of await read(missing)) {
            found.set(name, value);
            remember(name, value, stamp);
          }
          return found;
        },
        async one(name, read) {
          const kept = values.get(name);
          if (kept !== undefined) return kept;
          const stamp = news.stamp();
          const value = await read();
          remember(name, value, stamp);
          return value;
        },
      };
    },
    close: news.close,
  };
}

/** The bytes for a client, by its `accept-encoding`: nearly all take gzip. */
export function bodyFor(acceptEncoding: string | undefined, kept: KeptAnswer, plain?: string): { body: Buffer; encoding: 'gzip' | null } {
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(acceptEncoding ?? '');
  return takesGzip
    ? { body: kept.gzip, encoding: 'gzip' }
    : { body: plain === undefined ? gunzipSync(kept.gzip) : Buffer.from(plain), encoding: null };
}

/** The validator of a kept answer. */
const etagOf = (text: string) => `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
