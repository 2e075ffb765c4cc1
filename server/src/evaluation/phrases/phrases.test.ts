import { afterAll, beforeAll, expect, it } from 'vitest';
import { aMember, anOrganization } from '../../testing/builders.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

it('phrases are one’s own, or an issuer’s for all its evaluators, kept by its leads', async () => {
  const issuer = await anOrganization(app.database);
  const [evaluator, lead, stranger] = await Promise.all([
    app.as((await aMember(app.database, issuer.id, 'evaluator')).id),
    app.as((await aMember(app.database, issuer.id, 'evaluation-lead')).id),
    app.as((await aMember(app.database, (await anOrganization(app.database)).id, 'evaluator')).id),
  ]);
  const keep = (send: typeof evaluator, name: string, organizationId: string | null) =>
    send('POST', '/api/v1/feedback-phrases', { name, text: `Say it so: ${name}.`, organizationId });
  expect((await keep(evaluator, 'quote a student', null)).statusCode).toBe(200);
  expect((await keep(evaluator, 'for all', issuer.id)).statusCode).toBe(404);
  const shared = (await keep(lead, 'show the next lesson', issuer.id)).json();
  const names = async (send: typeof evaluator) =>
    (await send('GET', '/api/v1/feedback-phrases')).json().items.map(({ name }: { name: string }) => name);
  expect(await names(evaluator)).toEqual(['quote a student', 'show the next lesson']);
  expect(await names(lead)).toEqual(['show the next lesson']);
  expect(await names(stranger)).toEqual([]);
  for (const send of [evaluator, stranger]) expect((await send('DELETE', `/api/v1/feedback-phrases/${shared.id}`)).statusCode).toBe(404);
  expect((await lead('DELETE', `/api/v1/feedback-phrases/${shared.id}`)).statusCode).toBe(200);
  expect(await names(evaluator)).toEqual(['quote a student']);
});
