import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revokeAward } from '../../awards/revoke-award.ts';
import { anAward } from '../../testing/awards.ts';
import { aMember, aMembership, anOrganization, aPerson } from '../../testing/builders.ts';
import { aDefinition, aMicroCredential } from '../../testing/catalog.ts';
import { lastMailTo, mailTo } from '../../testing/mailbox.ts';
import { aClaim, aDistrict, anIncentive, aRule } from '../../testing/recognition.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';
import { missingTo } from './priorities.ts';
import { type Counted, mayTell, toldCells } from './told-cells.ts';

let app: TestApp;
let districtId: string;
let north: string;
let south: string;
let at: string;
let coach: Send;
let admin: Send;
let listening: { slug: string; microCredentialId: string };
let grit: { slug: string; microCredentialId: string };
const topic = 'talent-map-topic';
beforeAll(async () => {
  app = await testApp();
  districtId = (await anOrganization(app.database, { isRecognizer: true })).id;
  north = (await anOrganization(app.database, { isRecognizer: true, parentId: districtId, name: 'North' })).id;
  south = (await anOrganization(app.database, { isRecognizer: true, parentId: districtId, name: 'South' })).id;
  at = `/api/v1/organizations/${districtId}/talent`;
  coach = await app.as((await aMember(app.database, districtId, 'coach')).id);
  admin = await app.as((await aMember(app.database, districtId, 'recognizer-admin')).id);
  listening = await aMicroCredential(app.database, { definition: aDefinition({ title: 'Listening Closely', topics: [topic] }) });
  grit = await aMicroCredential(app.database, { definition: aDefinition({ title: 'Grit at Work', topics: [topic] }) });
});
afterAll(() => app.close());

/** An educator of a school; with awards, and what they said about being found. */
async function anEducator(schoolId: string, awards: { microCredentialId: string }[] = [], consent: object | null = null, name?: string) {
  const person = await aPerson(app.database, name ? { name } : {});
  await aMembership(app.database, schoolId, person.id, ['educator']);
  const send = await app.as(person.id);
  const awardIds: string[] = [];
  for (const { microCredentialId } of awards) awardIds.push((await anAward(app, { earnerId: person.id, microCredentialId })).awardId);
  if (consent) await say(send, consent);
  return { ...person, send, awardIds };
}
const say = async (send: Send, consent: object) => {
  const answer = await send('PUT', `${at}/consent`, { shown: true, offers: [], contact: 'message', note: '', ...consent });
  expect(answer.statusCode, answer.body).toBe(200);
};
const map = async (query = `topic=${topic}`) => (await coach('GET', `${at}/map?${query}`)).json();
/** Holders of a title by school, as the map tells them. */
const column = (told: { columns: { title: string }[]; schools: { name: string; holders: (number | null)[] }[] }, title: string) => {
  const index = told.columns.findIndex((one) => one.title === title);
  return Object.fromEntries(told.schools.map(({ name, holders }) => [name, holders[index]]));
};
const people = async (query: string) => (await coach('GET', `${at}/people?${query}`)).json().items;

const revoke = (awardId: string) => revokeAward(app.ground, { awardId, reason: 'a mistake', revokedBy: null });

