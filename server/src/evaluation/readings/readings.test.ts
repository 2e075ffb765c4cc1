import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, aMembership, anOrganization } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { anEvaluation } from '../../testing/evaluation.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';
import type { SettingsChoice } from '../settings/settings.ts';

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
const notYet: [string, string][] = [...best.slice(0, 3), ['reflection/honest', 'not-yet']];

/** A submission under settings, with two evaluators and a lead of its issuer. */
async function underSettings(choice: SettingsChoice) {
  const made = await aMicroCredential(app.database);
  const lead = await aMember(app.database, made.issuerId, 'evaluation-lead');
  const asLead = await app.as(lead.id);
  const saved = await asLead('PUT', `/api/v1/organizations/${made.issuerId}/evaluation-settings`, { choice, revision: 0 });
  expect(saved.statusCode).toBe(200);
  const submission = await anEvaluation(app, { microCredentialId: made.microCredentialId });
  const evaluators = await Promise.all([1, 2].map(() => aMember(app.database, made.issuerId, 'evaluator')));
  const [first, second] = (await Promise.all(evaluators.map(({ id }) => app.as(id)))) as [Send, Send];
  const state = async () => {
    const plan = app.database.selectFrom('reading_plan').select('state').where('submission_id', '=', submission.submissionId);
    return (await plan.executeTakeFirstOrThrow()).state;
  };
  const decisions = () =>
    app.database
      .selectFrom('decision')
      .select(['outcome', 'evaluation_id', 'granted_by', 'decided_by'])
      .where('submission_id', '=', submission.submissionId)
      .execute();
  return { ...submission, evaluators, first, second, lead, asLead, state, decisions };
}

const next = async (send: Send) => (await send('POST', '/api/v1/evaluations/next')).json().evaluationId as string;

async function decide(send: Send, evaluationId: string, scores: [string, string][]) {
  for (const [place, levelId] of scores) {
    const saved = await send('PUT', `/api/v1/evaluations/${evaluationId}/scores/${place}`, {
      levelId,
      feedback: `Of ${place}`,
      revision: 0,
    });
    expect(saved.statusCode).toBe(200);
  }
  const outcome = scores.some(([, level]) => level === 'not-yet' || level === 'developing' || level === 'basic') ? 'not-yet' : 'pass';
  return send('POST', `/api/v1/evaluations/${evaluationId}/decision`, { outcome });
}

