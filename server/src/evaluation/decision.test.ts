import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, aMembership, anOrganization, aPerson } from '../testing/builders.ts';
import { aMicroCredential } from '../testing/catalog.ts';
import { aDecision, anEvaluation } from '../testing/evaluation.ts';
import { aSubmission } from '../testing/portfolio.ts';
import { type Send, type TestApp, testApp } from '../testing/test-app.ts';
import { decisionMail } from './mail-decision.ts';
import { loadDecision } from './read-decisions.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const everything: [string, string][] = [
  ['overview/clear', 'passing'],
  ['work-examples/question', 'proficient'],
  ['work-examples/response', 'proficient'],
  ['reflection/honest', 'passing'],
];

/** An evaluation in the hands of an evaluator of its issuer. */
async function inHand(options: { earnerId?: string; journeyId?: string; microCredentialId?: string; carriedParts?: string[] } = {}) {
  const microCredentialId = options.microCredentialId ?? (await aMicroCredential(app.database)).microCredentialId;
  const evaluation = await anEvaluation(app, {
    microCredentialId,
    ...(options.earnerId ? { earnerId: options.earnerId } : {}),
    ...(options.journeyId ? { journeyId: options.journeyId } : {}),
    ...(options.carriedParts ? { snapshot: { carriedParts: options.carriedParts } } : {}),
  });
  const evaluator = await aMember(app.database, evaluation.issuerId, 'evaluator');
  const send = await app.as(evaluator.id);
  const at = `/api/v1/evaluations/${evaluation.evaluationId}`;
  await send('POST', `${at}/take`);
  return { ...evaluation, evaluator, send, at };
}
async function score(send: Send, at: string, scores: [string, string][]) {
  for (const [place, levelId] of scores) {
    const answer = await send('PUT', `${at}/scores/${place}`, { levelId, feedback: `About ${place}`, revision: 0 });
    expect(answer.statusCode).toBe(200);
  }
}

