import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson } from '../../testing/builders.ts';
import { aFile, aSubmission, besidesOf, storageOf } from '../../testing/portfolio.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => {
  await app.settled();
  expect(app.jobErrors).toEqual([]);
  await app.close();
});

/** A picture of one color, as PNG. */
const aPicture = (background: string) =>
  sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .png()
    .toBuffer();

async function anItem(earnerId: string) {
  const before = await aPicture('#ff0000');
  const file = await aFile(app, earnerId, { name: 'Emma.png', bytes: before });
  await besidesOf(app, file.id);
  const { id } = await app.database
    .insertInto('evidence_item')
    .values({ earner_id: earnerId, kind: 'image', title: 'The wall', file_id: file.id })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, file, before };
}

/** A picture that was uploaded whole. */
async function uploaded(earnerId: string, bytes: Buffer, kind = 'image', name = 'Emma.png') {
  const uploadId = crypto.randomUUID().replaceAll('-', '');
  await app.database.insertInto('upload').values({ id: uploadId, owner_id: earnerId, name, size: bytes.length, kind }).execute();
  await storageOf(app).write(uploadId, bytes);
  return uploadId;
}

const objects = () => {
  const folder = storageOf(app).name;
  return readdirSync(folder).map((name) => readFileSync(join(folder, name)));
};

describe('a picture with covered parts', () => {
  it('takes the place of the one before, whose bytes and poster leave the store', async () => {
    const earner = await aPerson(app.database);
    const send = await app.as(earner.id);
    const { id, file, before } = await anItem(earner.id);
    const covered = await aPicture('#000000');
    const answer = await send('POST', `/api/v1/evidence/${id}/redaction`, { uploadId: await uploaded(earner.id, covered) });
    expect(answer.statusCode).toBe(200);
    expect(answer.json().file.id).not.toBe(file.id);
    await app.settled();
    expect((await send('GET', `/api/v1/files/${file.id}`)).statusCode).toBe(404);
    expect((await send('GET', `/api/v1/files/${file.id}/poster`)).statusCode).toBe(404);
    expect(objects().some((bytes) => bytes.equals(before))).toBe(false);
    const { data } = await sharp((await send('GET', answer.json().file.address)).rawPayload)
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(Math.max(...data)).toBe(0);
  });

  it('is refused where a submission holds it, for other kinds, and to strangers: nothing changes', async () => {
    const { id: earnerId } = await aPerson(app.database);
    const send = await app.as(earnerId);
    const held = await anItem(earnerId);
    const place = { partId: 'overview', requirementId: 'context', kind: 'image' as const, url: null, page: null, durationSeconds: null };
    const item = { ...place, id: held.id, title: 'The wall', description: '', file: held.file, showsStudents: false, shared: false };
    await aSubmission(app, { earnerId, snapshot: { evidence: [item] } });
    const late = { uploadId: await uploaded(earnerId, await aPicture('#000000')) };
    expect((await send('POST', `/api/v1/evidence/${held.id}/redaction`, late)).json()).toMatchObject({ code: 'in-a-submission' });
    const { id, file } = await anItem(earnerId);
    const text = await uploaded(earnerId, Buffer.from('not a picture'), 'document', 'notes.txt');
    expect((await send('POST', `/api/v1/evidence/${id}/redaction`, { uploadId: text })).json()).toMatchObject({ code: 'not-a-picture' });
    const stranger = await app.as((await aPerson(app.database)).id);
    expect((await stranger('POST', `/api/v1/evidence/${id}/redaction`, { uploadId: text })).statusCode).toBe(404);
    expect((await send('GET', `/api/v1/files/${file.id}`)).statusCode).toBe(200);
  });
});
