import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson } from '../testing/builders.ts';
import { aDefinition, aMicroCredential } from '../testing/catalog.ts';
import { aFile, aJourney, aSubmission, onePixel, storageOf } from '../testing/portfolio.ts';
import { type Send, type TestApp, testApp } from '../testing/test-app.ts';
import { checkFiles } from './check-files.ts';
import { cleanUp } from './clean-up.ts';
import type { LibraryItem } from './list-evidence.ts';

const days = (count: number) => new Date(Date.now() + count * 86_400_000);
const place = '/evidence/work-examples/artifact';

describe('the library', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(async () => {
    await app.settled();
    expect(app.jobErrors).toEqual([]);
    await app.close();
  });

  async function anEarner(): Promise<{ id: string; send: Send }> {
    const { id } = await aPerson(app.database);
    return { id, send: await app.as(id) };
  }
  const addLink = async (send: Send, title: string, more = {}) =>
    (await send('POST', '/api/v1/evidence', { title, source: { kind: 'link', url: 'https://school.example.org/page' }, ...more })).json()
      .id as string;
  async function aPicture(earnerId: string, { title = 'Board', bytes = onePixel as Uint8Array, name = 'IMG_1.png' } = {}) {
    const file = await aFile(app, earnerId, { name, bytes });
    const { id } = await app.database
      .insertInto('evidence_item')
      .values({ earner_id: earnerId, kind: 'image', title, file_id: file.id })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { storage_key: key } = await app.database
      .selectFrom('file')
      .select('storage_key')
      .where('id', '=', file.id)
      .executeTakeFirstOrThrow();
    return { id, fileId: file.id, key };
  }
  const list = async (send: Send, query = ''): Promise<LibraryItem[]> => (await send('GET', `/api/v1/evidence${query}`)).json().items;
  const titles = async (send: Send, query = '') => (await list(send, query)).map(({ title }) => title);

  it('is searched by words of title, description, address and file name, without regard to case and accents', async () => {
    const { id, send } = await anEarner();
    await addLink(send, 'Élèves reading', { description: 'Partner talk in the morning' });
    await addLink(send, '100% wall_chart');
    await aPicture(id, { title: 'Board', name: 'seating-plan.png' });
    expect(await titles(send, '?q=eleves%20MORNING')).toEqual(['Élèves reading']);
    expect(await titles(send, '?q=eleves%20evening')).toEqual([]);
    expect(await titles(send, '?q=seating')).toEqual(['Board']);
    expect(await titles(send, '?q=100%25')).toEqual(['100% wall_chart']);
    expect(await titles(send, '?q=l_c')).toEqual(['100% wall_chart']);
    expect(await titles(send, '?q=school.example')).toHaveLength(2);
    expect(await titles(send, '?kind=image,video')).toEqual(['Board']);
    expect((await send('GET', '/api/v1/evidence?kind=spell')).statusCode).toBe(400);
  });

  it.each(['newest', 'largest'])('comes in pages, %s first, each item once', async (order) => {
    const { id, send } = await anEarner();
    for (const size of [3, 900, 900, 20]) await aPicture(id, { title: `${size}`, bytes: Buffer.alloc(size, size) });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: LibraryItem[]; nextCursor: string | null } = (
        await send('GET', `/api/v1/evidence?order=${order}&limit=1${cursor && `&cursor=${cursor}`}`)
      ).json();
      seen.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(order === 'newest' ? ['20', '900', '900', '3'] : ['900', '900', '20', '3']);
    expect((await send('GET', `/api/v1/evidence?order=${order}&cursor=nonsense`)).json()).toMatchObject({ code: 'invalid-cursor' });
  });

  it('names the journeys that an item is used in, and whether it was submitted there', async () => {
    const { id, send } = await anEarner();
    const journey = await aJourney(app, { earnerId: id });
    const made = await aSubmission(app, { earnerId: id });
    const item = await addLink(send, 'Page');
    await send('PUT', `/api/v1/journeys/${journey.id}${place}/${item}`);
    expect((await list(send)).map(({ title, uses, submitted }) => ({ title, uses, submitted }))).toEqual([
      {
        title: 'Page',
        submitted: false,
        uses: [{ journeyId: journey.id, title: journey.definition.title, state: 'drafting', submitted: false }],
      },
      {
        title: 'Item 1',
        submitted: true,
        uses: [{ journeyId: made.journeyId, title: made.definition.title, state: 'submitted', submitted: true }],
      },
    ]);
  });

  it('takes a removed item out of journeys under way, and puts it back where it stood', async () => {
    const { id, send } = await anEarner();
    const journey = await aJourney(app, { earnerId: id });
    const [first, second] = [await addLink(send, 'first'), await addLink(send, 'second')];
    for (const item of [first, second]) await send('PUT', `/api/v1/journeys/${journey.id}${place}/${item}`);
    await send('PUT', `/api/v1/journeys/${journey.id}/sharing/${first}`, { shared: true });
    const standing = async () =>
      (await send('GET', `/api/v1/journeys/${journey.id}`))
        .json()
        .evidence.map((each: { shared: boolean; item: { title: string } }) => [each.item.title, each.shared]);
    const removal = (await send('DELETE', `/api/v1/evidence/${first}`)).json();
    expect(removal).toMatchObject({ keptBySubmission: false, takenFrom: 1, restorableUntil: expect.any(String) });
    expect(await standing()).toEqual([['second', false]]);
    expect(await titles(send)).toEqual(['second']);
    expect(await titles(send, '?removed=true')).toEqual(['first']);
    expect((await list(send, '?removed=true'))[0]?.goneAt).toBe(removal.restorableUntil);
    expect((await send('DELETE', `/api/v1/evidence/${first}`)).statusCode).toBe(404);
    expect((await send('POST', `/api/v1/evidence/${first}/restoration`)).json()).toMatchObject({ backIn: 1, item: { title: 'first' } });
    expect(await standing()).toEqual([
      ['first', true],
      ['second', false],
    ]);
    expect((await send('POST', `/api/v1/evidence/${first}/restoration`)).json()).toMatchObject({ backIn: 0 });
  });

  it('puts a removed item back without its place where that was handed in or filled meanwhile', async () => {
    const { id, send } = await anEarner();
    const journey = await aJourney(app, { earnerId: id });
    const item = await addLink(send, 'late');
    await send('PUT', `/api/v1/journeys/${journey.id}${place}/${item}`);
    await send('DELETE', `/api/v1/evidence/${item}`);
    await app.database.updateTable('journey').set({ state: 'submitted' }).where('id', '=', journey.id).execute();
    expect((await send('POST', `/api/v1/evidence/${item}/restoration`)).json()).toMatchObject({ backIn: 0 });
    expect(await list(send)).toMatchObject([{ title: 'late', uses: [] }]);
  });

  /** A picture in a submission. */
  async function aSubmittedPicture(earnerId: string) {
    const definition = aDefinition();
    const [, examples] = definition.parts;
    if (examples?.requirements[0]) examples.requirements[0] = { ...examples.requirements[0], kinds: ['image'] };
    const { microCredentialId } = await aMicroCredential(app.database, { definition });
    await aSubmission(app, { earnerId, microCredentialId });
    return app.database
      .selectFrom('evidence_item')
      .innerJoin('file', 'file.id', 'evidence_item.file_id')
      .select(['evidence_item.id', 'file.id as fileId', 'file.storage_key as key'])
      .where('earner_id', '=', earnerId)
      .executeTakeFirstOrThrow();
  }

  it('lets go of a submitted item only by name: the submission keeps it, and it can always be put back', async () => {
    const { id, send } = await anEarner();
    const item = await aSubmittedPicture(id);
    expect((await send('DELETE', `/api/v1/evidence/${item.id}`)).json()).toEqual({
      keptBySubmission: true,
      takenFrom: 0,
      restorableUntil: null,
    });
    expect((await send('POST', `/api/v1/evidence/${item.id}/deletion`)).json()).toMatchObject({ status: 409, code: 'in-a-submission' });
    await cleanUp(app.ground, days(400));
    expect((await send('GET', `/api/v1/files/${item.fileId}`)).rawPayload).toEqual(onePixel);
    expect((await send('POST', `/api/v1/evidence/${item.id}/restoration`)).statusCode).toBe(200);
  });

  it('deletes removed items with their bytes after the days of the retention policy, and not before', async () => {
    const { id, send } = await anEarner();
    const item = await aPicture(id);
    await send('DELETE', `/api/v1/evidence/${item.id}`);
    await cleanUp(app.ground, days(6));
    expect(await storageOf(app).size(item.key)).toBe(onePixel.length);
    await cleanUp(app.ground, days(8));
    expect(await storageOf(app).size(item.key)).toBeNull();
    expect((await send('POST', `/api/v1/evidence/${item.id}/restoration`)).statusCode).toBe(404);
    expect((await send('GET', `/api/v1/files/${item.fileId}`)).statusCode).toBe(404);
  });

  it('deletes for good at once when asked, and gives the space back', async () => {
    const { id, send } = await anEarner();
    const item = await aPicture(id);
    const space = async () => (await send('GET', '/api/v1/evidence/space')).json();
    expect(await space()).toEqual({ quota: 50e9, files: onePixel.length, removed: 0, unfinished: 0, keepDays: 7 });
    await send('DELETE', `/api/v1/evidence/${item.id}`);
    expect(await space()).toMatchObject({ files: onePixel.length, removed: onePixel.length });
    expect((await send('POST', `/api/v1/evidence/${item.id}/deletion`)).statusCode).toBe(200);
    expect(await space()).toMatchObject({ files: 0, removed: 0 });
    await app.settled();
    expect(await storageOf(app).size(item.key)).toBeNull();
  });

  it('is nobody else’s', async () => {
    const owner = await anEarner();
    const item = await aPicture(owner.id);
    await owner.send('DELETE', `/api/v1/evidence/${item.id}`);
    const { send } = await anEarner();
    expect(await list(send, '?removed=true')).toEqual([]);
    expect((await send('POST', `/api/v1/evidence/${item.id}/restoration`)).statusCode).toBe(404);
    expect((await send('POST', `/api/v1/evidence/${item.id}/deletion`)).statusCode).toBe(404);
  });

  it('has no object left when a row that named one went, however that came', async () => {
    const { id } = await anEarner();
    const { key, id: item, fileId } = await aPicture(id);
    await app.database.deleteFrom('evidence_item').where('id', '=', item).execute();
    await app.database.deleteFrom('file').where('id', '=', fileId).execute();
    const upload = '0123456789abcdef0123456789abcdef';
    await storageOf(app).write(upload, onePixel);
    await app.database.insertInto('upload').values({ id: upload, owner_id: id, name: 'a', size: 9, kind: 'image' }).execute();
    await app.database.deleteFrom('upload').where('id', '=', upload).execute();
    await cleanUp(app.ground, new Date());
    expect([await storageOf(app).size(key), await storageOf(app).size(upload)]).toEqual([null, null]);
    expect(await app.database.selectFrom('unneeded_object').selectAll().execute()).toEqual([]);
  });

  it('has its files compared with their checksums: what is missing or changed is told, until it is right again', async () => {
    const { id, send } = await anEarner();
    const [whole, changed, missing] = [await aPicture(id), await aPicture(id), await aPicture(id)];
    const other = Buffer.from(onePixel);
    other[40] = 1;
    await storageOf(app).write(changed.key, other);
    await storageOf(app).remove(missing.key);
    const check = (now: Date) => checkFiles(app.ground, now);
    expect((await check(days(29))).checked).toBe(0);
    const found = await check(days(31));
    expect(found.damaged.map(({ fileId, damage }) => [fileId, damage]).sort()).toEqual(
      [
        [changed.fileId, 'changed'],
        [missing.fileId, 'missing'],
      ].sort(),
    );
    expect((await app.send('GET', '/health')).json()).toMatchObject({
      status: 'ok',
      notices: ['2 stored files are damaged, missing or infected; the log names them at each check.'],
    });
    expect((await list(send)).map(({ id: item, file }) => [item, file?.damage])).toEqual([
      [missing.id, 'missing'],
      [changed.id, 'changed'],
      [whole.id, null],
    ]);
    expect((await send('GET', `/api/v1/files/${missing.fileId}`)).json()).toMatchObject({ status: 503, code: 'file-away' });
    for (const { key } of [changed, missing]) await storageOf(app).write(key, onePixel);
    expect(await check(days(31.5))).toMatchObject({ checked: 0 });
    expect(await check(days(33))).toMatchObject({ checked: 2, damaged: [] });
    expect((await app.send('GET', '/health')).json().notices).toEqual([]);
  });
});
