import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson } from '../testing/builders.ts';
import { lastMailTo, tokenOf } from '../testing/mailbox.ts';
import { type Send, type TestApp, testApp } from '../testing/test-app.ts';
import { createPerson, hashForPassword } from './index.ts';

const password = 'chalk, board and patience';

describe('the addresses of a person', () => {
  let app: TestApp;
  let passwordHash: string;
  beforeAll(async () => {
    app = await testApp();
    passwordHash = await hashForPassword(password);
  });
  afterAll(async () => {
    expect(app.jobErrors).toEqual([]);
    await app.close();
  });

  let serial = 0;
  const anAddress = () => `address-${++serial}@district.example.org`;
  const add = (send: Send, email: string) => send('POST', '/api/v1/account/addresses', { email });
  const confirm = async (email: string) =>
    app.send('POST', '/api/v1/account/addresses/confirm', { token: tokenOf(await lastMailTo(app, email)) });
  async function someone(): Promise<{ id: string; email: string; send: Send }> {
    const email = anAddress();
    const { personId } = await app.database
      .transaction()
      .execute((transaction) => createPerson(transaction, { name: 'Ada Reyes', email, passwordHash }));
    return { id: personId, email, send: await app.as(personId) };
  }

  it('grow by one that its mail confirms, and each of them signs in', async () => {
    const { email, send } = await someone();
    const second = anAddress();
    const { addressId } = (await add(send, second)).json();
    const signIn = () => app.send('POST', '/api/auth/sign-in/email', { email: second, password });
    expect((await signIn()).statusCode).toBe(401);
    expect((await confirm(second)).json()).toEqual({ email: second });
    expect((await signIn()).statusCode).toBe(200);
    expect((await send('GET', '/api/v1/account')).json().addresses).toEqual([
      expect.objectContaining({ email, isPrimary: true, isConfirmed: true }),
      { addressId, email: second, isPrimary: false, isConfirmed: true },
    ]);
  });

  it('outlive a district: another becomes primary, the old one goes', async () => {
    const { id, email, send } = await someone();
    const home = anAddress();
    const { addressId } = (await add(send, home)).json();
    expect((await send('POST', `/api/v1/account/addresses/${addressId}/primary`)).json().code).toBe('address-not-confirmed');
    await confirm(home);
    const [district] = (await send('GET', '/api/v1/account')).json().addresses;
    expect((await send('DELETE', `/api/v1/account/addresses/${district.addressId}`)).json().code).toBe('address-is-primary');
    expect((await send('POST', `/api/v1/account/addresses/${addressId}/primary`)).statusCode).toBe(200);
    expect((await send('DELETE', `/api/v1/account/addresses/${district.addressId}`)).statusCode).toBe(200);
    const person = await app.database.selectFrom('person').select('email').where('id', '=', id).executeTakeFirstOrThrow();
    expect(person.email).toBe(home);
    expect((await app.send('POST', '/api/auth/sign-in/email', { email, password })).statusCode).toBe(401);
    const actions = await app.database.selectFrom('audit_entry').select('action').where('subject_id', '=', id).orderBy('id').execute();
    expect(actions.map(({ action }) => action)).toEqual(['address.confirmed', 'address.made-primary', 'address.removed']);
  });

  it('let a forgotten password be mended by any of them', async () => {
    const { send } = await someone();
    const second = anAddress();
    await add(send, second);
    await confirm(second);
    await app.send('POST', '/api/auth/request-password-reset', { email: second });
    expect((await lastMailTo(app, second)).subject).toBe('Choose a new password');
  });

  it('are never taken from somebody else: the answer is the same, the owner is told', async () => {
    const owner = await someone();
    const thief = await someone();
    expect((await add(thief.send, owner.email)).statusCode).toBe(201);
    const mail = await lastMailTo(app, owner.email);
    expect(mail.subject).toBe('Somebody tried to add your address');
    expect(mail.link).toBeNull();
    const sessionOf = async (send: Send) => (await send('GET', '/api/v1/account')).json().addresses;
    expect(await sessionOf(thief.send)).toContainEqual(expect.objectContaining({ email: owner.email, isConfirmed: false }));
  });

  it('belong to whoever of two confirms first', async () => {
    const [one, other] = [await someone(), await someone()];
    const shared = anAddress();
    await add(one.send, shared);
    const early = tokenOf(await lastMailTo(app, shared));
    await add(other.send, shared);
    const late = tokenOf(await lastMailTo(app, shared));
    const both = await Promise.all([early, late].map((token) => app.send('POST', '/api/v1/account/addresses/confirm', { token })));
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect(both.find(({ statusCode }) => statusCode === 409)?.json().code).toBe('address-taken');
  });

  it('win over somebody who only signed up with one', async () => {
    const { send } = await someone();
    const contested = anAddress();
    await app.send('POST', '/api/auth/sign-up/email', { name: 'Too late', email: contested, password });
    const signUpToken = tokenOf(await lastMailTo(app, contested));
    const { addressId } = (await add(send, contested)).json();
    await confirm(contested);
    expect((await app.send('POST', '/api/auth/verify-email', { token: signUpToken })).json()).toMatchObject({ status: 400 });
    expect((await send('POST', `/api/v1/account/addresses/${addressId}/primary`)).statusCode).toBe(200);
  });

  it('keep a sign-up from confirming what another account confirmed meanwhile', async () => {
    const contested = anAddress();
    await app.send('POST', '/api/auth/sign-up/email', { name: 'Late', email: contested, password });
    const token = tokenOf(await lastMailTo(app, contested));
    const other = await aPerson(app.database);
    await app.database.insertInto('email_address').values({ person_id: other.id, email: contested, verified_at: new Date() }).execute();
    expect((await app.send('POST', '/api/auth/verify-email', { token })).json()).toMatchObject({ status: 409, code: 'address-taken' });
  });

  it('are nobody else’s business', async () => {
    const { send } = await someone();
    const stranger = await someone();
    const { addressId } = (await add(send, anAddress())).json();
    for (const [method, path] of [
      ['POST', '/primary'],
      ['POST', '/confirmation'],
      ['DELETE', ''],
    ] as const)
      expect((await stranger.send(method, `/api/v1/account/addresses/${addressId}${path}`)).statusCode).toBe(404);
  });

  it('confirm by the newest link only, and not for ever', async () => {
    const { send } = await someone();
    const second = anAddress();
    const { addressId } = (await add(send, second)).json();
    const first = tokenOf(await lastMailTo(app, second));
    await send('POST', `/api/v1/account/addresses/${addressId}/confirmation`);
    expect((await app.send('POST', '/api/v1/account/addresses/confirm', { token: first })).json().code).toBe('invalid-token');
    await app.database
      .updateTable('email_address')
      .set({ token_expires_at: new Date(0) })
      .where('id', '=', addressId)
      .execute();
    expect((await confirm(second)).json().code).toBe('invalid-token');
  });
});

