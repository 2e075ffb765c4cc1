import { afterAll, beforeAll, expect, it } from 'vitest';
import { aMember, aMembership, anOrganization, aPerson } from '../testing/builders.ts';
import { aMicroCredential } from '../testing/catalog.ts';
import { aDecision, anEvaluation } from '../testing/evaluation.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

it('no answer that an evaluator or a lead gets tells who the earner is', async () => {
  const { database } = app;
  const { microCredentialId, issuerId } = await aMicroCredential(database);
  const earner = await aPerson(database, { name: 'Zephyrine Quillfeather', email: 'zephyrine@quillfeather.example.org' });
  await database
    .updateTable('person')
    .set({ headline: 'Headline-of-Quill', image: 'https://quillfeather.example.org/me.png' })
    .where('id', '=', earner.id)
    .execute();
  await database
    .insertInto('email_address')
    .values({ person_id: earner.id, email: 'second@quill.example.org', verified_at: new Date() })
    .execute();
  const school = await anOrganization(database, { name: 'Quillfeather Elementary', slug: 'quillfeather-elementary', isRecognizer: true });
  await aMembership(database, school.id, earner.id, ['educator']);

  const first = await aDecision(app, { microCredentialId, earnerId: earner.id, outcome: 'not-yet' });
  const { evaluationId, submissionId, journeyId } = await anEvaluation(app, {
    microCredentialId,
    journeyId: first.journeyId,
    snapshot: { carriedParts: ['overview'] },
  });
  const files = await database.selectFrom('file').selectAll().where('owner_id', '=', earner.id).execute();
  expect(files.length).toBeGreaterThan(0);
  for (const file of files)
    await database.updateTable('file').set({ name: 'Quillfeather class 4b, Emma.png' }).where('id', '=', file.id).execute();
  const identifying = [
    ...['Zephyrine', 'Quill', 'quillfeather', 'Emma', earner.id, school.id, submissionId, journeyId],
    ...files.map((file) => file.storage_key),
  ];

  const evaluator = await app.as((await aMember(database, issuerId, 'evaluator')).id);
  const lead = await app.as((await aMember(database, issuerId, 'evaluation-lead')).id);
  const at = `/api/v1/evaluations/${evaluationId}`;
  const answers = [
    await evaluator('GET', '/api/v1/desk'),
    await evaluator('GET', `/api/v1/organizations/${issuerId}/queue`),
    await lead('GET', `/api/v1/organizations/${issuerId}/evaluations?state=waiting`),
    await lead('GET', at),
    await evaluator('POST', '/api/v1/evaluations/next'),
    await evaluator('GET', at),
    await evaluator('POST', `${at}/take`),
    await evaluator('PUT', `${at}/scores/reflection/honest`, { levelId: 'passing', feedback: 'Yes.', revision: 0 }),
    await evaluator('PUT', `${at}/scores/reflection/honest`, { levelId: 'passing', feedback: 'No.', revision: 0 }),
    await evaluator('PUT', `${at}/scores/overview/clear`, { levelId: 'passing', feedback: '', revision: 0 }),
    await evaluator('PUT', `${at}/feedback`, { feedback: 'Good.', revision: 0 }),
    await evaluator('POST', `${at}/decision`, { outcome: 'pass' }),
    await evaluator('POST', `${at}/release`),
    await evaluator('POST', '/api/v1/evaluations/next'),
    await evaluator('GET', at),
    await lead('GET', at),
    await evaluator('GET', '/api/v1/desk'),
    ...(await Promise.all(
      ['waiting', 'taken', 'decided'].map((state) => lead('GET', `/api/v1/organizations/${issuerId}/evaluations?state=${state}`)),
    )),
  ];
  expect(answers.filter(({ statusCode }) => statusCode === 200).length).toBeGreaterThan(14);
  for (const answer of answers) {
    const told = `${answer.body} ${JSON.stringify(answer.headers)}`;
    for (const secret of identifying) expect(told.toLowerCase()).not.toContain(secret.toLowerCase());
  }
});
