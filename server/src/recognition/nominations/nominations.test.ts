import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, aMembership, anOrganization } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { aDistrict } from '../../testing/recognition.ts';
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

async function aBoard() {
  const { recognizerId, programId } = await aDistrict(app.ground);
  const educator = await aMember(app.database, recognizerId, 'educator');
  const colleague = await aMember(app.database, recognizerId, 'educator');
  const reviewer = await aMember(app.database, recognizerId, 'reviewer');
  const [as, asColleague, asReviewer] = await Promise.all([educator, colleague, reviewer].map(({ id }) => app.as(id)));
  if (!as || !asColleague || !asReviewer) throw new Error('nobody signed in');
  return { recognizerId, programId, educator, as, asColleague, asReviewer, at: `/api/v1/programs/${programId}/nominations` };
}
const rationale = 'Four of us tried it last spring: students ask before they answer.';
const foreign = (id = `https://elsewhere.example/${randomUUID()}`) => ({
  proposed: {
    foreign: { id, issuer: 'https://elsewhere.example', title: 'Asking Better Questions' },
    sourceUrl: 'https://elsewhere.example/asking',
  },
  rationale,
});

describe('a nomination', () => {
  it('is argued, supported, accepted, and stands on the next version of the list', async () => {
    const { as, asColleague, asReviewer, at, programId } = await aBoard();
    const { microCredentialId } = await aMicroCredential(app.database, {});
    const made = await as('POST', at, { proposed: { microCredentialId }, rationale });
    expect(made.statusCode, made.body).toBe(201);
    const one = `/api/v1/nominations/${made.json().nominationId}`;
    for (const supports of [true, true]) await asColleague('PUT', `${one}/support`, { supports });
    expect((await asColleague('POST', `${one}/comments`, { text: 'My fourth graders, too.' })).statusCode).toBe(201);
    expect((await asColleague('GET', one)).json()).toMatchObject({
      support: 1,
      discussion: [{ text: 'My fourth graders, too.' }],
      mine: { nominated: false, supports: true },
    });
    const decision = { act: 'accept', difficulty: 2, hours: '12' };
    expect((await asColleague('POST', `${one}/decision`, decision)).statusCode).toBe(404);
    expect((await asReviewer('POST', `${one}/decision`, decision)).statusCode).toBe(200);
    expect((await asReviewer('POST', `${one}/decision`, decision)).json()).toMatchObject({ code: 'nomination-decided' });
    const program = (await as('GET', `/api/v1/programs/${programId}`)).json();
    expect(program.version.number).toBe(2);
    expect(program.entries.at(-1)).toMatchObject({ microCredential: { id: microCredentialId }, difficulty: 2, hours: '12' });
    expect((await as('GET', one)).json()).toMatchObject({
      state: 'accepted',
      versionNumber: 2,
      record: [{ act: 'nominate' }, { act: 'accept' }],
    });
    expect((await as('POST', at, { proposed: { microCredentialId }, rationale })).json()).toMatchObject({ code: 'on-the-list-already' });
  });

  it('of a badge from elsewhere stands once, whoever comes second is led to it', async () => {
    const { as, asColleague, at, programId } = await aBoard();
    const body = foreign();
    const answers = await Promise.all([as('POST', at, body), asColleague('POST', at, body)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    const first = answers.find(({ statusCode }) => statusCode === 201)?.json().nominationId;
    expect(answers.find(({ statusCode }) => statusCode === 409)?.json()).toMatchObject({ code: 'nominated-already', nominationId: first });
    const like = await as('GET', `/api/v1/programs/${programId}/similar-titles?title=Asking%20better%20question`);
    expect(like.json().items).toMatchObject([{ title: 'Asking Better Questions', nominationId: first }]);
  });

  it('is declined with a reason, by somebody else than its author, and can be proposed again', async () => {
    const { as, asReviewer, at, educator, recognizerId } = await aBoard();
    const body = foreign();
    const one = `/api/v1/nominations/${(await as('POST', at, body)).json().nominationId}`;
    const other = await anOrganization(app.database, { isRecognizer: true });
    const stranger = await app.as((await aMember(app.database, other.id, 'reviewer')).id);
    expect((await stranger('GET', one)).statusCode).toBe(404);
    expect((await asReviewer('POST', `${one}/decision`, { act: 'decline' })).json()).toMatchObject({ code: 'reason-needed' });
    await app.database.deleteFrom('membership').where('person_id', '=', educator.id).execute();
    await aMembership(app.database, recognizerId, educator.id, ['educator', 'reviewer']);
    expect((await (await app.as(educator.id))('POST', `${one}/decision`, { act: 'accept', difficulty: 1 })).json()).toMatchObject({
      code: 'own-nomination',
    });
    expect((await asReviewer('POST', `${one}/decision`, { act: 'decline', reason: 'Nobody verifies it.' })).statusCode).toBe(200);
    expect((await as('POST', `${one}/withdrawal`)).json()).toMatchObject({ code: 'nomination-decided' });
    expect((await as('POST', at, body)).statusCode).toBe(201);
  });

  it('of which only the page was known is put right when it is accepted', async () => {
    const { as, asReviewer, at, programId } = await aBoard();
    const one = `/api/v1/nominations/${(await as('POST', at, foreign())).json().nominationId}`;
    const achievement = `https://elsewhere.example/achievements/${randomUUID()}`;
    const accept = (id: string) => asReviewer('POST', `${one}/decision`, { act: 'accept', difficulty: 1, achievement: id });
    expect((await accept('https://issuer.example/achievements/1')).json()).toMatchObject({ code: 'on-the-list-already' });
    expect((await accept(achievement)).statusCode).toBe(200);
    expect((await as('GET', `/api/v1/programs/${programId}`)).json().entries.at(-1)).toMatchObject({ foreign: [{ id: achievement }] });
  });

  it('is made once, decided once and withdrawn or decided, whoever comes at once', async () => {
    const { as, asColleague, asReviewer, at, programId, recognizerId } = await aBoard();
    const asAdmin = await app.as((await aMember(app.database, recognizerId, 'recognizer-admin')).id);
    for (let round = 0; round < 6; round += 1) {
      const proposal = foreign();
      const made = await Promise.all([as('POST', at, proposal), asColleague('POST', at, proposal)]);
      expect(made.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
      const [first] = made.filter(({ statusCode }) => statusCode === 201);
      const one = `/api/v1/nominations/${first?.json().nominationId}`;
      const author = made[0]?.statusCode === 201 ? as : asColleague;
      const before = (await as('GET', `/api/v1/programs/${programId}`)).json().version.number;
      const accept = (send: typeof as) => send('POST', `${one}/decision`, { act: 'accept', difficulty: 1, hours: '3' });
      const answers = await Promise.all([accept(asReviewer), accept(asAdmin), author('POST', `${one}/withdrawal`)]);
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409]);
      const withdrawn = answers[2]?.statusCode === 200;
      expect((await as('GET', one)).json().state).toBe(withdrawn ? 'withdrawn' : 'accepted');
      expect((await as('GET', `/api/v1/programs/${programId}`)).json().version.number).toBe(before + (withdrawn ? 0 : 1));
    }
  });
});
