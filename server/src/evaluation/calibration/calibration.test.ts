import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { aDecision, anEvaluation } from '../../testing/evaluation.ts';
import { aSubmission } from '../../testing/portfolio.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';
import { compareWithAnchor, isCalibrated } from './compare.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const agreed: [string, string][] = [
  ['overview/clear', 'passing'],
  ['work-examples/question', 'proficient'],
  ['work-examples/response', 'basic'],
  ['reflection/honest', 'passing'],
];
const levels = agreed.map(([place, levelId]) => {
  const [partId, criterionId] = place.split('/');
  return { partId, criterionId, levelId, reason: `Because of ${place}.` };
});

/** An issuer with a written anchor, under settings. */
async function withAnchor(settings: object, use = 'both') {
  const made = await aMicroCredential(app.database);
  await app.database
    .insertInto('evaluation_settings')
    .values({ issuer_id: made.issuerId, settings: JSON.stringify(settings) })
    .execute();
  const lead = await app.as((await aMember(app.database, made.issuerId, 'evaluation-lead')).id);
  const anchor = await lead('POST', `/api/v1/organizations/${made.issuerId}/anchors`, {
    title: 'A teacher of fourth graders',
    use,
    source: { kind: 'written', microCredentialId: made.microCredentialId, answers: { 'overview/context': 'I teach 26 fourth graders.' } },
    levels,
  });
  expect(anchor.statusCode).toBe(200);
  const evaluator = await aMember(app.database, made.issuerId, 'evaluator');
  return { ...made, lead, evaluator, send: await app.as(evaluator.id) };
}

async function score(send: Send, evaluationId: string, scores: [string, string][]) {
  for (const [place, levelId] of scores)
    await send('PUT', `/api/v1/evaluations/${evaluationId}/scores/${place}`, { levelId, feedback: 'Seen.', revision: 0 });
  const outcome = scores.every(([, level]) => level === 'passing' || level === 'proficient') ? 'pass' : 'not-yet';
  return send('POST', `/api/v1/evaluations/${evaluationId}/decision`, { outcome });
}

describe('calibration', () => {
  it('comes before scoring, and opens it once close enough', async () => {
    const { microCredentialId, issuerId, send, lead } = await withAnchor({ calibration: 75 });
    await anEvaluation(app, { microCredentialId });
    expect((await send('POST', '/api/v1/evaluations/next')).json().evaluationId).toBeNull();
    expect((await send('GET', '/api/v1/desk')).json().calibrations).toMatchObject([{ microCredentialId, waiting: 1 }]);
    const open = () => send('POST', `/api/v1/organizations/${issuerId}/calibrations/${microCredentialId}`);
    const { evaluationId } = (await open()).json();
    expect((await open()).json()).toEqual({ evaluationId });
    expect((await send('GET', `/api/v1/evaluations/${evaluationId}`)).json()).toMatchObject({ purpose: 'calibration', anchor: null });
    expect(
      (await score(send, evaluationId, [...agreed.slice(0, 2), ['work-examples/response', 'proficient'], ...agreed.slice(3)])).statusCode,
    ).toBe(200);
    expect((await send('GET', `/api/v1/evaluations/${evaluationId}`)).json().anchor).toMatchObject({
      use: 'calibration',
      exact: 3,
      adjacent: 4,
      criteria: 4,
      lean: 0.25,
      met: true,
      levels: [{ reason: 'Because of overview/clear.' }, {}, {}, {}],
    });
    expect((await send('POST', '/api/v1/evaluations/next')).json().evaluationId).not.toBeNull();
    const { standings } = (await lead('GET', `/api/v1/organizations/${issuerId}/anchors`)).json();
    expect(standings).toMatchObject([{ use: 'calibration', scored: 1, exact: 75, met: true }]);
  });

  it('keeps who is too far from scoring, until a lead lets them in', async () => {
    const { microCredentialId, issuerId, send, lead, evaluator } = await withAnchor({ calibration: 90 });
    await anEvaluation(app, { microCredentialId });
    const { evaluationId } = (await send('POST', `/api/v1/organizations/${issuerId}/calibrations/${microCredentialId}`)).json();
    await score(send, evaluationId, [...agreed.slice(0, 1), ['work-examples/question', 'developing'], ...agreed.slice(2)]);
    expect((await send('POST', '/api/v1/evaluations/next')).json().evaluationId).toBeNull();
    await lead('PUT', `/api/v1/organizations/${issuerId}/calibrations/${microCredentialId}/${evaluator.id}`, { met: true });
    expect((await send('POST', '/api/v1/evaluations/next')).json().evaluationId).not.toBeNull();
  });

  it('is not asked where there is no anchor, so that nothing waits for ever', async () => {
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    await app.database
      .insertInto('evaluation_settings')
      .values({ issuer_id: issuerId, settings: JSON.stringify({ calibration: 80 }) })
      .execute();
    const { evaluationId } = await anEvaluation(app, { microCredentialId });
    const send = await app.as((await aMember(app.database, issuerId, 'evaluator')).id);
    expect((await send('POST', '/api/v1/evaluations/next')).json()).toEqual({ evaluationId });
  });
});

