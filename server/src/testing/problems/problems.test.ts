import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemKinds } from '../../platform/http/problem-pages.ts';
import { type TestApp, testApp } from '../test-app.ts';
import { describeProblems } from './describe-problems.ts';
import { readProblems } from './read-problems.ts';

const source = resolve(import.meta.dirname, '../..');

describe('a problem document', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());

  it('is of a kind whose code can be read where it is made', () => {
    const { unread } = readProblems(source);
    expect(
      unread.map(
        (place) => `${place} is not written out. Write the code as a text, or teach server/src/testing/problems/read-problems.ts.`,
      ),
    ).toEqual([]);
  });

  it('has its kind explained in the documents', async () => {
    const { kinds } = readProblems(source);
    const isCurrent = JSON.stringify(kinds) === JSON.stringify(problemKinds);
    const written = await readFile(resolve(source, '../../docs/problems.md'), 'utf8');
    expect(
      isCurrent && written === describeProblems(kinds),
      'problem-kinds.jsonl or docs/problems.md is not up to date. Run: npm run api',
    ).toBe(true);
  });

  it('names an address that explains it', async () => {
    const problem = (await app.send('GET', '/api/v1/account')).json();
    const explained = await app.send('GET', problem.type);
    expect(explained.statusCode).toBe(200);
    expect(explained.json()).toMatchObject({ code: 'sign-in-required', status: 401, title: problem.title, detail: problem.detail });
  });

  it('has an address for each kind, and no other', async () => {
    for (const { code } of problemKinds) expect((await app.send('GET', `/problems/${code}`)).statusCode, code).toBe(200);
    expect((await app.send('GET', '/problems/nothing-of-ours')).statusCode).toBe(404);
    expect((await app.send('GET', '/problems/__proto__')).statusCode).toBe(404);
  });
});
