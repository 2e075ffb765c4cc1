import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, anOrganization, aPerson } from '../testing/builders.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';

describe('a session', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());

  it('tells nobody from somebody', async () => {
    const answer = await app.send('GET', '/api/v1/session');
    expect(answer.json()).toEqual({ person: null, memberships: [] });
  });

  it('carries the person and the roles in each organization', async () => {
    const issuer = await anOrganization(app.database);
    const evaluator = await aMember(app.database, issuer.id, 'evaluator', 'author');
    const send = await app.as(evaluator.id);
    const answer = await send('GET', '/api/v1/session');
    expect(answer.json()).toMatchObject({
      person: { id: evaluator.id },
      memberships: [{ organizationId: issuer.id, roles: ['evaluator', 'author'] }],
    });
  });

  it('made up by a stranger counts as none', async () => {
    const person = await aPerson(app.database);
    await app.as(person.id);
    const { token } = await app.database.selectFrom('session').select('token').where('person_id', '=', person.id).executeTakeFirstOrThrow();
    const answer = await app.send('GET', '/api/v1/session', undefined, { cookie: `brevet.session_token=${token}.forged` });
    expect(answer.json().person).toBeNull();
  });

  it('begins with an account whose address was confirmed', async () => {
    const password = 'chalk, board and patience';
    const account = { name: 'Ada Reyes', email: 'Ada@School.example.org', password };
    expect((await app.send('POST', '/api/auth/sign-up/email', account)).statusCode).toBe(200);
    const refused = await app.send('POST', '/api/auth/sign-in/email', { email: account.email, password });
    expect(refused.json()).toMatchObject({ status: 403, code: 'email-not-verified' });
    await app.database.updateTable('person').set({ email_verified: true }).where('email', '=', 'ada@school.example.org').execute();
    const signedIn = await app.send('POST', '/api/auth/sign-in/email', { email: account.email, password });
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
    const session = await app.send('GET', '/api/v1/session', undefined, { cookie });
    expect(session.json().person.email).toBe('ada@school.example.org');
    await app.settled();
    expect(app.jobErrors).toEqual([]);
  });
});
