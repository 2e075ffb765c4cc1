import { afterAll, beforeAll, expect, it } from 'vitest';
import { aMember } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { aDecision, anEvaluation } from '../../testing/evaluation.ts';
import { aJourney } from '../../testing/portfolio.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** Levels that pass but for one. */
const levels = (honest: string): [string, string][] => [
  ['overview/clear', 'passing'],
  ['work-examples/question', 'proficient'],
  ['work-examples/response', 'proficient'],
  ['reflection/honest', honest],
];

async function decide(send: Send, evaluationId: string, honest: string): Promise<void> {
  await send('POST', `/api/v1/evaluations/${evaluationId}/take`);
  for (const [place, levelId] of levels(honest))
    await send('PUT', `/api/v1/evaluations/${evaluationId}/scores/${place}`, { levelId, feedback: 'Seen.', revision: 0 });
  const outcome = honest === 'passing' ? 'pass' : 'not-yet';
  expect((await send('POST', `/api/v1/evaluations/${evaluationId}/decision`, { outcome })).statusCode).toBe(200);
}

it('the figures of an issuer count journeys, days, levels and agreement, also of a part of the time, and stand in the file', async () => {
  const { microCredentialId, issuerId } = await aMicroCredential(app.database);
  const lead = await app.as((await aMember(app.database, issuerId, 'evaluation-lead')).id);
  const both = await Promise.all([1, 2].map(async () => app.as((await aMember(app.database, issuerId, 'evaluator')).id)));
  // started and not handed in; returned; earned, twice, one of them within five days and one within fifteen
  await aJourney(app, { microCredentialId });
  const decided = [
    await aDecision(app, { microCredentialId, outcome: 'not-yet' }),
    await aDecision(app, { microCredentialId }),
    await aDecision(app, { microCredentialId }),
  ];
  await app.settled();
  // read twice: alike, then apart
  const choice = { secondReading: 'all' as const, apart: 3 };
  await lead('PUT', `/api/v1/organizations/${issuerId}/evaluation-settings`, { choice, revision: 0 });
  for (const apart of [false, true]) {
    const { submissionId } = await anEvaluation(app, { microCredentialId });
    const readings = app.database.selectFrom('evaluation').select('id').where('submission_id', '=', submissionId).orderBy('reading');
    for (const [index, { id }] of (await readings.execute()).entries())
      await decide(both[index] as Send, id, apart && index === 1 ? 'not-yet' : 'passing');
  }
  await app.settled();
  const at = `/api/v1/organizations/${issuerId}/evaluation-insight`;
  const told = (await lead('GET', at)).json();
  // the one that two saw differently waits for a third
  expect(told.funnel).toEqual({ started: 6, submitted: 5, returned: 1, earned: 3 });
  expect(told.time).toMatchObject({ decided: decided.length + 1, late: 0 });
  expect(told.time.medianHours).toBeLessThan(1);
  expect(told.levels.at(-1).levels.map(({ count }: { count: number }) => count)).toEqual([1, 3]);
  expect(told.agreement).toMatchObject([{ criteria: 8, percent: 87.5 }]);
  expect(told.pairs).toMatchObject([{ criteria: 8, percent: 87.5, kappa: null }]);
  expect(told.reliability).toMatchObject({ value: null, of: 0 });

  const later = encodeURIComponent(new Date(Date.now() + 60_000).toISOString());
  const none = (await lead('GET', `${at}?since=${later}`)).json();
  expect(none).toMatchObject({ funnel: { started: 0, earned: 0 }, time: { decided: 0 }, levels: [], agreement: [], pairs: [] });

  const { body, headers } = await lead('GET', `${at}.csv`);
  expect(headers['content-type']).toContain('text/csv');
  for (const line of ['funnel,started,,6', 'funnel,earned,,3', `time,decided,,${told.time.decided}`]) expect(body).toContain(line);
  expect(body).toMatch(/agreement,\d{4}-\d\d,percent,87\.5/);
});