describe('a drift check', () => {
  it('looks like any other submission until it is decided, keeps no submission waiting, and is told afterwards', async () => {
    const { microCredentialId, send } = await withAnchor({ driftShare: 25 }, 'drift');
    // the seed decides which evaluations are stood in for; among so many there is one
    for (let count = 0; count < 24; count += 1) await anEvaluation(app, { microCredentialId });
    let drift: string | null = null;
    let real: string | null = null;
    for (let turn = 0; turn < 26 && !(drift && real); turn += 1) {
      const { evaluationId } = (await send('POST', '/api/v1/evaluations/next')).json();
      const row = await app.database.selectFrom('evaluation').select('anchor_use').where('id', '=', evaluationId).executeTakeFirstOrThrow();
      if (row.anchor_use) drift = evaluationId;
      else real = evaluationId;
      if (drift === evaluationId || real !== evaluationId) {
        const [one, other] = [
          (await send('GET', `/api/v1/evaluations/${drift}`)).json(),
          real && (await send('GET', `/api/v1/evaluations/${real}`)).json(),
        ];
        expect(one).toMatchObject({ purpose: 'reading', anchor: null, attempt: 1, earlier: [] });
        if (other) expect(Object.keys(one)).toEqual(Object.keys(other));
      }
      const decided = await score(send, evaluationId, agreed);
      expect(decided.statusCode).toBe(200);
    }
    expect(drift).not.toBeNull();
    expect((await send('GET', `/api/v1/evaluations/${drift}`)).json().anchor).toMatchObject({ use: 'drift', exact: 4, criteria: 4 });
    expect(app.jobErrors).toEqual([]);
  });
});

describe('an anchor', () => {
  it('is made of a decided evaluation, without the earner’s name, unless students appear', async () => {
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    const lead = await app.as((await aMember(app.database, issuerId, 'evaluation-lead')).id);
    const { evaluationId } = await aDecision(app, { microCredentialId });
    const make = (id: string) =>
      lead('POST', `/api/v1/organizations/${issuerId}/anchors`, {
        title: 'Real work',
        use: 'both',
        source: { kind: 'evaluation', evaluationId: id },
        levels,
      });
    expect((await make(evaluationId)).statusCode).toBe(200);
    const { submissionId } = await aSubmission(app, { microCredentialId });
    const work = await app.database.selectFrom('submission').select('snapshot').where('id', '=', submissionId).executeTakeFirstOrThrow();
    const snapshot = work.snapshot as unknown as { evidence: object[] };
    const students = await aSubmission(app, {
      microCredentialId,
      snapshot: { evidence: snapshot.evidence.map((item) => ({ ...item, showsStudents: true })) as never },
    });
    const shown = await aDecision(app, { submissionId: students.submissionId });
    expect((await make(shown.evaluationId)).json().code).toBe('shows-students');
  });

  it('has a level for every criterion', async () => {
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    const lead = await app.as((await aMember(app.database, issuerId, 'evaluation-lead')).id);
    const made = await lead('POST', `/api/v1/organizations/${issuerId}/anchors`, {
      title: 'Half',
      use: 'both',
      source: { kind: 'written', microCredentialId, answers: {} },
      levels: levels.slice(1),
    });
    expect(made.json()).toMatchObject({ code: 'incomplete-scores', missing: [{ partId: 'overview', criterionId: 'clear' }] });
  });

  it('is compared level by level', () => {
    const parts = [{ id: 'p', levels: ['a', 'b', 'c'].map((id) => ({ id })), criteria: ['x', 'y', 'z'].map((id) => ({ id })) }];
    const set = (...given: string[]) =>
      given.map((levelId, index) => ({ partId: 'p', criterionId: ['x', 'y', 'z'][index] ?? '', levelId }));
    expect(compareWithAnchor({ parts } as never, set('a', 'b', 'c'), set('a', 'c', 'a'))).toEqual({
      exact: 1,
      adjacent: 2,
      criteria: 3,
      lean: -1 / 3,
    });
    expect(isCalibrated([{ exact: 3, criteria: 4 }], 75)).toBe(true);
    expect(
      isCalibrated(
        [
          { exact: 3, criteria: 4 },
          { exact: 2, criteria: 4 },
        ],
        75,
      ),
    ).toBe(false);
    expect(isCalibrated([], 0)).toBe(false);
  });
});
