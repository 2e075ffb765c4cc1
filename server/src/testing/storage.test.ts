import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type DataStore, Upload } from '@tus/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../platform/config.ts';
import { openStorage } from '../platform/storage/open-storage.ts';
import type { Storage } from '../platform/storage/storage.ts';
import { type S3Peer, s3Peer } from './s3-peer.ts';

const aKey = () => randomBytes(16).toString('hex');
async function bytesOf(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
/** A connection that breaks after some bytes. */
const broken = (bytes: Buffer) =>
  Readable.from(
    (async function* () {
      yield bytes;
      throw new Error('the connection broke');
    })(),
    { objectMode: false },
  );
/** In pieces as a socket brings them. */
const sent = (bytes: Buffer) =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, at) => bytes.subarray(at * 65_536, (at + 1) * 65_536)),
    { objectMode: false },
  );

describe.each(['a disk', 'a bucket'])('storage on %s', (kind) => {
  let storage: Storage;
  let peer: S3Peer | undefined;
  const folder = mkdtempSync(join(tmpdir(), 'brevet-storage-'));
  beforeAll(async () => {
    peer = kind === 'a bucket' ? await s3Peer() : undefined;
    storage = await openStorage(readConfig({ BREVET_DATA: folder, ...peer?.env }));
  });
  afterAll(async () => {
    await peer?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps an object, gives it whole or in part, and lets it go', async () => {
    const [key, bytes] = [aKey(), randomBytes(3000)];
    await storage.write(key, bytes);
    expect(await storage.size(key)).toBe(3000);
    expect(await bytesOf(storage.read(key))).toEqual(bytes);
    expect(await bytesOf(storage.read(key, { start: 10, end: 12 }))).toEqual(bytes.subarray(10, 13));
    expect(await storage.withPath(key, async (path) => readFileSync(path))).toEqual(bytes);
    await storage.remove(key);
    await storage.remove(key);
    expect(await storage.size(key)).toBeNull();
  });

  it('says of what is not there, or has no key of ours, that it is not there', async () => {
    for (const key of [aKey(), '../../etc/passwd', 'short']) {
      const missing = { code: 'ENOENT' };
      await expect((async () => bytesOf(storage.read(key)))()).rejects.toMatchObject(missing);
      await expect(storage.withPath(key, async () => 'never')).rejects.toMatchObject(missing);
    }
  });

  it('takes a file in as it is', async () => {
    const [key, bytes, path] = [aKey(), randomBytes(2000), join(folder, 'restored')];
    writeFileSync(path, bytes);
    await storage.place(key, path);
    expect(await bytesOf(storage.read(key))).toEqual(bytes);
  });

  describe('as the store of uploads', () => {
    const known = new Map<string, number>();
    let store: DataStore;
    beforeAll(() => {
      store = storage.uploads({
        find: async (key) => (known.has(key) ? { size: known.get(key) ?? 0, createdAt: new Date() } : undefined),
        forget: async (key) => void known.delete(key),
      });
    });
    async function begin(size: number): Promise<string> {
      const key = aKey();
      known.set(key, size);
      await store.create(new Upload({ id: key, size, offset: 0 }));
      return key;
    }
    const offset = async (key: string) => (await store.getUpload(key)).offset;
    const megabyte = 1024 * 1024;

    it('puts together what comes in pieces of any size, broken connections between', async () => {
      const bytes = randomBytes(40 * megabyte + 17);
      const key = await begin(bytes.length);
      let at = 0;
      for (const length of [1000, 3 * megabyte, 9 * megabyte, 1, 16 * megabyte]) {
        expect(await store.write(sent(bytes.subarray(at, at + length)), key, at)).toBe(at + length);
        at += length;
        expect(await offset(key)).toBe(at);
      }
      await expect(store.write(broken(bytes.subarray(at, at + 5 * megabyte)), key, at)).rejects.toThrow();
      at = await offset(key);
      expect(at).toBeGreaterThanOrEqual(28 * megabyte + 1001);
      expect(await store.write(sent(bytes.subarray(at)), key, at)).toBe(bytes.length);
      expect(await storage.size(key)).toBe(bytes.length);
      expect((await bytesOf(storage.read(key))).equals(bytes)).toBe(true);
      expect(await offset(key)).toBe(bytes.length);
    });

    it('keeps a small file that comes at once', async () => {
      const bytes = randomBytes(500);
      const key = await begin(bytes.length);
      expect(await store.write(sent(bytes), key, 0)).toBe(500);
      expect(await bytesOf(storage.read(key))).toEqual(bytes);
    });

    it('leaves nothing of what is given up', async () => {
      const before = peer?.keys();
      const key = await begin(30 * megabyte);
      await store.write(sent(randomBytes(9 * megabyte)), key, 0);
      await store.remove(key);
      expect(known.has(key)).toBe(false);
      expect(await storage.size(key)).toBeNull();
      expect(peer?.keys()).toEqual(before);
      await expect(store.getUpload(key)).rejects.toBeTruthy();
    });
  });
});

describe('an upload to a bucket', () => {
  let peer: S3Peer;
  let storage: Storage;
  const size = 9 * 1024 * 1024;
  const records = { find: async () => ({ size, createdAt: new Date() }), forget: async () => undefined };
  beforeAll(async () => {
    peer = await s3Peer();
    storage = await openStorage(readConfig(peer.env));
  });
  afterAll(() => peer.close());

  it('whose node died before the parts were put together is put together by whoever asks', async () => {
    const [key, bytes] = [aKey(), randomBytes(size)];
    const store = storage.uploads(records);
    await store.create(new Upload({ id: key, size, offset: 0 }));
    peer.failNext(({ method, query }) => method === 'POST' && query.has('uploadId'));
    await expect(store.write(sent(bytes), key, 0)).rejects.toThrow();
    expect((await storage.uploads(records).getUpload(key)).offset).toBe(size);
    expect(await storage.size(key)).toBe(size);
    expect((await bytesOf(storage.read(key))).equals(bytes)).toBe(true);
    expect(peer.keys()).toEqual([`school/${key}`]);
  });

  it('that a failing store interrupted goes on where it stood', async () => {
    const [key, bytes] = [aKey(), randomBytes(size)];
    const store = storage.uploads(records);
    await store.create(new Upload({ id: key, size, offset: 0 }));
    await store.write(sent(bytes.subarray(0, 3000)), key, 0);
    peer.failNext(({ method, query }) => method === 'PUT' && query.has('partNumber'));
    await expect(store.write(sent(bytes.subarray(3000)), key, 3000)).rejects.toThrow();
    const at = (await store.getUpload(key)).offset;
    expect(at).toBeGreaterThanOrEqual(3000);
    expect(await store.write(sent(bytes.subarray(at)), key, at)).toBe(size);
    expect((await bytesOf(storage.read(key))).equals(bytes)).toBe(true);
  });
});

describe('STORAGE_URL', () => {
  it('names a bucket with its region, and a store that is not AWS by its address', () =>
    expect(
      readConfig({ STORAGE_URL: 's3://evidence/north/school/?region=eu-central-1&endpoint=https://s3.example.org' }).storage.place,
    ).toEqual({
      kind: 's3',
      bucket: 'evidence',
      prefix: 'north/school/',
      region: 'eu-central-1',
      endpoint: 'https://s3.example.org',
      credentials: undefined,
    }));

  it.each(['s3://', 's3:///prefix', 's3://evidence?endpoint=s3.example.org', 'ftp://evidence'])('%s stops the start', (STORAGE_URL) =>
    expect(() => readConfig({ STORAGE_URL })).toThrow(ConfigError),
  );
});
