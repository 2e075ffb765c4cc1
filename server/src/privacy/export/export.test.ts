import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyBadge } from '../../awards/index.ts';
import { cleanUp } from '../../portfolio/clean-up.ts';
import { anAward } from '../../testing/awards.ts';
import { aPerson } from '../../testing/builders.ts';
import { lastMailTo } from '../../testing/mailbox.ts';
import { aFile, onePixel, storageOf } from '../../testing/portfolio.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';
import { unpacked } from '../../testing/zip.ts';

let app: TestApp;
let now = new Date();
beforeAll(async () => {
  app = await testApp({ clock: () => now });
});
afterAll(async () => {
  await app.settled();
  expect(app.jobErrors).toEqual([]);
  await app.close();
});

const copies = '/api/v1/account/exports';
const told = (files: Map<string, Buffer>, path: string) => JSON.parse(files.get(path)?.toString() ?? 'null');

/** An earner with an award, a library and a place among somebody's mail. */
async function anEarner() {
  const earner = await aPerson(app.database, { name: 'Wanda Kowalski' });
  const award = await anAward(app, { earnerId: earner.id });
  const file = await aFile(app, earner.id, { name: '../room: "12"?.png' });
  await app.database
    .insertInto('evidence_item')
    .values({ earner_id: earner.id, kind: 'image', title: 'The reading corner', file_id: file.id })
    .execute();
  return { ...earner, award, file, send: await app.as(earner.id) };
}

describe('a copy of one’s data', () => {
  it('holds everything the person is in, with a README, the files and the badges in each form', async () => {
    const { email, award, file, send, id } = await anEarner();
    expect((await send('POST', copies)).statusCode).toBe(202);
    const mail = await lastMailTo(app, email);
    expect(mail.subject).toBe('The copy of your data is ready');
    expect(mail.link?.pathname).toBe('/account/data');
    const [copy] = (await send('GET', copies)).json().items;
    expect(copy).toMatchObject({ state: 'ready', size: expect.any(Number) });
    const answer = await send('GET', `${copies}/${copy.id}/file`);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/zip', 'content-length': String(copy.size) });
    const files = await unpacked(answer.rawPayload);
    expect(files.get('README.txt')?.toString()).toContain('Wanda Kowalski');
    expect(told(files, 'account/account.json')).toMatchObject([{ id, name: 'Wanda Kowalski', addresses: [{ email }] }]);
    const [journey] = told(files, 'work/journeys.json');
    expect(journey).toMatchObject({ state: 'earned', submissions: [{ attempt: 1, handedIn: { answers: expect.anything() } }] });
    expect(told(files, 'evaluation/decisions.json')).toMatchObject([{ outcome: 'pass' }]);
    expect(told(files, 'work/library.json').at(-1)).toMatchObject({ title: 'The reading corner', file: { id: file.id } });
    // the name it came with, made harmless
    expect(files.get(`work/files/${file.id}/__room_ _12__.png`)).toEqual(onePixel);
    expect(told(files, 'awards/awards.json')).toMatchObject([{ id: award.awardId, shown: true, revokedAt: null }]);
    const badge = (form: string) => files.get(`awards/${award.awardId}/${form}`);
    for (const form of ['credential.json', 'credential.jwt', 'badge.png', 'badge.svg', 'open-badges-2.jws'])
      expect((await verifyBadge(app.ground, app.database, badge(form) ?? Buffer.alloc(0))).verdict, form).toBe('valid');
    expect(badge('certificate.pdf')?.subarray(0, 5).toString()).toBe('%PDF-');
    expect(told(files, `awards/${award.awardId}/open-badges-2.json`)).toMatchObject({ type: 'Assertion' });
    for (const path of [
      'recognition/statement.json',
      'recognition/claims.json',
      'learning/posts.json',
      'groups/groups.json',
      'work/looks.json',
    ])
      expect(told(files, path), path).toEqual([]);
  });

  it('never holds what opens an account, nor who evaluated', async () => {
    const { send, award } = await anEarner();
    await send('POST', copies);
    await app.settled();
    const [copy] = (await send('GET', copies)).json().items;
    const files = await unpacked((await send('GET', `${copies}/${copy.id}/file`)).rawPayload);
    const text = [...files].flatMap(([name, bytes]) => (name.endsWith('.json') ? [bytes.toString()] : [])).join('\n');
    const evaluators = await app.database
      .selectFrom('evaluation')
      .innerJoin('person', 'person.id', 'evaluation.evaluator_id')
      .select(['person.id', 'person.name', 'person.email'])
      .where('submission_id', '=', award.submissionId)
      .execute();
    const sessions = await app.database.selectFrom('session').select('token').execute();
    expect(evaluators).not.toEqual([]);
    for (const secret of [...evaluators.flatMap((evaluator) => Object.values(evaluator)), ...sessions.map(({ token }) => token)])
      expect(text).not.toContain(secret);
  });

  it('is made once at a time: asking again meanwhile is told so', async () => {
    const { id, send } = await anEarner();
    await app.database.insertInto('data_export').values({ person_id: id, asked_at: now }).execute();
    const again = await send('POST', copies);
    expect(again.statusCode).toBe(409);
    expect(again.json()).toMatchObject({ code: 'export-under-way' });
    expect((await send('GET', copies)).json().items).toHaveLength(1);
  });

  it('ends the copy before once a new one is ready, so that copies never pile up', async () => {
    const { send } = await anEarner();
    for (const _ of [1, 2]) {
      await send('POST', copies);
      await app.settled();
    }
    expect((await send('GET', copies)).json().items.map(({ state }: { state: string }) => state)).toEqual(['ready', 'ended']);
  });

  it('ends after a week, and its bytes leave the store', async () => {
    const { id, send } = await anEarner();
    await send('POST', copies);
    await app.settled();
    const [copy] = (await send('GET', copies)).json().items;
    const { storage_key: key } = await app.database
      .selectFrom('data_export')
      .select('storage_key')
      .where('person_id', '=', id)
      .executeTakeFirstOrThrow();
    expect(await storageOf(app).size(key ?? '')).toBe(copy.size);
    now = new Date(now.getTime() + 7 * 86_400_000);
    const ended = await send('GET', `${copies}/${copy.id}/file`);
    expect(ended.statusCode).toBe(410);
    expect(ended.json()).toMatchObject({ code: 'export-ended' });
    expect((await send('GET', copies)).json().items).toMatchObject([{ state: 'ended' }]);
    await app.database
      .updateTable('unneeded_object')
      .set({ due_at: new Date(0) })
      .where('storage_key', '=', key)
      .execute();
    await cleanUp(app.ground, new Date());
    expect(await storageOf(app).size(key ?? '')).toBeNull();
  });

  it('says where a file was not to be found, and holds the rest', async () => {
    const { file, send } = await anEarner();
    const { storage_key: key } = await app.database
      .selectFrom('file')
      .select('storage_key')
      .where('id', '=', file.id)
      .executeTakeFirstOrThrow();
    await storageOf(app).remove(key);
    await send('POST', copies);
    await app.settled();
    const [copy] = (await send('GET', copies)).json().items;
    const files = await unpacked((await send('GET', `${copies}/${copy.id}/file`)).rawPayload);
    expect([...files].find(([name]) => name.includes(file.id))?.[1].toString()).toContain('not to be found');
    expect(files.has('awards/awards.json')).toBe(true);
  });
});