describe('the talent map', () => {
  it('tells numbers by school; about few only when each of them agreed to be named', async () => {
    for (let n = 0; n < 5; n += 1) await anEducator(north, [listening]);
    const quiet = await anEducator(south, [listening, grit]);
    const told = await map();
    expect(told.columns.map(({ title, holders }: { title: string; holders: number }) => [title, holders])).toEqual([
      ['Grit at Work', null],
      ['Listening Closely', 6],
    ]);
    // six in all: the five of North would tell that it is one in South
    expect(column(told, 'Listening Closely')).toEqual({ North: null, South: null });
    await say(quiet.send, {});
    expect(column(await map(), 'Listening Closely')).toEqual({ North: 5, South: 1 });
    expect(column(await map(), 'Grit at Work')).toEqual({ North: 0, South: 1 });
    const csv = (await coach('GET', `${at}/map.csv?topic=${topic}`)).body.trim().split('\r\n');
    expect(csv).toEqual(['school,educators,Grit at Work,Listening Closely', 'North,5,0,5', 'South,1,1,1', 'all,6,1,6']);
    await say(quiet.send, { shown: false });
    expect(column(await map(), 'Grit at Work')).toEqual({ North: 0, South: null });
  });

  it("has the approved list of a program for its columns, by the difficulty that the list says; nobody else's", async () => {
    const entries = [listening, grit].map(({ microCredentialId }, index) => ({
      entryId: `entry-${index + 1}`,
      microCredentialId,
      foreign: [],
      difficulty: (index + 1) as 1 | 2,
      hours: '1',
    }));
    const { programId } = await aDistrict(app.ground, { name: 'Deeper Learning', entries }, districtId);
    expect((await coach('GET', `${at}/choices`)).json().programs).toEqual([{ id: programId, name: 'Deeper Learning' }]);
    const titles = async (ask: Send, of: string, query = '') =>
      (await ask('GET', `/api/v1/organizations/${of}/talent/map?programId=${programId}${query}`))
        .json()
        .columns.map(({ title }: { title: string }) => title);
    expect(await titles(coach, districtId)).toEqual(['Grit at Work', 'Listening Closely']);
    expect(await titles(coach, districtId, '&difficulty=1')).toEqual(['Listening Closely']);
    // a school looks at the programs of its district, another district does not
    expect(await titles(await app.as((await aMember(app.database, north, 'coach')).id), north)).toEqual([
      'Grit at Work',
      'Listening Closely',
    ]);
    const { id: strangeId } = await anOrganization(app.database, { isRecognizer: true });
    expect(await titles(await app.as((await aMember(app.database, strangeId, 'coach')).id), strangeId)).toEqual([]);
  });

  it('does not look at badges that are hidden or revoked, nor at old ones when asked for recent', async () => {
    const { awardIds, send } = await anEducator(south, [grit], {});
    const before = column(await map(), 'Grit at Work');
    await send('PUT', `/api/v1/awards/${awardIds[0]}/showing`, { shown: false });
    await app.database
      .insertInto('award_showing')
      .values({ award_id: awardIds[0] ?? '', shown: false })
      .onConflict((conflict) => conflict.column('award_id').doUpdateSet({ shown: false }))
      .execute();
    expect(await people(`microCredential=${grit.slug}`)).toEqual([]);
    await app.database
      .updateTable('award_showing')
      .set({ shown: true })
      .where('award_id', '=', awardIds[0] ?? '')
      .execute();
    expect(await people(`microCredential=${grit.slug}&months=1`)).toHaveLength(1);
    await revoke(awardIds[0] ?? '');
    expect(await people(`microCredential=${grit.slug}`)).toEqual([]);
    expect(before).toEqual({ North: 0, South: null });
    await say(send, { shown: false });
  });

  it('finds those who agreed by what they have shown, with their address only when they said so', async () => {
    const open = await anEducator(north, [listening], { offers: ['coaching'], contact: 'address', note: 'Fridays.' }, 'Open Ursula');
    const shy = await anEducator(south, [listening], { offers: ['leading'] }, 'Shy Sam');
    await anEducator(south, [listening], null, 'Silent Sue');
    const found = await people('q=listening+closely');
    expect(found.map(({ name, email, schools }: { name: string; email: string; schools: string[] }) => [name, email, schools])).toEqual([
      ['Shy Sam', null, ['South']],
      ['Open Ursula', open.email, ['North']],
    ]);
    expect(found[1]).toMatchObject({
      note: 'Fridays.',
      offers: ['coaching'],
      awards: [{ title: 'Listening Closely', slug: listening.slug }],
    });
    expect(await people('q=listening&offers=coaching')).toHaveLength(1);
    expect(await people(`topic=${topic}&schoolId=${south}`)).toHaveLength(1);
    expect(await people('q=swimming')).toEqual([]);
    const first = (await coach('GET', `${at}/people?topic=${topic}&limit=1`)).json();
    expect((await people(`topic=${topic}&limit=1&cursor=${encodeURIComponent(first.nextCursor)}`))[0].name).toBe('Open Ursula');

    const written = await coach('POST', `${at}/found/${shy.id}/messages`, { text: 'Would you show us how?' });
    expect([written.statusCode, JSON.stringify(written.json()).includes(shy.email)]).toEqual([202, false]);
    expect((await lastMailTo(app, shy.email)).text).toContain('Would you show us how?');
    await say(shy.send, { shown: false });
    expect((await coach('POST', `${at}/found/${shy.id}/messages`, { text: 'Again?' })).statusCode).toBe(404);
    expect((await mailTo(app, shy.email)).filter(({ subject }) => subject.includes('asks you'))).toHaveLength(1);
    expect((await people('q=listening')).map(({ name }: { name: string }) => name)).toEqual(['Open Ursula']);
  });

  it('shows nobody by name who said nothing, and asks each recognizer anew', async () => {
    const { send } = await anEducator(north, [listening]);
    const { items } = (await send('GET', '/api/v1/talent-consents')).json();
    expect(items).toMatchObject([{ shown: false, offers: [], contact: 'message', recognizer: { id: districtId } }]);
    const stranger = await app.as((await aPerson(app.database)).id);
    expect((await stranger('PUT', `${at}/consent`, { shown: true, offers: [], contact: 'message', note: '' })).statusCode).toBe(404);
  });
});

