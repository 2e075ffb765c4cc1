import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asReceived, lastMailTo, mailTo, type ReceivedMail, tokenOf } from '../testing/mailbox.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';

const password = 'chalk, board and patience';
const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  [answer.headers['set-cookie']]
    .flat()
    .map((cookie) => String(cookie).split(';')[0])
    .join('; ');

describe('signing up', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(async () => {
    expect(app.jobErrors).toEqual([]);
    await app.close();
  });

  const signUp = (email: string, words: { name?: string; password?: string; next?: string } = {}) =>
    app.send('POST', '/api/auth/sign-up/email', { name: 'Ada Reyes', email, password, ...words });
  const signIn = (email: string, secret = password) => app.send('POST', '/api/auth/sign-in/email', { email, password: secret });
  const confirm = async (email: string) => app.send('POST', '/api/auth/verify-email', { token: tokenOf(await lastMailTo(app, email)) });

  it('mails a link that confirms the address, signs in and leads on', async () => {
    expect((await signUp('first@school.example.org', { next: '/invitations/abc' })).json()).toEqual({ done: true });
    expect((await signIn('first@school.example.org')).json()).toMatchObject({ status: 403, code: 'email-not-verified' });
    const mail = await lastMailTo(app, 'first@school.example.org');
    expect(mail.link?.pathname).toBe('/verify-email');
    const confirmed = await confirm('first@school.example.org');
    expect(confirmed.json()).toEqual({ done: true, signedIn: true });
    const session = await app.send('GET', '/api/v1/session', undefined, { cookie: cookieOf(confirmed) });
    expect(session.json().person.email).toBe('first@school.example.org');
    const address = await app.database.selectFrom('email_address').selectAll().where('email', '=', 'first@school.example.org').execute();
    expect(address).toHaveLength(1);
    expect(address[0]?.verified_at).not.toBeNull();
  });

  it('carries the way on into the mail', async () => {
    await signUp('onward@school.example.org', { next: '/invitations/abc' });
    const mail = await lastMailTo(app, 'onward@school.example.org');
    expect(mail.link?.searchParams.get('next')).toBe('/invitations/abc');
    expect((await signUp('elsewhere@school.example.org', { next: '//evil.example' })).statusCode).toBe(400);
  });

  it('signs in by a link only once', async () => {
    await signUp('once@school.example.org');
    const token = tokenOf(await lastMailTo(app, 'once@school.example.org'));
    expect((await app.send('POST', '/api/auth/verify-email', { token })).json()).toEqual({ done: true, signedIn: true });
    expect((await app.send('POST', '/api/auth/verify-email', { token })).json()).toEqual({ done: true, signedIn: false });
  });

  it('refuses a made-up link', async () => {
    const answer = await app.send('POST', '/api/auth/verify-email', { token: 'abc.def.ghi' });
    expect(answer.json()).toMatchObject({ status: 400, code: 'invalid-token' });
  });

  it('answers alike for a known address, and tells its owner', async () => {
    await signUp('known@school.example.org');
    await confirm('known@school.example.org');
    const again = await signUp('known@school.example.org', { name: 'Somebody', password: 'another password' });
    expect(again.json()).toEqual({ done: true });
    expect((await lastMailTo(app, 'known@school.example.org')).subject).toBe('You have an account already');
    expect((await signIn('known@school.example.org', 'another password')).statusCode).toBe(401);
    expect((await signIn('known@school.example.org')).statusCode).toBe(200);
  });

  it('again, before the address is confirmed, leaves no key to whoever came first', async () => {
    await signUp('mine@school.example.org', { name: 'A squatter', password: 'the squatter’s password' });
    await signUp('mine@school.example.org', { name: 'Its Owner' });
    await confirm('mine@school.example.org');
    expect((await signIn('mine@school.example.org', 'the squatter’s password')).statusCode).toBe(401);
    const signedIn = await signIn('mine@school.example.org');
    const session = await app.send('GET', '/api/v1/session', undefined, { cookie: cookieOf(signedIn) });
    expect(session.json().person.name).toBe('Its Owner');
  });

  it('sends the confirmation again to those who wait for it, and answers alike for all others', async () => {
    await signUp('waiting@school.example.org');
    const again = (email: string) => app.send('POST', '/api/auth/send-verification-email', { email });
    expect((await again('waiting@school.example.org')).json()).toEqual({ done: true });
    expect((await again('nobody@school.example.org')).json()).toEqual({ done: true });
    expect(await mailTo(app, 'waiting@school.example.org')).toHaveLength(2);
    expect(await mailTo(app, 'nobody@school.example.org')).toEqual([]);
  });

  it('lets a new password be chosen by a link that works once, and signs out everywhere', async () => {
    await signUp('forgetful@school.example.org');
    const before = cookieOf(await confirm('forgetful@school.example.org'));
    const ask = (email: string) => app.send('POST', '/api/auth/request-password-reset', { email });
    expect((await ask('forgetful@school.example.org')).json()).toEqual({ done: true });
    expect((await ask('stranger@school.example.org')).json()).toEqual({ done: true });
    const token = tokenOf(await lastMailTo(app, 'forgetful@school.example.org'));
    const choose = () => app.send('POST', '/api/auth/reset-password', { token, newPassword: 'a quite new password' });
    expect((await choose()).json()).toEqual({ done: true });
    expect((await choose()).json()).toMatchObject({ status: 400, code: 'invalid-token' });
    expect((await signIn('forgetful@school.example.org')).statusCode).toBe(401);
    expect((await signIn('forgetful@school.example.org', 'a quite new password')).statusCode).toBe(200);
    const session = await app.send('GET', '/api/v1/session', undefined, { cookie: before });
    expect(session.json().person).toBeNull();
  });
});

describe('mail through a mail server', () => {
  it('brings the link that confirms an address', async () => {
    let receive: (mail: ReceivedMail) => void;
    const received = new Promise<ReceivedMail>((resolve) => {
      receive = resolve;
    });
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, taken) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', async () => {
          receive(asReceived(await PostalMime.parse(Buffer.concat(chunks))));
          taken();
        });
      },
    });
    await new Promise<void>((resolve) => {
      smtp.listen(0, '127.0.0.1', resolve);
    });
    const { port } = smtp.server.address() as { port: number };
    const app = await testApp({ env: { MAIL_URL: `smtp://127.0.0.1:${port}` } });
    await app.send('POST', '/api/auth/sign-up/email', { name: 'Ada Reyes', email: 'ada@school.example.org', password });
    const mail = await received;
    expect(mail.subject).toBe('Confirm your e-mail address');
    const confirmed = await app.send('POST', '/api/auth/verify-email', { token: tokenOf(mail) });
    expect(confirmed.json()).toEqual({ done: true, signedIn: true });
    await app.settled();
    expect(app.jobErrors).toEqual([]);
    await app.close();
    await new Promise<void>((resolve) => {
      smtp.close(resolve);
    });
  });
});
