import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson } from '../testing/builders.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';

describe('the doors', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp({ env: { BREVET_RATE_LIMIT: 'true' } });
  });
  afterAll(() => app.close());

  const askAgain = (email: string) => app.send('POST', '/api/auth/send-verification-email', { email });

  it('take ten tries a minute at one account', async () => {
    const statuses: number[] = [];
    for (let number = 0; number < 11; number += 1) statuses.push((await askAgain('one@example.org')).statusCode);
    expect(statuses.slice(0, 10).every((status) => status === 200)).toBe(true);
    expect(statuses[10]).toBe(429);
  });

  it('take three hundred tries a minute from one network, at however many accounts', async () => {
    let refused: Awaited<ReturnType<typeof askAgain>> | null = null;
    for (let number = 0; number < 301 && !refused; number += 1) {
      const answer = await askAgain(`person-${number}@example.org`);
      if (answer.statusCode === 429) refused = answer;
    }
    expect(refused?.json()).toMatchObject({ code: 'too-many-requests' });
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('do not let a password be guessed from a browser left open', async () => {
    const send = await app.as((await aPerson(app.database)).id);
    const guess = () => send('POST', '/api/v1/account/password', { currentPassword: 'guessed', newPassword: 'a new password' });
    for (let number = 0; number < 10; number += 1) expect((await guess()).statusCode).not.toBe(429);
    expect((await guess()).statusCode).toBe(429);
  });
});

describe('a password reset that waits', () => {
  it('cannot be read from the database', async () => {
    const app = await testApp();
    const person = await aPerson(app.database);
    await app.database
      .insertInto('account')
      .values({ person_id: person.id, account_id: person.id, provider_id: 'credential', password: 'none' })
      .execute();
    await app.send('POST', '/api/auth/request-password-reset', { email: person.email });
    const waiting = await app.database.selectFrom('verification').select('identifier').execute();
    expect(waiting).toHaveLength(1);
    expect(waiting[0]?.identifier).not.toContain('reset-password');
    await app.close();
  });
});