describe('priorities', () => {
  it('are set from the revision that was seen, and only from the catalog', async () => {
    const set = (priorities: object[], revision: number) => admin('PUT', `${at}/priorities`, { priorities, revision });
    const listed = { kind: 'micro-credential', reference: listening.slug, target: 60 };
    expect((await set([listed, listed], 0)).json().code).toBe('priority-twice');
    expect((await set([{ ...listed, reference: 'no-such-thing' }], 0)).json().code).toBe('unknown-priority');
    expect((await set([listed, { kind: 'topic', reference: topic, target: 90 }], 0)).json()).toEqual({ revision: 1 });
    expect((await set([], 0)).json().code).toBe('edit-conflict');
    for (const _ of 'xx') await anEducator(south, [listening]);
    const { gaps } = (await coach('GET', `${at}/gaps`)).json();
    const northGap = gaps[0].schools.find(({ id }: { id: string }) => id === north);
    expect(gaps.map(({ title }: { title: string }) => title)).toEqual(['Listening Closely', topic]);
    expect(northGap).toMatchObject({ educators: 7, holders: 7, share: 100, missing: 0 });
    const [header, ...rows] = (await coach('GET', `${at}/gaps.csv`)).body.trim().split('\r\n');
    expect([header, rows.length]).toEqual(['priority,kind,target_percent,school,educators,holders,share_percent,missing', 4]);
  });

  it('say how many more it takes: with so many the target is reached, with one less it is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.nat({ max: 500 }), fc.nat({ max: 500 }), (target, educators, some) => {
        const holders = Math.min(some, educators);
        const missing = missingTo(target, educators, holders);
        const reaches = (more: number) => (holders + more) * 100 >= target * educators;
        expect(reaches(missing)).toBe(true);
        if (missing > 0) expect(reaches(missing - 1)).toBe(false);
        expect(holders + missing).toBeLessThanOrEqual(Math.max(educators, holders));
      }),
    );
  });
});

describe('endorsement lists', () => {
  it('name who is complete and who lacks one, by posted claims', async () => {
    const { recognizerId, hrId } = await aDistrict(app.ground);
    const hr = await app.as(hrId);
    const achievement = (n: number) => `foreign:https://issuer.example/achievements/${n}`;
    const { incentiveId } = await anIncentive(
      app.ground,
      recognizerId,
      aRule({
        value: {
          kind: 'set',
          achievements: [achievement(1), achievement(2), achievement(3)],
          need: 2,
          pays: { kind: 'endorsement', unit: 'teacher leadership' },
          amount: '1',
        },
      }),
    );
    const one = await aMember(app.database, recognizerId, 'educator');
    const two = await aMember(app.database, recognizerId, 'educator');
    await aClaim(app.ground, { recognizerId, educatorId: one.id, n: 1 });
    await aClaim(app.ground, { recognizerId, educatorId: two.id, n: 1 });
    await aClaim(app.ground, { recognizerId, educatorId: two.id, n: 3 });
    await aClaim(app.ground, { recognizerId, educatorId: one.id, n: 2, posted: false });
    const list = `/api/v1/organizations/${recognizerId}/talent/endorsements`;
    expect((await hr('GET', list)).json().items).toMatchObject([{ incentiveId, gives: 'teacher leadership', need: 2 }]);
    const complete = (await hr('GET', `${list}/${incentiveId}`)).json();
    expect(complete.items).toMatchObject([{ personId: two.id, held: 2, missing: ['Skill 2'] }]);
    const lacking = (await hr('GET', `${list}/${incentiveId}?standing=lacks-one`)).json();
    expect(lacking.items).toMatchObject([{ personId: one.id, held: 1, missing: ['Skill 2', 'Skill 3'] }]);
    const csv = (await hr('GET', `${list}/${incentiveId}/people.csv?standing=lacks-one`)).body;
    expect(csv).toContain('teacher leadership');
  });
});

describe('small cells', () => {
  const cells = fc.array(
    fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 12 })).map(([holders, some]): Counted => ({ holders, agreed: Math.min(holders, some) })),
    { maxLength: 15 },
  );
  it('about few who did not all agree are never told, nor to be reckoned from the total and the other schools', () => {
    fc.assert(
      fc.property(cells, (counted) => {
        const told = toldCells(counted);
        for (const [index, cell] of counted.entries()) if (told[index]) expect(mayTell(cell)).toBe(true);
        const kept = counted.filter((_, index) => !told[index]);
        const shown = counted.filter(({ holders }, index) => told[index] && holders > 0);
        if (kept.length === 1) expect(shown).toEqual([]);
      }),
    );
  });
});
