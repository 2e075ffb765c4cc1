import { afterAll, beforeAll, expect, it } from 'vitest';
import { aMember, anOrganization, aPerson } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { anEvaluation } from '../../testing/evaluation.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const best: [string, string][] = [
  ['overview/clear', 'passing'],
  ['work-examples/question', 'proficient'],
  ['work-examples/response', 'proficient'],
  ['reflection/honest', 'passing'],
];
const video = {
  id: crypto.randomUUID(),
  partId: 'work-examples',
  requirementId: 'artifact',
  kind: 'video' as const,
  title: 'The lesson',
  description: '',
  url: null,
  page: null,
  file: null,
  durationSeconds: 300,
  showsStudents: false,
  shared: false,
};

/** A submission with a video and an answer, in an evaluator's hands. */
async function inHand() {
  const { microCredentialId, issuerId } = await aMicroCredential(app.database);
  const earner = await aPerson(app.database, { name: 'Perpetua Quist' });
  const made = await anEvaluation(app, { microCredentialId, earnerId: earner.id, snapshot: { evidence: [video] } });
  const evaluator = await aMember(app.database, issuerId, 'evaluator');
  const [send, asEarner, lead] = (await Promise.all(
    [evaluator.id, earner.id, (await aMember(app.database, issuerId, 'evaluation-lead')).id].map((id) => app.as(id)),
  )) as [Send, Send, Send];
  const at = `/api/v1/evaluations/${made.evaluationId}`;
  await send('POST', `${at}/take`);
  const read = async (who = send) => (await who('GET', at)).json();
  const { answers } = await read();
  const [answer = '', text = ''] = (Object.entries(answers) as [string, string][])[0] ?? [];
  const score = async (overrides: Record<string, string> = {}) => {
    for (const [place, levelId] of best)
      await send('PUT', `${at}/scores/${place}`, { levelId: overrides[place] ?? levelId, feedback: 'As I saw it.', revision: 0 });
  };
  return { ...made, issuerId, at, send, asEarner, lead, read, score, answer, text, evaluator };
}

const atMoment = { evidenceId: video.id, answer: null, place: { kind: 'moment', seconds: 42.5 } };

it('a comment is saved as it is typed, reaches the earner with the decision, and then stands', async () => {
  const { at, send, asEarner, read, score, answer, text, journeyId } = await inHand();
  const [moment, range, empty] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  const pinned = await send('PUT', `${at}/comments/${moment}`, { ...atMoment, text: '', revision: 0 });
  expect(pinned.json()).toEqual({ id: moment, ...atMoment, text: '', revision: 1 });
  const typed = { ...atMoment, text: 'Here you wait, and it pays.', revision: 1 };
  expect((await send('PUT', `${at}/comments/${moment}`, typed)).json()).toMatchObject({ revision: 2 });
  const quote = text.slice(0, 6);
  const place = { kind: 'text', start: 0, end: 6, quote };
  await send('PUT', `${at}/comments/${range}`, { evidenceId: null, answer, place, text: 'A clear beginning.', revision: 0 });
  await send('PUT', `${at}/comments/${empty}`, { ...atMoment, text: '  ', revision: 0 });
  expect((await read()).comments.map(({ id }: { id: string }) => id)).toEqual([moment, range, empty]);
  const before = await asEarner('GET', `/api/v1/journeys/${journeyId}/feedback`);
  expect(before.body).not.toContain('it pays');

  await score();
  expect((await send('POST', `${at}/decision`, { outcome: 'pass' })).statusCode).toBe(200);
  const [attempt] = (await asEarner('GET', `/api/v1/journeys/${journeyId}/feedback`)).json().attempts;
  expect(attempt.comments).toMatchObject([
    { text: 'Here you wait, and it pays.', place: { seconds: 42.5 } },
    { text: 'A clear beginning.', place: { quote } },
  ]);
  expect(attempt.evidence).toContainEqual(expect.objectContaining({ id: video.id, title: 'The lesson' }));
  for (const late of [
    await send('PUT', `${at}/comments/${moment}`, { ...typed, text: 'Otherwise.', revision: 2 }),
    await send('PUT', `${at}/comments/${crypto.randomUUID()}`, { ...atMoment, text: 'One more.', revision: 0 }),
    await send('DELETE', `${at}/comments/${moment}`),
  ])
    expect(late.json().code).toBe('already-decided');
  await expect(app.database.deleteFrom('evidence_comment').where('id', '=', moment).execute()).rejects.toThrow(/decided/);
});

it('of two windows the later is told, and the same sent again changes nothing', async () => {
  const { at, send } = await inHand();
  const id = crypto.randomUUID();
  const save = (text: string, revision: number) => send('PUT', `${at}/comments/${id}`, { ...atMoment, text, revision });
  await save('', 0);
  expect((await save('', 0)).json()).toMatchObject({ revision: 1 });
  await save('From this window.', 1);
  expect((await save('From this window.', 1)).json()).toMatchObject({ revision: 2 });
  const other = await save('From the other.', 1);
  expect(other.statusCode).toBe(409);
  expect(other.json()).toMatchObject({ code: 'edit-conflict', current: { text: 'From this window.', revision: 2 } });
});

it('a comment taken away is gone, and can be put back', async () => {
  const { at, send, read } = await inHand();
  const id = crypto.randomUUID();
  const save = () => send('PUT', `${at}/comments/${id}`, { ...atMoment, text: 'Look here.', revision: 0 });
  await save();
  for (let times = 0; times < 2; times += 1) expect((await send('DELETE', `${at}/comments/${id}`)).statusCode).toBe(200);
  expect((await read()).comments).toEqual([]);
  await save();
  expect((await read()).comments).toMatchObject([{ id, text: 'Look here.' }]);
});

