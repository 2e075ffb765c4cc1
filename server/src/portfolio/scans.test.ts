import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clamdScan, ScannerAway } from '../platform/scan/clamd.ts';
import { aPerson } from '../testing/builders.ts';
import { type ClamdPeer, clamdPeer, eicar } from '../testing/clamd-peer.ts';
import { storageOf } from '../testing/portfolio.ts';
import { type Send, type TestApp, testApp } from '../testing/test-app.ts';
import { tus, upload } from '../testing/uploads.ts';
import { checkFiles } from './check-files.ts';

describe('the scanner', () => {
  let peer: ClamdPeer;
  beforeAll(async () => {
    peer = await clamdPeer(500_000);
  });
  afterAll(() => peer.close());
  const scan = (...pieces: Buffer[]) => clamdScan(new URL(peer.url))(Readable.from(pieces, { objectMode: false }));

  it('finds what it knows, wherever it stands', async () => {
    expect(await scan(Buffer.from('A plan.'))).toEqual({ is: 'clean' });
    expect(await scan(randomBytes(70_000), eicar.subarray(0, 20), eicar.subarray(20), randomBytes(10))).toEqual({
      is: 'infected',
      name: 'Eicar-Test-Signature',
    });
  });

  it('says what is more than it takes, also while it is sent', async () =>
    expect(await scan(...Array.from({ length: 200 }, () => randomBytes(65_536)))).toEqual({ is: 'too-large' }));

  it('says so as well where it hung up before its word was read, as clamd does on a local socket', async () => {
    let connections = 0;
    const abrupt = createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined);
      if (connections === 1) socket.once('data', () => socket.resetAndDestroy());
      else
        socket.on('data', (piece) => {
          // the length alone
          expect(piece.subarray(-4).readUInt32BE()).toBeGreaterThan(0);
          socket.end('INSTREAM size limit exceeded. ERROR\0');
        });
    });
    await new Promise<void>((ready) => abrupt.listen(0, '127.0.0.1', ready));
    const { port } = abrupt.address() as { port: number };
    const pieces = Array.from({ length: 200 }, () => randomBytes(65_536));
    expect(await clamdScan(new URL(`tcp://127.0.0.1:${port}`))(Readable.from(pieces, { objectMode: false }))).toEqual({ is: 'too-large' });
    expect(connections).toBe(2);
    abrupt.close();
  });

  it('that is not there, or no scanner, is away', async () => {
    await expect(clamdScan(new URL('tcp://127.0.0.1:1'))(Readable.from([Buffer.from('x')]))).rejects.toBeInstanceOf(ScannerAway);
    await expect(clamdScan(new URL('unix:/nowhere/clamd.ctl'))(Readable.from([Buffer.from('x')]))).rejects.toBeInstanceOf(ScannerAway);
    const other = createServer((socket) => socket.end('220 mail.example.org\r\n'));
    await new Promise<void>((ready) => other.listen(0, '127.0.0.1', ready));
    const { port } = other.address() as { port: number };
    await expect(clamdScan(new URL(`tcp://127.0.0.1:${port}`))(Readable.from([Buffer.from('x')]))).rejects.toBeInstanceOf(ScannerAway);
    other.close();
  });
});

describe('an upload, where a virus scanner is configured,', () => {
  let app: TestApp;
  let peer: ClamdPeer;
  beforeAll(async () => {
    peer = await clamdPeer(100_000);
    app = await testApp({ env: { CLAMD_URL: peer.url } });
  });
  afterAll(async () => {
    await app.settled();
    expect(app.jobErrors).toEqual([]);
    await app.close();
    await peer.close();
  });

  async function uploaded(bytes: Buffer) {
    const { id } = await aPerson(app.database);
    const send = await app.as(id);
    return { id, send, ...(await upload(send, { name: 'notes.txt', kind: 'document', bytes })) };
  }
  const add = (send: Send, uploadId: string) => send('POST', '/api/v1/evidence', { title: 'Notes', source: { kind: 'upload', uploadId } });
  const scannedOf = async (ownerId: string) =>
    (await app.database.selectFrom('file').select(['scanned_at', 'damage']).where('owner_id', '=', ownerId).execute())[0];

  it('is refused by name of what was found, and nothing of it stays', async () => {
    const { id, uploadId, sent } = await uploaded(eicar);
    expect(sent.json()).toMatchObject({ status: 415, code: 'file-infected', detail: expect.stringContaining('Eicar-Test-Signature') });
    expect(await storageOf(app).size(uploadId)).toBeNull();
    for (const table of ['upload', 'file'] as const)
      expect(await app.database.selectFrom(table).selectAll().where('owner_id', '=', id).execute()).toEqual([]);
  });

  it('that is clean is taken, and it is kept when it was looked through', async () => {
    const { id, sent } = await uploaded(Buffer.from('What my class noticed.'));
    expect(sent.statusCode).toBe(204);
    expect(await scannedOf(id)).toMatchObject({ scanned_at: expect.any(Date) });
  });

  it('larger than the scanner takes is taken unseen', async () => {
    const { id, sent } = await uploaded(Buffer.from('What my class noticed. '.repeat(9000)));
    expect(sent.statusCode).toBe(204);
    expect(await scannedOf(id)).toMatchObject({ scanned_at: null });
  });

  it('is held back from everybody when something is found later, until it is clean', async () => {
    const secret = Buffer.from('a virus nobody knew yet');
    const { id, send, uploadId } = await uploaded(secret);
    const { file } = (await add(send, uploadId)).json();
    expect((await send('GET', file.address)).statusCode).toBe(200);
    peer.find(secret);
    const found = await checkFiles(app.ground, new Date(Date.now() + 31 * 86_400_000));
    expect(found.damaged).toMatchObject([{ fileId: file.id, damage: 'infected' }]);
    expect((await send('GET', file.address)).json()).toMatchObject({ status: 403, code: 'file-held-back' });
    expect((await send('GET', '/api/v1/evidence')).json().items).toMatchObject([{ file: { damage: 'infected' } }]);
    expect(await scannedOf(id)).toMatchObject({ damage: 'infected' });
  });
});

describe('an upload, while the scanner is away,', () => {
  it('is kept, and becomes evidence once the scanner is back', async () => {
    const peer = await clamdPeer();
    const app = await testApp({ env: { CLAMD_URL: peer.url } });
    const { id } = await aPerson(app.database);
    const send = await app.as(id);
    await peer.close();
    const bytes = Buffer.from('What my class noticed.');
    const { location, uploadId, sent } = await upload(send, { name: 'notes.txt', kind: 'document', bytes });
    expect(sent.json()).toMatchObject({ status: 503, code: 'scanner-away' });
    expect((await send('HEAD', location, undefined, tus)).statusCode).toBe(503);
    const back = await clamdPeer(1_000_000, Number(new URL(peer.url).port));
    expect((await send('HEAD', location, undefined, tus)).headers['upload-offset']).toBe(String(bytes.length));
    const item = await send('POST', '/api/v1/evidence', { title: 'Notes', source: { kind: 'upload', uploadId } });
    expect(item.statusCode).toBe(201);
    await app.settled();
    await app.close();
    await back.close();
  });
});
