import { createHash, randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../app.ts';
import { openDatabase } from '../platform/database/database.ts';
import { startJobs } from '../platform/jobs/jobs.ts';
import { aPerson } from '../testing/builders.ts';
import { aFile, storageOf } from '../testing/portfolio.ts';
import { type S3Peer, s3Peer } from '../testing/s3-peer.ts';
import { type Send, type TestApp, testApp } from '../testing/test-app.ts';
import { aWordDocument } from '../testing/zip.ts';
import { cleanUp } from './clean-up.ts';

const tus = { 'tus-resumable': '1.0.0' };
const piece = (offset: number) => ({ ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' });
const announced = (name: string, kind: string) =>
  `filename ${Buffer.from(name).toString('base64')},kind ${Buffer.from(kind).toString('base64')}`;
/** A file that begins like a video and goes on with noise. */
const aVideo = (size: number) =>
  Buffer.concat([Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex'), randomBytes(size - 24)]);

/** A program for Windows, as far as its head goes; one for Linux would do as well. */
const aProgram = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500, 3)]);
/** Entries that claim more together than the archive has bytes: the same bytes many times over. */
const aLyingDocument = aWordDocument(
  ...Array.from({ length: 40 }, (_, at) => ({ name: `word/media/${at}.png`, content: Buffer.alloc(9000, at), claimed: 90_000_000 })),
);

describe.each(['a disk', 'a bucket'])('an upload to %s', (store) => {
  let app: TestApp;
  let peer: S3Peer | undefined;
  beforeAll(async () => {
    peer = store === 'a bucket' ? await s3Peer() : undefined;
    app = await testApp({ env: peer?.env ?? {} });
  });
  afterAll(async () => {
    await app.settled();
    expect(app.jobErrors).toEqual([]);
    await app.close();
    await peer?.close();
  });

  async function anEarner(): Promise<{ id: string; send: Send; cookie: string }> {
    const { id } = await aPerson(app.database);
    return { id, send: await app.as(id), cookie: await app.cookieOf(id) };
  }
  const begin = (send: Send, size: number, { name = 'lesson.mp4', kind = 'video' } = {}) =>
    send('POST', '/api/v1/uploads', undefined, { ...tus, 'upload-length': String(size), 'upload-metadata': announced(name, kind) });
  const offsetOf = async (send: Send, location: string) => Number((await send('HEAD', location, undefined, tus)).headers['upload-offset']);
  const evidenceOf = (send: Send, location: string, more = {}) =>
    send('POST', '/api/v1/evidence', { title: 'A lesson', source: { kind: 'upload', uploadId: location.split('/').at(-1) }, ...more });
  const isStored = async (location: string) => (await storageOf(app).size(location.split('/').at(-1) ?? '')) !== null;

  it('in pieces becomes one file with the checksum of its bytes, and one item', async () => {
    const { id, send } = await anEarner();
    const bytes = aVideo(300_000);
    const begun = await begin(send, bytes.length);
    expect(begun.statusCode).toBe(201);
    const location = String(begun.headers.location);
    expect((await evidenceOf(send, location)).json()).toMatchObject({ status: 409, code: 'upload-unfinished' });
    for (let at = 0; at < bytes.length; at += 100_000)
      expect((await send('PATCH', location, bytes.subarray(at, at + 100_000), piece(at))).statusCode).toBe(204);
    expect(await offsetOf(send, location)).toBe(bytes.length);
    const items = await Promise.all([1, 2, 3].map(() => evidenceOf(send, location)));
    expect(new Set(items.map((item) => item.json().id)).size).toBe(1);
    const files = await app.database.selectFrom('file').selectAll().where('owner_id', '=', id).execute();
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject({ name: 'lesson.mp4', media_type: 'video/mp4', size: 300_000 });
    expect(files[0]?.sha256).toEqual(createHash('sha256').update(bytes).digest());
  });

  it('begun at the wrong place is told where to go on', async () => {
    const { send } = await anEarner();
    const bytes = aVideo(1000);
    const location = String((await begin(send, bytes.length)).headers.location);
    await send('PATCH', location, bytes.subarray(0, 400), piece(0));
    expect((await send('PATCH', location, bytes.subarray(500), piece(500))).json()).toMatchObject({ status: 409, code: 'wrong-offset' });
    expect(await offsetOf(send, location)).toBe(400);
  });

  it('cannot grow over what was declared', async () => {
    const { send } = await anEarner();
    const location = String((await begin(send, 100)).headers.location);
    expect((await send('PATCH', location, aVideo(200), piece(0))).statusCode).toBe(413);
    expect(await offsetOf(send, location)).toBeLessThanOrEqual(100);
  });

  it('of 6 GB is refused before its first byte', async () => {
    const { id, send } = await anEarner();
    const refused = await begin(send, 6 * 1024 ** 3);
    expect(refused.json()).toMatchObject({ status: 413, code: 'file-too-large' });
    expect(await app.database.selectFrom('upload').selectAll().where('owner_id', '=', id).execute()).toEqual([]);
  });

  it('over what one person may keep is refused, also when two begin at once', async () => {
    const { id, send } = await anEarner();
    const file = await aFile(app, id);
    await app.database.updateTable('file').set({ size: 44e9 }).where('id', '=', file.id).execute();
    const both = await Promise.all([begin(send, 4e9), begin(send, 4e9)]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    expect(both.find(({ statusCode }) => statusCode === 409)?.json()).toMatchObject({
      code: 'quota-reached',
      detail: expect.stringContaining('You may keep 50 GB and have 2 GB left; this file has 4 GB.'),
    });
  });

  it.each([
    ['a renamed executable', 'plan.pdf', 'document', aProgram, 'file-refused'],
    ['a zip bomb', 'plan.docx', 'document', aWordDocument({ name: 'x', content: Buffer.alloc(40_000_000) }), 'unsafe-archive'],
    ['an executable that calls itself a video', 'lesson.mp4', 'video', aProgram, 'file-refused'],
    ['an executable that calls itself a photograph', 'board.jpg', 'image', aProgram, 'file-refused'],
    ['an executable that calls itself a Word document', 'plan.docx', 'document', aProgram, 'file-refused'],
    ['a page with a script', 'notes.txt', 'document', Buffer.from('<!doctype html><script>alert(1)</script>'), 'file-refused'],
    ['a document that lies about what it unpacks to', 'plan.docx', 'document', aLyingDocument, 'unsafe-archive'],
    ['a document whose end is missing', 'plan.docx', 'document', aWordDocument().subarray(0, -30), 'file-refused'],
    ['a document with macros', 'plan.docx', 'document', aWordDocument({ name: 'word/vbaProject.bin', content: 'x' }), 'file-refused'],
    ['a drawing with a script', 'a.svg', 'image', Buffer.from('<svg onload="alert(1)"/>'), 'file-refused'],
  ])('of %s is refused with a clear problem, and nothing of it stays', async (_about, name, kind, bytes, code) => {
    const { id, send } = await anEarner();
    const location = String((await begin(send, bytes.length, { name, kind })).headers.location);
    const refused = await send('PATCH', location, bytes, piece(0));
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.json()).toMatchObject({ status: 415, code });
    expect(await isStored(location)).toBe(false);
    expect((await send('HEAD', location, undefined, tus)).statusCode).toBe(404);
    for (const table of ['upload', 'file'] as const)
      expect(await app.database.selectFrom(table).selectAll().where('owner_id', '=', id).execute()).toEqual([]);
  });

  it('announced wrongly is refused', async () => {
    const { send } = await anEarner();
    const post = (headers: Record<string, string>) => send('POST', '/api/v1/uploads', undefined, headers);
    for (const headers of [
      {},
      tus,
      { ...tus, 'upload-length': '0', 'upload-metadata': announced('a', 'image') },
      { ...tus, 'upload-length': '10' },
      { ...tus, 'upload-length': '10', 'upload-metadata': announced('a', 'program') },
      { ...tus, 'upload-length': 'ten', 'upload-metadata': announced('a', 'image') },
      { ...tus, 'upload-defer-length': '1', 'upload-metadata': announced('a', 'image') },
    ]) {
      const refused = await post(headers as Record<string, string>);
      expect(refused.statusCode, JSON.stringify(headers)).toBe(400);
      expect(refused.headers['content-type']).toContain('application/problem+json');
    }
  });

  it('is nobody else’s', async () => {
    const { send } = await anEarner();
    const location = String((await begin(send, 1000)).headers.location);
    const stranger = await anEarner();
    for (const method of ['HEAD', 'PATCH', 'DELETE'] as const)
      expect((await stranger.send(method, location, method === 'PATCH' ? aVideo(24) : undefined, piece(0))).statusCode).toBe(404);
    expect((await evidenceOf(stranger.send, location)).statusCode).toBe(404);
    expect((await app.send('PATCH', location, aVideo(24), piece(0))).statusCode).toBe(401);
    expect((await begin(app.send, 10)).statusCode).toBe(401);
  });

  it('given up leaves nothing', async () => {
    const { send } = await anEarner();
    const location = String((await begin(send, 1000)).headers.location);
    expect((await send('DELETE', location, undefined, tus)).statusCode).toBe(204);
    expect(await isStored(location)).toBe(false);
  });

  it('that nobody finished goes after a week, a finished one that became evidence stays', async () => {
    const { send } = await anEarner();
    const old = String((await begin(send, 1000)).headers.location);
    const kept = String((await begin(send, 24)).headers.location);
    await send('PATCH', kept, aVideo(24), piece(0));
    await evidenceOf(send, kept);
    const unused = String((await begin(send, 24)).headers.location);
    await send('PATCH', unused, aVideo(24), piece(0));
    await cleanUp(app.ground, new Date(Date.now() + 6.9 * 86_400_000));
    expect([await isStored(kept), await isStored(unused)]).toEqual([true, true]);
    await cleanUp(app.ground, new Date(Date.now() + 7.1 * 86_400_000));
    expect([await isStored(old), await isStored(kept), await isStored(unused)]).toEqual([false, true, false]);
  });

  it('is completed by whoever asks, when the server died between the last byte and the file', async () => {
    const { id, send } = await anEarner();
    const bytes = aVideo(500);
    const location = String((await begin(send, bytes.length)).headers.location);
    const records = { find: async () => ({ size: bytes.length, createdAt: new Date() }), forget: async () => undefined };
    await storageOf(app)
      .uploads(records)
      .write(Readable.from([bytes]), location.split('/').at(-1) ?? '', 0);
    expect(await offsetOf(send, location)).toBe(500);
    expect(await app.database.selectFrom('file').select('size').where('owner_id', '=', id).execute()).toEqual([{ size: 500 }]);
  });

  describe('cut off', () => {
    let second: App | undefined;
    let closeSecond = async (): Promise<void> => undefined;
    afterAll(() => closeSecond());

    /** Sends part of a piece over a socket, then breaks the connection. */
    const sendAndBreak = (port: number, cookie: string, location: string, declared: number, bytes: Buffer) =>
      new Promise<void>((resolve) => {
        const sending = httpRequest({
          port,
          path: location,
          method: 'PATCH',
          headers: { ...piece(0), cookie, 'content-length': String(declared) },
        });
        sending.on('error', () => resolve());
        sending.write(bytes, () => setTimeout(() => sending.destroy(), 100));
      });
    /** Until what arrived has been written: the connection broke, nobody answers. */
    async function untilOffset(send: Send, location: string): Promise<number> {
      for (let round = 0; round < 100; round += 1) {
        const offset = await offsetOf(send, location);
        if (offset > 0) return offset;
        await pause(20);
      }
      return 0;
    }

    it('keeps what arrived and goes on there, also on a server started anew', async () => {
      const { send, cookie } = await anEarner();
      await app.server.listen({ port: 0, host: '127.0.0.1' });
      const { port } = app.server.server.address() as AddressInfo;
      const bytes = aVideo(2_000_000);
      const location = String((await begin(send, bytes.length)).headers.location);
      await sendAndBreak(port, cookie, location, bytes.length, bytes.subarray(0, 700_000));
      const reached = await untilOffset(send, location);
      expect(reached).toBeGreaterThan(0);
      expect(reached).toBeLessThanOrEqual(700_000);

      const open = openDatabase(app.databaseUrl, 5, () => undefined);
      const jobs = await startJobs(app.databaseUrl, () => undefined);
      const restarted = await createApp(app.config, open, jobs);
      second = restarted;
      closeSecond = async () => {
        await restarted.server.close();
        await jobs.stop();
        await open.close();
      };
      const anew: Send = (method, url, body, headers = {}) =>
        restarted.server.inject({
          method,
          url,
          headers: { cookie, ...headers },
          ...(body === undefined ? {} : { payload: body as Buffer }),
        });
      expect(await offsetOf(anew, location)).toBe(reached);
      expect((await anew('PATCH', location, bytes.subarray(reached), piece(reached))).statusCode).toBe(204);
      const item = (await evidenceOf(anew, location)).json();
      const download = await anew('GET', `/api/v1/files/${item.file.id}`);
      expect(createHash('sha256').update(download.rawPayload).digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
    });

    it('by a node that died is free again when its lease ends', async () => {
      const { send } = await anEarner();
      const bytes = aVideo(24);
      const location = String((await begin(send, 24)).headers.location);
      await app.database
        .updateTable('upload')
        .set({ lease: '01936b4e-0000-7000-8000-000000000000', lease_until: new Date(Date.now() + 500) })
        .where('id', '=', location.split('/').at(-1) ?? '')
        .execute();
      expect((await send('PATCH', location, bytes, piece(0))).statusCode).toBe(204);
      expect(second).toBeDefined();
    });
  });
});
