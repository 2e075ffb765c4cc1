import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyFor, type PublicCache, startPublicCache } from '../platform/http/public-cache.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

describe('public answers', () => {
  let open: TestDatabase;
  let cache: PublicCache;
  const most = 4000;

  beforeAll(async () => {
    open = await testDatabase();
    cache = await startPublicCache(open.url, most);
  });
  afterAll(async () => {
    await cache.close();
    await open.close();
  });

  const keep = (address: string, keys: string[], text = `page ${address}`) =>
    cache.keep(address, text, { keys, seconds: 60 }, cache.stamp());
  const tell = (key: string) => sql`select pg_notify('public_content', ${key})`.execute(open.database);
  const isGone = (address: string) => expect.poll(() => cache.get(address)).toBeUndefined();

  it('are kept until what they are made from changes, and no others with them', async () => {
    await keep('/one', ['one', 'both']);
    await keep('/two', ['two', 'both']);
    await tell('one');
    await isGone('/one');
    expect(gunzipSync(cache.get('/two')?.gzip ?? Buffer.alloc(0)).toString()).toBe('page /two');
    await tell('both');
    await isGone('/two');
  });

  it('are not kept when that changed while they were made', async () => {
    const stamp = cache.stamp();
    await tell('news');
    await expect.poll(() => cache.stamp()).toBeGreaterThan(stamp);
    await cache.keep('/stale', 'old', { keys: ['news'], seconds: 60 }, stamp);
    await cache.keep('/other', 'right', { keys: ['else'], seconds: 60 }, stamp);
    expect(cache.get('/stale')).toBeUndefined();
    expect(cache.get('/other')).toBeDefined();
  });

  it('share parts, which are read once and anew after a change, the oldest leaving first', async () => {
    const parts = cache.parts<string>(['shared'], 2);
    const asked: string[][] = [];
    const read = async (missing: string[]) => {
      asked.push(missing);
      return new Map(missing.map((name) => [name, `${name} ${asked.length}`]));
    };
    await parts.all(['a', 'b'], read);
    expect(await parts.all(['b', 'a'], read)).toEqual(new Map([['b', 'b 1'], ['a', 'a 1']])); // biome-ignore format: pairs read as a table
    await parts.all(['c'], read);
    expect((await parts.all(['a', 'c'], read)).get('a')).toBe('a 3');
    await tell('shared');
    await expect.poll(async () => (await parts.all(['a'], read)).get('a')).not.toBe('a 3');
    const during = await parts.all(['d'], async () => {
      const stamp = cache.stamp();
      await tell('shared');
      await expect.poll(() => cache.stamp()).toBeGreaterThan(stamp);
      return new Map([['d', 'old']]);
    });
    expect(during.get('d')).toBe('old');
    expect((await parts.all(['d'], read)).get('d')).not.toBe('old');
  });

  it('do not outlast their time', async () => {
    await cache.keep('/short', 'over', { keys: [], seconds: 0 }, cache.stamp());
    expect(cache.get('/short')).toBeUndefined();
  });

  it('leave in the order in which they were last asked when room runs out', async () => {
    const noise = (seed: string) => Array.from({ length: 80 }, (_, at) => Buffer.from(`${seed}${at * 7919}`).toString('base64')).join('');
    await keep('/asked', [], noise('a'));
    await keep('/forgotten', [], noise('b'));
    for (let at = 0; at < 20; at += 1) {
      expect(cache.get('/asked')).toBeDefined();
      await keep(`/more/${at}`, [], noise(`c${at}`));
    }
    expect(cache.get('/asked')).toBeDefined();
    expect(cache.get('/forgotten')).toBeUndefined();
  });

  it('are all dropped when the news may have been missed, and kept again afterwards', async () => {
    await keep('/before', ['x']);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'brevet-pages' and datname = current_database()`.execute(open.database);
    await isGone('/before');
    await expect
      .poll(async () => {
        await keep('/after', ['x']);
        return cache.get('/after') !== undefined;
      })
      .toBe(true);
    await tell('x');
    await isGone('/after');
  });

  it('go out compressed to whom it suits, plain to everybody else', async () => {
    const kept = await keep('/body', [], 'plain words');
    for (const taking of ['gzip', 'gzip, deflate, br', 'br;q=1.0, gzip;q=0.8']) expect(bodyFor(taking, kept).encoding).toBe('gzip');
    for (const refusing of [undefined, 'br', 'identity', 'gzip;q=0', 'gzip; q=0.0, br'])
      expect(bodyFor(refusing, kept)).toMatchObject({ body: Buffer.from('plain words'), encoding: null });
  });
});