describe('scoring', () => {
  it('saves each level and says what follows', async () => {
    const { send, at } = await inHand();
    const save = (place: string, body: object) => send('PUT', `${at}/scores/${place}`, body);
    const first = await save('reflection/honest', { levelId: 'not-yet', feedback: '', revision: 0 });
    expect(first.json()).toMatchObject({ score: { levelId: 'not-yet', revision: 1 }, follows: { outcome: null } });
    await score(send, at, everything.slice(0, 3));
    const changed = await save('reflection/honest', { levelId: 'passing', feedback: 'Now I see it.', revision: 1 });
    expect(changed.json()).toMatchObject({ score: { levelId: 'passing', revision: 2 }, follows: { outcome: 'pass' } });
    expect((await send('GET', at)).json()).toMatchObject({ follows: { outcome: 'pass' }, mine: true });
  });

  it('shows the second of two tabs what the first one saved', async () => {
    const { send, at } = await inHand();
    const save = (body: object) => send('PUT', `${at}/scores/overview/clear`, body);
    const both = await Promise.all([
      save({ levelId: 'passing', feedback: 'one', revision: 0 }),
      save({ levelId: 'passing', feedback: 'two', revision: 0 }),
    ]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const saved = both.find(({ statusCode }) => statusCode === 200)?.json().score;
    expect(both.find(({ statusCode }) => statusCode === 409)?.json()).toMatchObject({ code: 'edit-conflict', current: saved });
    const feedback = await send('PUT', `${at}/feedback`, { feedback: 'late', revision: 7 });
    expect(feedback.json()).toMatchObject({ code: 'edit-conflict', current: { feedback: '', revision: 0 } });
  });

  it('takes the same once more when its answer was lost', async () => {
    const { send, at } = await inHand();
    const body = { levelId: 'passing', feedback: 'Vivid.', revision: 0 };
    await send('PUT', `${at}/scores/overview/clear`, body);
    const again = await send('PUT', `${at}/scores/overview/clear`, body);
    expect(again.json().score).toMatchObject({ revision: 1, feedback: 'Vivid.' });
  });

  it('refuses what the scoring guide does not have, and parts that stand', async () => {
    const { send, at } = await inHand({ carriedParts: ['overview'] });
    const save = async (place: string, levelId: string) =>
      (await send('PUT', `${at}/scores/${place}`, { levelId, feedback: '', revision: 0 })).json();
    expect((await save('reflection/honest', 'proficient')).code).toBe('unknown-level');
    expect((await save('reflection/nothing', 'passing')).code).toBe('not-found');
    expect((await save('overview/clear', 'passing')).code).toBe('carried-part');
    expect((await send('PUT', `${at}/scores/reflection/honest`, { levelId: 7 })).statusCode).toBe(400);
  });
});

describe('a decision', () => {
  it('follows from the levels, moves the journey on, and is told to the earner', async () => {
    const earner = await aPerson(app.database, { name: 'Ada Brook' });
    const { send, at, submissionId, journeyId } = await inHand({ earnerId: earner.id });
    await score(send, at, everything);
    const answer = await send('POST', `${at}/decision`, { outcome: 'pass' });
    expect(answer.json()).toMatchObject({ outcome: 'pass' });
    const journey = await app.database.selectFrom('journey').select('state').where('id', '=', journeyId).executeTakeFirstOrThrow();
    expect(journey.state).toBe('earned');
    const [event] = await app.database
      .selectFrom('event')
      .select('payload')
      .where('type', '=', 'submission.decided')
      .orderBy('id', 'desc')
      .limit(1)
      .execute();
    expect(event?.payload).toMatchObject({
      submissionId,
      journeyId,
      earnerId: earner.id,
      outcome: 'pass',
      decisionId: answer.json().decisionId,
    });
    const decision = await loadDecision(app.database, submissionId);
    expect(decision).toMatchObject({ outcome: 'pass', parts: [{ title: 'Overview', passed: true }, {}, {}] });
    expect(decision?.scores[1]).toMatchObject({
      criterionTitle: 'The question shows thinking',
      levelName: 'Proficient',
      reachesPassing: true,
    });
    await app.settled();
    expect(app.jobErrors).toEqual([]);
  });

  it('waits for every level, for the outcome that follows, and for a word on what is next', async () => {
    const { send, at } = await inHand();
    const decide = async (outcome: string) => (await send('POST', `${at}/decision`, { outcome })).json();
    await send('PUT', `${at}/scores/overview/clear`, { levelId: 'passing', feedback: '', revision: 0 });
    expect(await decide('pass')).toMatchObject({ code: 'incomplete-scores', missing: [{ partId: 'work-examples' }, {}, {}] });
    for (const place of ['work-examples/question', 'work-examples/response'])
      await send('PUT', `${at}/scores/${place}`, { levelId: 'basic', feedback: '', revision: 0 });
    await send('PUT', `${at}/scores/reflection/honest`, { levelId: 'passing', feedback: '', revision: 0 });
    expect(await decide('pass')).toMatchObject({ code: 'other-outcome', outcome: 'not-yet' });
    expect(await decide('not-yet')).toMatchObject({ code: 'wants-feedback' });
    await send('PUT', `${at}/feedback`, { feedback: 'Show the answers of three students.', revision: 0 });
    expect(await decide('not-yet')).toMatchObject({ outcome: 'not-yet' });
  });

  it('is one, however often it is clicked, and nothing changes it', async () => {
    const { send, at, evaluationId, submissionId } = await inHand();
    await score(send, at, everything);
    const clicks = await Promise.all([1, 2, 3].map(() => send('POST', `${at}/decision`, { outcome: 'pass' })));
    expect(new Set(clicks.map((click) => click.body)).size).toBe(1);
    const { database } = app;
    expect(await database.selectFrom('decision').select('id').where('submission_id', '=', submissionId).execute()).toHaveLength(1);
    const late = await send('PUT', `${at}/scores/overview/clear`, { levelId: 'not-yet', feedback: '', revision: 1 });
    expect(late.json().code).toBe('already-decided');
    expect((await send('PUT', `${at}/feedback`, { feedback: 'later', revision: 0 })).json().code).toBe('already-decided');
    expect((await send('POST', `${at}/release`)).json().code).toBe('already-decided');
    expect((await send('POST', `${at}/decision`, { outcome: 'not-yet' })).json().code).toBe('already-decided');
    const refused = [
      database.updateTable('decision').set({ outcome: 'not-yet' }).where('submission_id', '=', submissionId),
      database.deleteFrom('decision').where('submission_id', '=', submissionId),
      database.updateTable('score').set({ level_id: 'not-yet' }).where('evaluation_id', '=', evaluationId),
      database.deleteFrom('score').where('evaluation_id', '=', evaluationId),
      database.insertInto('score').values({ evaluation_id: evaluationId, part_id: 'overview', criterion_id: 'new', feedback: '' }),
      database.updateTable('evaluation').set({ feedback: 'other' }).where('id', '=', evaluationId),
      database.updateTable('evaluation').set({ state: 'taken' }).where('id', '=', evaluationId),
      database.deleteFrom('evaluation').where('id', '=', evaluationId),
    ];
    for (const change of refused) await expect(change.execute()).rejects.toThrow(/append-only|is decided/);
  });

  it('is refused when a tie came up after taking', async () => {
    const earner = await aPerson(app.database);
    const { send, at, evaluator } = await inHand({ earnerId: earner.id });
    await score(send, at, everything);
    const school = await anOrganization(app.database, { isRecognizer: true });
    for (const { id } of [earner, evaluator]) await aMembership(app.database, school.id, id, ['educator']);
    expect((await send('POST', `${at}/decision`, { outcome: 'pass' })).json().code).toBe('conflict-of-interest');
  });

  it('keeps what passed: the next attempt is scored only in what did not', async () => {
    const { microCredentialId } = await aMicroCredential(app.database);
    const first = await aDecision(app, { microCredentialId, outcome: 'not-yet' });
    const { send, at, submissionId } = await inHand({
      microCredentialId,
      journeyId: first.journeyId,
      carriedParts: ['overview', 'work-examples'],
    });
    const desk = (await send('GET', at)).json();
    expect(desk.earlier).toMatchObject([{ attempt: 1, outcome: 'not-yet', feedback: 'Thank you for showing your practice.' }]);
    expect(desk.follows.parts.map((part: { standing: string }) => part.standing)).toEqual(['carried', 'carried', 'open']);
    await score(send, at, [['reflection/honest', 'passing']]);
    expect((await send('POST', `${at}/decision`, { outcome: 'pass' })).statusCode).toBe(200);
    const decision = await loadDecision(app.database, submissionId);
    expect(decision?.parts.map(({ carried, passedInAttempt }) => [carried, passedInAttempt])).toEqual([
      [true, 1],
      [true, 1],
      [false, 2],
    ]);
    expect(decision?.scores.map(({ levelId }) => levelId)).toEqual(['passing', 'proficient', 'proficient', 'passing']);
  });

  it('may be read afterwards by its evaluator and the lead, and by nobody else of the issuer', async () => {
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    const { evaluationId, evaluatorId } = await aDecision(app, { microCredentialId });
    const at = `/api/v1/evaluations/${evaluationId}`;
    const lead = await aMember(app.database, issuerId, 'evaluation-lead');
    expect((await (await app.as(evaluatorId))('GET', at)).json()).toMatchObject({ state: 'decided', outcome: 'pass', evaluatorName: null });
    expect((await (await app.as(lead.id))('GET', at)).json()).toMatchObject({ state: 'decided', mine: false });
    for (const roles of [['evaluator'], ['author'], ['issuer-admin']] as const)
      expect((await (await app.as((await aMember(app.database, issuerId, ...roles)).id))('GET', at)).statusCode).toBe(404);
    expect((await (await app.as(lead.id))('PUT', `${at}/feedback`, { feedback: 'x', revision: 0 })).statusCode).toBe(404);
  });
});

describe('the earner', () => {
  it('reads each attempt, what stood and what waits, and never who scored it', async () => {
    const earner = await aPerson(app.database);
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    const evaluator = await aMember(app.database, issuerId, 'evaluator');
    const { journeyId } = await aDecision(app, { microCredentialId, earnerId: earner.id, evaluatorId: evaluator.id, outcome: 'not-yet' });
    await aSubmission(app, { microCredentialId, journeyId });
    const at = `/api/v1/journeys/${journeyId}/feedback`;
    const answer = await (await app.as(earner.id))('GET', at);
    expect(answer.json()).toMatchObject({ attempts: [{ attempt: 1, outcome: 'not-yet' }], waiting: { attempt: 2 } });
    expect(answer.json().attempts[0].scores.at(-1)).toMatchObject({ levelName: 'Not yet', reachesPassing: false });
    for (const secret of [evaluator.id, evaluator.name, evaluator.email]) expect(answer.body).not.toContain(secret);
  });

  it('is the only one who does', async () => {
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    const district = await anOrganization(app.database, { isRecognizer: true });
    const earner = await aMember(app.database, district.id, 'educator');
    const { journeyId } = await aDecision(app, { microCredentialId, earnerId: earner.id });
    const others = [
      await aMember(app.database, district.id, 'recognizer-admin', 'reviewer', 'hr', 'coach'),
      await aMember(app.database, issuerId, 'issuer-admin', 'author', 'evaluator', 'evaluation-lead'),
      await aPerson(app.database),
    ];
    for (const { id } of others) expect((await (await app.as(id))('GET', `/api/v1/journeys/${journeyId}/feedback`)).statusCode).toBe(404);
    expect((await (await app.as(earner.id))('GET', `/api/v1/journeys/${journeyId}/feedback`)).statusCode).toBe(200);
  });

  it('gets a mail that says "not yet", counts what stands, and never "failed"', () => {
    const part = (passed: boolean) => ({ partId: 'p', title: 'P', passed, carried: false, passedInAttempt: null });
    const about = { name: 'Ada', email: 'ada@example.org', title: 'Active Listening', url: 'https://brevet.example/journeys/1/feedback' };
    const mail = decisionMail({ outcome: 'not-yet', parts: [part(true), part(true), part(false)] }, about);
    expect(mail.subject).toBe('Not yet, and what is next: Active Listening');
    expect(mail.text).toContain('2 parts of 3 stand already, and stay passed.');
    expect(mail.action?.url).toBe(about.url);
    expect(JSON.stringify([mail, decisionMail({ outcome: 'pass', parts: [part(true)] }, about)])).not.toMatch(/fail/i);
  });
});
