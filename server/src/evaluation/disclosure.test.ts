import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recognizerRoles } from '../platform/http/access.ts';
import { aMember, anOrganization } from '../testing/builders.ts';
import { aMicroCredential } from '../testing/catalog.ts';
import { aDecision, anEvaluation } from '../testing/evaluation.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** Words that stand only in what belongs to the earner: feedback, an answer, a note on what changed, a question, an appeal. */
const secrets = ['Feedback-Marmalade', 'Change-Marmalade', 'Question-Marmalade', 'Appeal-Marmalade'];

it('no route tells an employer or recognizer of attempts, levels, feedback or "not yet"', async () => {
  const { database } = app;
  const district = await anOrganization(database, { isRecognizer: true });
  const earner = await aMember(database, district.id, 'educator');
  const { microCredentialId, slug } = await aMicroCredential(database);
  const { journeyId, submissionId, evaluationId, decisionId } = await aDecision(app, {
    microCredentialId,
    earnerId: earner.id,
    outcome: 'not-yet',
    feedback: 'Feedback-Marmalade',
  });
  const asEarner = await app.as(earner.id);
  const question = { attempt: 1, partId: null, criterionId: null, text: 'Question-Marmalade' };
  await asEarner('POST', `/api/v1/journeys/${journeyId}/messages`, question);
  await asEarner('POST', `/api/v1/journeys/${journeyId}/appeal`, { reason: 'Appeal-Marmalade' });
  const second = await aMicroCredential(database);
  const first = await aDecision(app, { microCredentialId: second.microCredentialId, earnerId: earner.id, outcome: 'not-yet' });
  await anEvaluation(app, { microCredentialId: second.microCredentialId, journeyId: first.journeyId, changeNote: 'Change-Marmalade' });
  const appeal = await database.selectFrom('appeal').select('id').where('submission_id', '=', submissionId).executeTakeFirstOrThrow();
  await app.settled();

  const known: Record<string, string> = {
    journeyId,
    submissionId,
    evaluationId,
    decisionId,
    appealId: appeal.id,
    microCredentialId,
    organizationId: district.id,
    personId: earner.id,
    slug,
    number: '1',
    partId: 'reflection',
    criterionId: 'honest',
  };
  const address = (path: string) => path.replace(/:(\w+)/g, (_all, name: string) => known[name] ?? district.id);
  const recognizer = await app.as((await aMember(database, district.id, ...recognizerRoles)).id);
  const reads = app.routes.filter(({ method, path }) => method === 'GET' && !path.includes('*'));
  expect(reads.length).toBeGreaterThan(60);
  // the earner does read them, so the words are there to be found
  expect((await asEarner('GET', `/api/v1/journeys/${journeyId}/feedback`)).body).toContain('Feedback-Marmalade');
  for (const { path } of reads) {
    const answer = await recognizer('GET', address(path));
    for (const secret of [...secrets, submissionId, decisionId, journeyId, first.journeyId])
      expect(answer.body.replace(address(path), ''), `GET ${path}`).not.toContain(secret);
  }
  // nor by asking for it: what belongs to the earner is not there for anybody else
  for (const { method, path } of app.routes.filter((route) => /:(journeyId|evaluationId|appealId|submissionId)/.test(route.path))) {
    if (method === 'OPTIONS') continue;
    const answer = await recognizer(method as 'GET', address(path), method === 'GET' ? undefined : {});
    if (path.startsWith('/api/')) expect([404, 403, 401, 400], `${method} ${path}`).toContain(answer.statusCode);
    // the application's empty shell, served where the web is built: the same for what is there and what is not
    else expect(answer.body, `${method} ${path}`).toBe((await recognizer('GET', path.replace(/:\w+/g, randomUUID()))).body);
  }
});
