import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Simulated, simulateEvaluation } from '../testing/evaluation-simulation.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

it('loses no submission, decides none twice, and spreads the work, whatever evaluators do at once', async () => {
  let state = 7;
  const simulated: Simulated = await simulateEvaluation({
    database: app.database,
    submissions: 30,
    evaluators: 7,
    random: () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    },
    async enter(personId) {
      const send = await app.as(personId);
      return async <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => {
        const answer = await send(method, path, body);
        return { status: answer.statusCode, body: answer.json() as T };
      };
    },
  });
  expect(simulated).toMatchObject({ lost: 0, double: 0, readTwice: 0, conflicts: 0 });
  expect(simulated.readings).toBeGreaterThan(30);
  expect(Math.min(...simulated.loads)).toBeGreaterThan(0);
  expect(app.jobErrors).toEqual([]);
}, 300_000);