describe('an account', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());

  it('has a name and a headline that its person changes', async () => {
    const person = await aPerson(app.database);
    const send = await app.as(person.id);
    const answer = await send('PATCH', '/api/v1/account', { name: ' Ada Reyes ', headline: 'Grade 4, reading' });
    expect(answer.json()).toMatchObject({ name: 'Ada Reyes', headline: 'Grade 4, reading', email: person.email });
    expect((await send('PATCH', '/api/v1/account', { headline: '' })).json()).toMatchObject({ name: 'Ada Reyes', headline: null });
    expect((await send('PATCH', '/api/v1/account', { name: '' })).statusCode).toBe(400);
  });

  it('changes its password only for who knows the present one, and signs out the other browsers', async () => {
    const email = 'changing@school.example.org';
    const hash = await hashForPassword(password);
    const { personId } = await app.database
      .transaction()
      .execute((transaction) => createPerson(transaction, { name: 'Ada Reyes', email, passwordHash: hash }));
    const [here, there] = [await app.as(personId), await app.as(personId)];
    const change = (currentPassword: string) =>
      here('POST', '/api/v1/account/password', { currentPassword, newPassword: 'a quite new password' });
    expect((await change('not this one')).json()).toMatchObject({ status: 400, code: 'invalid-password' });
    expect((await change(password)).statusCode).toBe(200);
    expect((await there('GET', '/api/v1/account')).statusCode).toBe(401);
    expect((await lastMailTo(app, email)).subject).toBe('Your password was changed');
  });

  it('shows where it is signed in, and signs out there', async () => {
    const person = await aPerson(app.database);
    const [here, there] = [await app.as(person.id), await app.as(person.id)];
    const { items } = (await here('GET', '/api/v1/account/sessions')).json();
    expect(items).toHaveLength(2);
    const other = items.find(({ isThisOne }: { isThisOne: boolean }) => !isThisOne);
    const stranger = await app.as((await aPerson(app.database)).id);
    expect((await stranger('DELETE', `/api/v1/account/sessions/${other.sessionId}`)).statusCode).toBe(404);
    expect((await here('DELETE', `/api/v1/account/sessions/${other.sessionId}`)).statusCode).toBe(200);
    expect((await there('GET', '/api/v1/account')).statusCode).toBe(401);
    const third = await app.as(person.id);
    await here('POST', '/api/v1/account/sessions/end-others');
    expect((await third('GET', '/api/v1/account')).statusCode).toBe(401);
    expect((await here('GET', '/api/v1/account')).statusCode).toBe(200);
  });
});