describe('two independent readings', () => {
  it('make one decision when they agree, and not before both are there', async () => {
    const { first, second, state, decisions } = await underSettings({ secondReading: 'all' });
    const one = await next(first);
    expect((await decide(first, one, best)).json()).toEqual({ decisionId: null, outcome: 'pass' });
    expect(await state()).toBe('reading');
    expect((await first('GET', `/api/v1/evaluations/${one}`)).json()).toMatchObject({ awaits: 'reading', others: [] });
    expect(await decisions()).toEqual([]);
    // nobody reads the same submission twice
    expect(await next(first)).toBeNull();
    const two = await next(second);
    expect(two).not.toBe(one);
    await decide(second, two, best);
    expect(await decisions()).toMatchObject([{ outcome: 'pass', evaluation_id: one }]);
    expect((await first('GET', `/api/v1/evaluations/${one}`)).json().others).toMatchObject([
      { reading: 2, outcome: 'pass', evaluatorName: null },
    ]);
  });

  it('make one decision when both are decided in the same moment', async () => {
    const { first, second, decisions } = await underSettings({ secondReading: 'all' });
    const [one, two] = [await next(first), await next(second)];
    await Promise.all([decide(first, one, best), decide(second, two, best)]);
    expect(await decisions()).toHaveLength(1);
  });

  it('are sealed from each other and from leads until both are decided', async () => {
    const { first, second, asLead } = await underSettings({ secondReading: 'all' });
    const [one, two] = [await next(first), await next(second)];
    await decide(first, one, best);
    const read = (await asLead('GET', `/api/v1/evaluations/${one}`)).json();
    expect(read).toMatchObject({ scores: [], feedback: { feedback: '' }, outcome: null, others: [] });
    expect((await second('GET', `/api/v1/evaluations/${one}`)).statusCode).toBe(404);
    expect((await second('GET', `/api/v1/evaluations/${two}`)).json()).toMatchObject({ others: [], scores: [] });
  });

  it('that differ go to a third, who decides alone and sees both after the own reading', async () => {
    const { first, second, asLead, state, decisions, lead, evaluators } = await underSettings({ secondReading: 'all' });
    const [one, two] = [await next(first), await next(second)];
    await decide(first, one, best);
    await decide(second, two, notYet);
    expect(await state()).toBe('adjudication');
    // only a lead may, by these settings
    const outsider = await app.as(evaluators[0]?.id as string);
    expect(await next(outsider)).toBeNull();
    const third = await next(asLead);
    const at = `/api/v1/evaluations/${third}`;
    expect((await asLead('GET', at)).json()).toMatchObject({ purpose: 'adjudication', others: [] });
    // while the lead reads it, the others' readings are closed to the lead
    expect((await asLead('GET', `/api/v1/evaluations/${one}`)).statusCode).toBe(404);
    await decide(asLead, third, notYet);
    expect(await decisions()).toMatchObject([{ outcome: 'not-yet', evaluation_id: third, decided_by: lead.id }]);
    expect((await asLead('GET', at)).json().others.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['pass', 'not-yet']);
  });

  it('of a resubmission do not wait for each other where one is kept for who read the attempt before', async () => {
    const { first, second, journeyId, microCredentialId } = await underSettings({ secondReading: 'all' });
    await decide(first, await next(first), notYet);
    await decide(second, await next(second), notYet);
    await anEvaluation(app, { microCredentialId, journeyId });
    const two = await next(second);
    const one = await next(first);
    expect(two).toBeTruthy();
    expect(one).toBeTruthy();
    const taken = await app.database.selectFrom('evaluation').select(['id', 'reading']).where('id', 'in', [one, two]).execute();
    expect(new Map(taken.map(({ id, reading }) => [id, reading]))).toEqual(
      new Map([
        [one, 1],
        [two, 2],
      ]),
    );
  });

  it('show themselves to the adjudicator at once where the issuer wants it', async () => {
    const { first, second, asLead } = await underSettings({ secondReading: 'all', adjudicatorSees: 'at-once' });
    await decide(first, await next(first), best);
    await decide(second, await next(second), notYet);
    expect((await asLead('GET', `/api/v1/evaluations/${await next(asLead)}`)).json().others).toHaveLength(2);
  });

  it('go to a third when a criterion is further apart than the issuer allows, though both say "not yet"', async () => {
    const { first, second, state } = await underSettings({ secondReading: 'all', apart: 1 });
    await decide(first, await next(first), [...notYet.slice(0, 1), ['work-examples/question', 'developing'], ...notYet.slice(2)]);
    await decide(second, await next(second), [...notYet.slice(0, 2), ['work-examples/response', 'developing'], ...notYet.slice(3)]);
    expect(await state()).toBe('adjudication');
  });

  it('are made of about the share that is sampled, the same ones each time', async () => {
    const { isSampled } = await import('./sample.ts');
    const ids = Array.from({ length: 4000 }, (_, index) => `submission-${index}`);
    const sampled = ids.filter((id) => isSampled('seed', 'second-reading', id, 20));
    expect(sampled.length).toBeGreaterThan(700);
    expect(sampled.length).toBeLessThan(900);
    expect(ids.filter((id) => isSampled('seed', 'second-reading', id, 20))).toEqual(sampled);
    expect(ids.filter((id) => isSampled('other seed', 'second-reading', id, 20))).not.toEqual(sampled);
    expect(ids.filter((id) => isSampled('seed', 'second-reading', id, 0))).toEqual([]);
    expect(ids.filter((id) => isSampled('seed', 'second-reading', id, 100))).toEqual(ids);
  });
});

