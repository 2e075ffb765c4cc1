import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, aPerson } from '../../testing/builders.ts';
import { aDefinition, aMicroCredential } from '../../testing/catalog.ts';
import { aFile, aJourney, aSubmission, storageOf } from '../../testing/portfolio.ts';
import { standInPrograms } from '../../testing/programs.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';
import { upload } from '../../testing/uploads.ts';
import { cleanUp } from '../clean-up.ts';
import { keepRendition } from './keep-rendition.ts';

/** A file that begins like a video and goes on with noise. */
const aVideo = () => Buffer.concat([Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex'), randomBytes(2000)]);
const aPicture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#2a6' } })
    .jpeg()
    .toBuffer();
const captions = (text: string) => `WEBVTT\n\n00:01.000 --> 00:02.000\n${text}\n`;

async function anEarner(app: TestApp): Promise<{ id: string; send: Send }> {
  const { id } = await aPerson(app.database);
  return { id, send: await app.as(id) };
}
/** An item made the way a browser does. */
async function anItem(app: TestApp, send: Send, kind: 'video' | 'image', bytes: Buffer, more = {}) {
  const { uploadId, sent } = await upload(send, { name: 'lesson', kind, bytes });
  expect(sent.statusCode).toBe(204);
  const made = await send('POST', '/api/v1/evidence', { title: 'A lesson', source: { kind: 'upload', uploadId }, ...more });
  await app.settled();
  return made.json().id as string;
}
const itemOf = async (send: Send, id: string) =>
  (await send('GET', '/api/v1/evidence')).json().items.find((item: { id: string }) => item.id === id);

describe('a new file, where ffmpeg is installed,', () => {
  let app: TestApp;
  let programs: string;
  beforeAll(async () => {
    // what it was called with shows that a stranger's file is never left to guess its reader
    programs = standInPrograms({
      ffprobe: `case "$*" in *"-protocol_whitelist file,pipe -f mov -i file:/"*) ;; *) exit 9;; esac
echo '{"format":{"duration":"61.5"},"streams":[{"codec_type":"audio"},{"codec_type":"video","width":1920,"height":1080,"side_data_list":[{"rotation":-90}]}]}'`,
      ffmpeg: `cat "$(dirname "$0")/frame.png"`,
    });
    writeFileSync(
      join(programs, 'frame.png'),
      await sharp(await aPicture(1080, 1920))
        .png()
        .toBuffer(),
    );
    app = await testApp({ env: { PATH: programs } });
  });
  afterAll(async () => {
    expect(app.jobErrors).toEqual([]);
    await app.close();
    rmSync(programs, { recursive: true, force: true });
  });

  it('is measured, upright, and gets a poster; what was measured counts more than what the browser said', async () => {
    const { send } = await anEarner(app);
    const id = await anItem(app, send, 'video', aVideo(), { durationSeconds: 5 });
    const { file, durationSeconds } = await itemOf(send, id);
    expect({ durationSeconds, width: file.width, height: file.height }).toEqual({ durationSeconds: 61.5, width: 1080, height: 1920 });
    const poster = await send('GET', file.poster);
    expect(poster.headers).toMatchObject({ 'content-type': 'image/webp', 'x-content-type-options': 'nosniff' });
    expect(await sharp(poster.rawPayload).metadata()).toMatchObject({ width: 720, height: 1280 });
    expect((await send('GET', file.poster, undefined, { 'if-none-match': String(poster.headers.etag) })).statusCode).toBe(304);
    const offered = (await aPicture(10, 10)).toString('base64');
    expect((await send('PUT', `/api/v1/evidence/${id}/poster`, { picture: offered })).json()).toEqual({ taken: false });
  });

  it('that shows students is logged when somebody looks at its poster', async () => {
    const { id: earnerId } = await anEarner(app);
    const definition = aDefinition();
    if (definition.parts[1]?.requirements[0]) definition.parts[1].requirements[0].kinds = ['image'];
    const { microCredentialId, issuerId } = await aMicroCredential(app.database, { definition });
    const made = await aSubmission(app, { earnerId, microCredentialId });
    const lead = await aMember(app.database, issuerId, 'evaluation-lead');
    const held = await app.database
      .selectFrom('evidence_item')
      .select(['id', 'file_id'])
      .where('earner_id', '=', earnerId)
      .executeTakeFirstOrThrow();
    await app.database
      .updateTable('evidence_item')
      .set({ shows_students: true, consent_attested_at: new Date() })
      .where('id', '=', held.id)
      .execute();
    const poster = { purpose: 'poster', mediaType: 'image/webp', bytes: await aPicture(9, 9), madeBy: 'server' } as const;
    await keepRendition({ database: app.database, storage: storageOf(app) }, held.file_id ?? '', poster);
    await app.settled();
    const address = `/api/v1/files/${held.file_id}/poster`;
    const looked = () => app.database.selectFrom('audit_entry').select('person_id').where('subject_id', '=', held.id).execute();
    expect((await (await app.as(made.earnerId))('GET', address)).statusCode).toBe(200);
    expect((await (await app.as((await anEarner(app)).id))('GET', address)).statusCode).toBe(404);
    expect((await app.send('GET', address)).statusCode).toBe(404);
    expect(await looked()).toEqual([]);
    expect((await (await app.as(lead.id))('GET', address)).statusCode).toBe(200);
    expect(await looked()).toEqual([{ person_id: lead.id }]);
  });
});

describe('a new file, where ffmpeg is not installed,', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(async () => {
    expect(app.jobErrors).toEqual([]);
    await app.close();
  });

  it('keeps the length that the browser told, and takes the picture it drew, once', async () => {
    const { id: earnerId, send } = await anEarner(app);
    const id = await anItem(app, send, 'video', aVideo(), { durationSeconds: 5 });
    expect(await itemOf(send, id)).toMatchObject({ durationSeconds: 5, file: { poster: null } });
    const offer = async (picture: Buffer) =>
      (await send('PUT', `/api/v1/evidence/${id}/poster`, { picture: picture.toString('base64') })).json();
    expect(await offer(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'))).toMatchObject({
      status: 400,
      code: 'no-picture',
    });
    expect(await offer(randomBytes(500))).toMatchObject({ code: 'no-picture' });
    expect(await offer(await aPicture(300, 200))).toEqual({ taken: true });
    const { file } = await itemOf(send, id);
    const before = await send('GET', file.poster);
    expect(await offer(await aPicture(20, 20))).toEqual({ taken: false });
    expect((await send('GET', file.poster)).rawPayload).toEqual(before.rawPayload);
    // with the item goes what was made of it
    const { storage_key: key } = await app.database
      .selectFrom('file_rendition')
      .selectAll()
      .where('file_id', '=', file.id)
      .executeTakeFirstOrThrow();
    expect(await storageOf(app).size(key)).toBeGreaterThan(0);
    await send('POST', `/api/v1/evidence/${id}/deletion`);
    await app.settled();
    expect(await storageOf(app).size(key)).toBeNull();
    expect(await app.database.selectFrom('unneeded_object').selectAll().execute()).toEqual([]);
    expect(earnerId).toBeTruthy();
  });

  it('that is a picture is made small, upright, without what the camera noted', async () => {
    const { send } = await anEarner(app);
    const photo = await sharp(await aPicture(2000, 1000))
      .withMetadata({ orientation: 6, exif: { IFD0: { Artist: 'Anna Berger' } } })
      .jpeg()
      .toBuffer();
    const id = await anItem(app, send, 'image', photo);
    const { file } = await itemOf(send, id);
    expect([file.width, file.height]).toEqual([1000, 2000]);
    const poster = (await send('GET', file.poster)).rawPayload;
    expect(await sharp(poster).metadata()).toMatchObject({ width: 640, height: 1280, format: 'webp' });
    expect((await sharp(poster).metadata()).exif).toBeUndefined();
  });

  it('that no program can read stands without a poster', async () => {
    const { send } = await anEarner(app);
    const broken = (await aPicture(50, 50)).subarray(0, 200);
    expect((await itemOf(send, await anItem(app, send, 'image', broken))).file).toMatchObject({ poster: null, width: null });
  });
});

describe('captions', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(async () => {
    expect(app.jobErrors).toEqual([]);
    await app.close();
  });

  /** A video under the requirement of a journey that asks for one. */
  async function aCaptionedVideo() {
    const { id: earnerId, send } = await anEarner(app);
    const file = await aFile(app, earnerId, { name: 'lesson.mp4', mediaType: 'video/mp4', bytes: aVideo() });
    const { id } = await app.database
      .insertInto('evidence_item')
      .values({ earner_id: earnerId, kind: 'video', title: 'A lesson', file_id: file.id })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { earnerId, send, id, fileId: file.id, address: `/api/v1/evidence/${id}/captions` };
  }

  it('are read strictly, kept as WebVTT, replaced and removed by language', async () => {
    const { send, id, address } = await aCaptionedVideo();
    expect((await send('PUT', `${address}/en`, { text: 'WEBVTT\n\n00:03.000 --> 00:01.000\nHi\n' })).json()).toMatchObject({
      status: 400,
      code: 'captions-unreadable',
      line: 3,
      detail: expect.stringContaining('Line 3'),
    });
    expect((await send('PUT', `${address}/en`, { text: '1\n00:00:01,000 --> 00:00:02,000\nHello.\n' })).statusCode).toBe(200);
    expect((await send('PUT', `${address}/es-MX`, { text: captions('Hola.') })).statusCode).toBe(200);
    expect((await send('PUT', `${address}/english please`, { text: captions('Hi.') })).statusCode).toBe(400);
    const [english, spanish] = (await itemOf(send, id)).file.captions;
    expect([english.language, spanish.language]).toEqual(['en', 'es-MX']);
    const read = await send('GET', english.address);
    expect(read.headers['content-type']).toBe('text/vtt; charset=utf-8');
    expect(read.body).toBe('WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello.\n');
    await send('DELETE', `${address}/es-MX`);
    expect((await send('DELETE', `${address}/es-MX`)).statusCode).toBe(404);
    expect((await itemOf(send, id)).file.captions).toHaveLength(1);
  });

  it('belong to recordings, and to their earner', async () => {
    const { fileId, address, id, send } = await aCaptionedVideo();
    await send('PUT', `${address}/en`, { text: captions('Hello.') });
    const [{ address: english }] = (await itemOf(send, id)).file.captions;
    const stranger = await anEarner(app);
    expect((await stranger.send('PUT', `${address}/en`, { text: captions('Mine.') })).statusCode).toBe(404);
    expect((await stranger.send('GET', english)).statusCode).toBe(404);
    const other = await aFile(app, stranger.id);
    expect((await stranger.send('GET', english.replace(fileId, other.id))).statusCode).toBe(404);
    const { id: picture } = await app.database
      .insertInto('evidence_item')
      .values({ earner_id: stranger.id, kind: 'image', title: 'Board', file_id: other.id })
      .returning('id')
      .executeTakeFirstOrThrow();
    expect((await stranger.send('PUT', `/api/v1/evidence/${picture}/captions/en`, { text: captions('Hi.') })).json()).toMatchObject({
      code: 'no-recording',
    });
  });

  it('stay with a submission as they were, whatever comes after', async () => {
    const { earnerId, send, id, fileId, address } = await aCaptionedVideo();
    const definition = aDefinition();
    if (definition.parts[1]?.requirements[0]) definition.parts[1].requirements[0].kinds = ['video'];
    const { microCredentialId } = await aMicroCredential(app.database, { definition });
    const journey = await aJourney(app, { earnerId, microCredentialId });
    await send('PUT', `/api/v1/journeys/${journey.id}/evidence/work-examples/artifact/${id}`);
    await send('PUT', `${address}/en`, { text: captions('As submitted.') });
    const { evidence } = (await send('GET', `/api/v1/journeys/${journey.id}/preview`)).json().work;
    expect(evidence[0].file.captions).toMatchObject([{ language: 'en' }]);
    await app.database
      .insertInto('submission_file')
      .values({ submission_id: (await aSubmission(app, { earnerId })).submissionId, file_id: fileId })
      .execute();
    await send('PUT', `${address}/en`, { text: captions('Changed.') });
    await cleanUp(app.ground, new Date(Date.now() + 400 * 86_400_000));
    expect((await send('GET', evidence[0].file.captions[0].address)).body).toContain('As submitted.');
    const [now] = (await itemOf(send, id)).file.captions;
    expect((await send('GET', now.address)).body).toContain('Changed.');
  });
});