it('comments that were not decided are dropped when somebody else takes it, and kept for the same evaluator', async () => {
  const { at, send, read, issuerId } = await inHand();
  await send('PUT', `${at}/comments/${crypto.randomUUID()}`, { ...atMoment, text: 'Half a thought.', revision: 0 });
  await send('POST', `${at}/release`);
  await send('POST', `${at}/take`);
  expect((await read()).comments).toHaveLength(1);
  await send('POST', `${at}/release`);
  const other = await app.as((await aMember(app.database, issuerId, 'evaluator')).id);
  await other('POST', `${at}/take`);
  expect((await read(other)).comments).toEqual([]);
});

it('is refused where there is nothing to pin it to, and to everybody but who has the work in hand', async () => {
  const { at, send, asEarner, lead, answer, text } = await inHand();
  const put = (who: Send, body: object, id = crypto.randomUUID()) =>
    who('PUT', `${at}/comments/${id}`, { ...atMoment, text: 'Here.', revision: 0, ...body });
  expect((await put(send, { evidenceId: crypto.randomUUID() })).statusCode).toBe(404);
  expect((await put(send, { evidenceId: null, answer: 'overview/nothing' })).statusCode).toBe(404);
  const region = { kind: 'region', x: 0.1, y: 0.1, width: 0.2, height: 0.2 };
  expect((await put(send, { place: region })).json().code).toBe('no-such-place');
  const beyond = { kind: 'text', start: text.length, end: text.length + 4, quote: 'more' };
  expect((await put(send, { evidenceId: null, answer, place: beyond })).json().code).toBe('no-such-place');
  expect((await put(send, { answer })).statusCode).toBe(400);
  const stranger = await app.as((await aMember(app.database, (await anOrganization(app.database)).id, 'evaluator')).id);
  for (const who of [asEarner, lead, stranger]) expect((await put(who, {})).statusCode).toBe(404);
  // an id that another evaluation has: nothing is told, nothing is changed
  const id = crypto.randomUUID();
  await put(send, {}, id);
  const elsewhere = await inHand();
  const taken = await elsewhere.send('PUT', `${elsewhere.at}/comments/${id}`, { ...atMoment, text: 'Mine now.', revision: 0 });
  expect(taken.statusCode).toBe(404);
});

it('comments on an attempt are read by who evaluates the next, and the own by who pinned them', async () => {
  const { at, send, score, journeyId, microCredentialId } = await inHand();
  await send('PUT', `${at}/comments/${crypto.randomUUID()}`, { ...atMoment, text: 'Wait longer here.', revision: 0 });
  await score({ 'reflection/honest': 'not-yet' });
  await send('POST', `${at}/decision`, { outcome: 'not-yet' });
  const again = await anEvaluation(app, { microCredentialId, journeyId, snapshot: { evidence: [video], carriedParts: ['overview'] } });
  await send('POST', `/api/v1/evaluations/${again.evaluationId}/take`);
  const seen = await send('GET', `/api/v1/evaluations/${again.evaluationId}`);
  expect(seen.json().earlier).toMatchObject([{ attempt: 1, comments: [{ text: 'Wait longer here.', evidenceId: video.id }] }]);
  expect(seen.json().comments).toEqual([]);
});

it('of several readings the adjudicator sees the comments with the levels, and each reader later finds the own again', async () => {
  const { microCredentialId, issuerId } = await aMicroCredential(app.database);
  const settings = JSON.stringify({ secondReading: 'all', adjudicator: 'evaluator' });
  await app.database.insertInto('evaluation_settings').values({ issuer_id: issuerId, settings }).execute();
  const { journeyId } = await anEvaluation(app, { microCredentialId, snapshot: { evidence: [video] } });
  const readers = await Promise.all([1, 2, 3].map(async () => app.as((await aMember(app.database, issuerId, 'evaluator')).id)));
  const [first, second, third] = readers as [Send, Send, Send];
  /** Takes what is next, pins, scores and decides. */
  const reads = async (send: Send, comment: string, reflection: string) => {
    const { evaluationId } = (await send('POST', '/api/v1/evaluations/next')).json();
    const at = `/api/v1/evaluations/${evaluationId}`;
    const before = (await send('GET', at)).json();
    await send('PUT', `${at}/comments/${crypto.randomUUID()}`, { ...atMoment, text: comment, revision: 0 });
    for (const [place, levelId] of best)
      await send('PUT', `${at}/scores/${place}`, {
        levelId: place === 'reflection/honest' ? reflection : levelId,
        feedback: 'As I saw it.',
        revision: 0,
      });
    expect((await send('POST', `${at}/decision`, { outcome: reflection === 'passing' ? 'pass' : 'not-yet' })).statusCode).toBe(200);
    return { before, after: (await send('GET', at)).json() };
  };
  await reads(first, 'The first sees.', 'passing');
  await reads(second, 'The second sees.', 'not-yet');
  const adjudication = await reads(third, 'The third sees.', 'not-yet');
  const told = (view: { others: { comments: { text: string }[] }[] }) =>
    view.others.flatMap(({ comments }) => comments.map(({ text }) => text));
  expect(told(adjudication.before)).toEqual([]);
  expect(told(adjudication.after)).toEqual(['The first sees.', 'The second sees.']);

  await anEvaluation(app, { microCredentialId, journeyId, snapshot: { evidence: [video] } });
  const { before } = await reads(second, 'Again.', 'passing');
  expect(before.earlier[0].comments.map(({ text }: { text: string }) => text)).toEqual(['The second sees.', 'The third sees.']);
});