describe('an award in two steps', () => {
  it('waits for the grantor, who is not the one who recommends', async () => {
    const { first, asLead, lead, state, decisions, issuerId } = await underSettings({ grantor: 'evaluation-lead' });
    const one = await next(first);
    expect((await decide(first, one, best)).json()).toEqual({ decisionId: null, outcome: 'pass' });
    expect(await state()).toBe('granting');
    const list = await asLead('GET', `/api/v1/organizations/${issuerId}/recommendations`);
    expect(list.json().items).toMatchObject([{ evaluationId: one, attempt: 1 }]);
    expect((await first('POST', `/api/v1/evaluations/${one}/grant`, { granted: true })).statusCode).toBe(404);
    const granted = await Promise.all([1, 2].map(() => asLead('POST', `/api/v1/evaluations/${one}/grant`, { granted: true })));
    expect(new Set(granted.map(({ body }) => body)).size).toBe(1);
    expect(await decisions()).toMatchObject([{ outcome: 'pass', granted_by: lead.id }]);
    const late = await asLead('POST', `/api/v1/evaluations/${one}/grant`, { granted: false, reason: 'Changed my mind.' });
    expect(late.json().code).toBe('not-recommended');
  });

  it('goes to one more reading when the grantor asks; that one decides', async () => {
    const { first, second, asLead, state, decisions } = await underSettings({ grantor: 'evaluation-lead', adjudicator: 'evaluator' });
    const one = await next(first);
    await decide(first, one, best);
    const asked = await asLead('POST', `/api/v1/evaluations/${one}/grant`, { granted: false, reason: 'The video is of another class.' });
    expect(asked.json()).toEqual({ decisionId: null });
    expect(await state()).toBe('adjudication');
    const two = await next(second);
    await decide(second, two, notYet);
    expect(await decisions()).toMatchObject([{ outcome: 'not-yet', evaluation_id: two }]);
  });

  it('does not keep an educator waiting for a "not yet"', async () => {
    const { first, decisions } = await underSettings({ grantor: 'evaluation-lead' });
    await decide(first, await next(first), notYet);
    expect(await decisions()).toMatchObject([{ outcome: 'not-yet' }]);
  });

  it('is not granted by a lead who works with the earner', async () => {
    const { first, asLead, lead, earnerId, issuerId } = await underSettings({ grantor: 'evaluation-lead' });
    const one = await next(first);
    await decide(first, one, best);
    const school = await anOrganization(app.database, { isRecognizer: true });
    for (const id of [lead.id, earnerId]) await aMembership(app.database, school.id, id, ['educator']);
    expect((await asLead('GET', `/api/v1/organizations/${issuerId}/recommendations`)).json().items).toEqual([]);
    expect((await asLead('POST', `/api/v1/evaluations/${one}/grant`, { granted: true })).statusCode).toBe(404);
  });
});

describe('settings', () => {
  it('hold for what is handed in from then on: a micro-credential’s over its organization’s over the defaults', async () => {
    const { asLead, issuerId, microCredentialId } = await underSettings({ secondReading: 'all', turnaroundDays: 5 });
    const at = `/api/v1/organizations/${issuerId}/evaluation-settings`;
    await asLead('PUT', `${at}/${microCredentialId}`, { choice: { secondReading: 'none' }, revision: 0 });
    const { organization, microCredentials } = (await asLead('GET', at)).json();
    expect(organization.effective).toMatchObject({ secondReading: 'all', turnaroundDays: 5, hideEarner: true });
    expect(microCredentials).toMatchObject([
      { choice: { secondReading: 'none' }, effective: { secondReading: 'none', turnaroundDays: 5 } },
    ]);
    const { submissionId } = await anEvaluation(app, { microCredentialId });
    const plan = await app.database
      .selectFrom('reading_plan')
      .selectAll()
      .where('submission_id', '=', submissionId)
      .executeTakeFirstOrThrow();
    expect(plan).toMatchObject({ readings: 1, settings: { secondReading: 'none' } });
  });

  it('are for leads and administrators, kept against two tabs, and refuse what they do not know', async () => {
    const { asLead, first, issuerId, microCredentialId } = await underSettings({ apart: 2 });
    const at = `/api/v1/organizations/${issuerId}/evaluation-settings`;
    expect((await first('GET', at)).statusCode).toBe(404);
    const stale = await asLead('PUT', at, { choice: { apart: 0 }, revision: 0 });
    expect(stale.json()).toMatchObject({ code: 'edit-conflict', current: { choice: { apart: 2 }, revision: 1 } });
    expect((await asLead('PUT', at, { choice: { nothing: 1 }, revision: 1 })).statusCode).toBe(400);
    const elsewhere = await aMicroCredential(app.database);
    expect((await asLead('PUT', `${at}/${elsewhere.microCredentialId}`, { choice: {}, revision: 0 })).statusCode).toBe(404);
    const admin = await app.as((await aMember(app.database, issuerId, 'issuer-admin')).id);
    expect((await admin('PUT', `${at}/${microCredentialId}`, { choice: { apart: 0 }, revision: 0 })).statusCode).toBe(200);
  });

  it('show names where the issuer does not hide them', async () => {
    const { first, earnerId } = await underSettings({ hideEarner: false });
    const { name } = await app.database.selectFrom('person').select('name').where('id', '=', earnerId).executeTakeFirstOrThrow();
    expect((await first('GET', `/api/v1/evaluations/${await next(first)}`)).json().earnerName).toBe(name);
  });
});
