import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aMember, anOrganization, aPerson } from '../testing/builders.ts';
import { lastMailTo, tokenOf } from '../testing/mailbox.ts';
import { type Send, type TestApp, testApp } from '../testing/test-app.ts';

describe('an invitation', () => {
  let app: TestApp;
  let now: Date;
  let organization: { id: string; name: string };
  let admin: Send;
  let at: string;
  let email: string;
  beforeAll(async () => {
    app = await testApp({ clock: () => now });
  });
  afterAll(async () => {
    expect(app.jobErrors).toEqual([]);
    await app.close();
  });
  beforeEach(async () => {
    now = new Date();
    organization = await anOrganization(app.database);
    admin = await app.as((await aMember(app.database, organization.id, 'issuer-admin')).id);
    at = `/api/v1/organizations/${organization.id}/invitations`;
    email = `invited-${randomUUID()}@university.example.org`;
  });
  const invite = (roles = ['evaluator'], to = email) => admin('POST', at, { email: to, roles });
  const tokenMailed = async () => tokenOf(await lastMailTo(app, email));

  it('is mailed, shown to who holds its link, and makes them a member with a further address', async () => {
    expect((await invite(['evaluator', 'author'])).statusCode).toBe(201);
    const token = await tokenMailed();
    expect((await app.send('GET', `/api/v1/invitations/${token}`)).json()).toMatchObject({
      organization: organization.name,
      email,
      roles: ['evaluator', 'author'],
      state: 'open',
    });
    const person = await aPerson(app.database);
    const send = await app.as(person.id);
    const accept = () => send('POST', `/api/v1/invitations/${token}/accept`);
    expect((await accept()).json()).toEqual({ organizationId: organization.id });
    expect((await accept()).statusCode).toBe(200);
    expect((await send('GET', '/api/v1/session')).json().memberships).toMatchObject([{ roles: ['evaluator', 'author'] }]);
    expect((await send('GET', '/api/v1/account')).json().addresses).toContainEqual(expect.objectContaining({ email, isConfirmed: true }));
    const other = await app.as((await aPerson(app.database)).id);
    expect((await other('POST', `/api/v1/invitations/${token}/accept`)).json()).toMatchObject({ status: 409, code: 'invitation-accepted' });
  });

  it('adds to the roles one holds', async () => {
    const member = await aMember(app.database, organization.id, 'author');
    await invite(['evaluator']);
    await (await app.as(member.id))('POST', `/api/v1/invitations/${await tokenMailed()}/accept`);
    const { roles } = await app.database
      .selectFrom('membership')
      .select('roles')
      .where('person_id', '=', member.id)
      .executeTakeFirstOrThrow();
    expect(roles.sort()).toEqual(['author', 'evaluator']);
  });

  it('waits for whoever confirms its address, without the link', async () => {
    await invite();
    const person = await aPerson(app.database, { email });
    const send = await app.as(person.id);
    const [waiting] = (await send('GET', '/api/v1/account/invitations')).json().items;
    expect(waiting).toMatchObject({ organization: organization.name, roles: ['evaluator'] });
    const stranger = await app.as((await aPerson(app.database)).id);
    expect((await stranger('POST', `/api/v1/account/invitations/${waiting.invitationId}/accept`)).statusCode).toBe(404);
    expect((await send('POST', `/api/v1/account/invitations/${waiting.invitationId}/accept`)).statusCode).toBe(200);
    expect((await send('GET', '/api/v1/account/invitations')).json().items).toEqual([]);
  });

  it('ends after 14 days, until it is mailed again', async () => {
    const { invitationId } = (await invite()).json();
    const old = await tokenMailed();
    now = new Date(now.getTime() + 14 * 24 * 60 * 60 * 1000);
    const send = await app.as((await aPerson(app.database)).id);
    expect((await send('POST', `/api/v1/invitations/${old}/accept`)).json().code).toBe('invitation-expired');
    expect((await admin('GET', at)).json().items[0]).toMatchObject({ invitationId, state: 'expired' });
    expect((await admin('POST', `${at}/${invitationId}/mail`)).statusCode).toBe(200);
    expect((await send('POST', `/api/v1/invitations/${old}/accept`)).statusCode).toBe(404);
    expect((await send('POST', `/api/v1/invitations/${await tokenMailed()}/accept`)).statusCode).toBe(200);
  });

  it('that ran out gives way to a new one; an open one does not', async () => {
    await invite();
    expect((await invite()).json()).toMatchObject({ status: 409, code: 'already-invited' });
    now = new Date(now.getTime() + 15 * 24 * 60 * 60 * 1000);
    expect((await invite()).statusCode).toBe(201);
  });

  it('stops working when withdrawn', async () => {
    const { invitationId } = (await invite()).json();
    const token = await tokenMailed();
    expect((await admin('DELETE', `${at}/${invitationId}`)).statusCode).toBe(200);
    const send = await app.as((await aPerson(app.database)).id);
    expect((await send('POST', `/api/v1/invitations/${token}/accept`)).json().code).toBe('invitation-withdrawn');
    expect((await admin('POST', `${at}/${invitationId}/mail`)).json().code).toBe('invitation-withdrawn');
  });

  it('goes out once when two ask at once', async () => {
    const answers = await Promise.all([invite(), invite()]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  });

  it('is accepted by one of two who hold its link', async () => {
    await invite();
    const token = await tokenMailed();
    const senders = [await app.as((await aPerson(app.database)).id), await app.as((await aPerson(app.database)).id)];
    const answers = await Promise.all(senders.map((send) => send('POST', `/api/v1/invitations/${token}/accept`)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  });

  it('is not for an address that another account confirmed', async () => {
    await invite();
    await aPerson(app.database, { email });
    const send = await app.as((await aPerson(app.database)).id);
    expect((await send('POST', `/api/v1/invitations/${await tokenMailed()}/accept`)).json().code).toBe('address-taken');
  });

  it('is not for members, nor for roles of another kind', async () => {
    const member = await aMember(app.database, organization.id, 'author');
    expect((await invite(['evaluator'], member.email)).json().code).toBe('already-member');
    expect((await invite(['hr'])).json().code).toBe('roles-do-not-fit');
  });

  it('is sent by administrators only, and only from their own organization', async () => {
    const author = await app.as((await aMember(app.database, organization.id, 'author')).id);
    expect((await author('POST', at, { email, roles: ['author'] })).statusCode).toBe(403);
    const elsewhere = await anOrganization(app.database);
    const stranger = await app.as((await aMember(app.database, elsewhere.id, 'issuer-admin')).id);
    expect((await stranger('POST', at, { email, roles: ['author'] })).statusCode).toBe(404);
    const { invitationId } = (await invite()).json();
    const foreign = `/api/v1/organizations/${elsewhere.id}/invitations/${invitationId}`;
    expect((await stranger('DELETE', foreign)).statusCode).toBe(404);
    expect((await stranger('POST', `${foreign}/mail`)).statusCode).toBe(404);
  });
});
