import { afterAll, beforeAll, expect, it } from 'vitest';
import { aMember, anOrganization } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { anEvaluation } from '../../testing/evaluation.ts';
import { mailTo } from '../../testing/mailbox.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';
import { assignWaiting } from './assign-waiting.ts';
import { tellOfWaiting } from './tell-of-waiting.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const later = (hours: number) => new Date(Date.now() + hours * 3_600_000);
const subjects = async (email: string) => {
  await app.settled();
  return (await mailTo(app, email)).map(({ subject }) => subject);
};

it('an evaluator hears what was assigned, once a day, of all of it in one mail', async () => {
  const { microCredentialId, issuerId } = await aMicroCredential(app.database);
  await app.database
    .insertInto('evaluation_settings')
    .values({ issuer_id: issuerId, settings: JSON.stringify({ assignment: 'balanced' }) })
    .execute();
  const evaluator = await aMember(app.database, issuerId, 'evaluator');
  const away = await aMember(app.database, issuerId, 'evaluator');
  await app.database.insertInto('evaluator_load').values({ issuer_id: issuerId, person_id: away.id, away_until: '2199-01-01' }).execute();
  for (let count = 0; count < 2; count += 1) await anEvaluation(app, { microCredentialId });
  await assignWaiting(app.database, new Date());
  const rounds = await Promise.all([tellOfWaiting(app.ground, later(1)), tellOfWaiting(app.ground, later(1))]);
  expect(rounds[0] + rounds[1]).toBe(1);
  expect(await tellOfWaiting(app.ground, later(2))).toBe(0);
  expect(await subjects(evaluator.email)).toEqual(['Assigned to you: 2 submissions']);
  expect(await subjects(away.email)).toEqual([]);
  expect(await tellOfWaiting(app.ground, later(25))).toBe(1);
});

it('who may take it hears when a promise is near, and nobody hears of a colleague’s work or of what is far off', async () => {
  const { microCredentialId, issuerId } = await aMicroCredential(app.database);
  const district = await anOrganization(app.database, { isRecognizer: true });
  const earner = await aMember(app.database, district.id, 'educator');
  const evaluator = await aMember(app.database, issuerId, 'evaluator');
  const colleague = await aMember(app.database, issuerId, 'evaluator');
  await app.database
    .insertInto('membership')
    .values({ organization_id: district.id, person_id: colleague.id, roles: ['coach'] })
    .execute();
  await anEvaluation(app, { microCredentialId, earnerId: earner.id });
  await tellOfWaiting(app.ground, later(24));
  expect(await subjects(evaluator.email)).toEqual([]);
  // ten days are promised, two of them are near
  await tellOfWaiting(app.ground, later(9 * 24));
  expect(await subjects(evaluator.email)).toEqual(['Promised soon: one submission']);
  expect(await subjects(colleague.email)).toEqual([]);
  const send = await app.as(evaluator.id);
  await send('POST', '/api/v1/evaluations/next');
  await tellOfWaiting(app.ground, later(11 * 24));
  expect(await subjects(evaluator.email)).toHaveLength(1);
});
