import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson } from '../testing/builders.ts';
import { aRegisteredClient, askForAccess, tokensOf } from '../testing/oauth-client.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';
import { offlineAccess, readCredentials, readProfile, upsertCredentials } from './scopes.ts';
import { findTokenHolder } from './token-holder.ts';

describe('the authorization server, driven by openid-client', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp({ env: { BREVET_URL: 'https://brevet.example' } });
  });
  afterAll(() => app.close());
  const wanted = `${readCredentials} ${offlineAccess}`;
  const register = (body: object) =>
    app.send('POST', '/api/auth/oauth2/register', { redirect_uris: ['https://backpack.example/callback'], ...body });

  it('registers a program with the scopes it asked for and not one more', async () => {
    const config = await aRegisteredClient(app, wanted);
    expect(config.clientMetadata().scope).toBe(wanted);
    const { scopes, client_secret } = await app.database
      .selectFrom('oauth_client')
      .select(['scopes', 'client_secret'])
      .where('client_id', '=', config.clientMetadata().client_id)
      .executeTakeFirstOrThrow();
    expect(scopes).toEqual([readCredentials, offlineAccess]);
    expect(client_secret).not.toContain(String(config.clientMetadata().client_secret).replace('brevet_cs_', ''));
  });

  it('lets no program beyond its registration, whatever it asks a person for', async () => {
    const config = await aRegisteredClient(app, wanted);
    const person = await app.as((await aPerson(app.database)).id);
    const { back } = await askForAccess(config, person, `${wanted} ${upsertCredentials}`);
    expect(back.origin).toBe('https://backpack.example');
    expect(back.searchParams.get('error')).toBe('invalid_scope');
  });

  it('refuses registrations in the words of OAuth', async () => {
    for (const [body, error] of [
      [{ redirect_uris: ['javascript:alert(1)'] }, 'invalid_redirect_uri'],
      [{ redirect_uris: ['http://elsewhere.example/cb'] }, 'invalid_redirect_uri'],
      [{ redirect_uris: [] }, 'invalid_request'],
      [{ scope: 'everything' }, 'invalid_client_metadata'],
      [{ grant_types: ['client_credentials'] }, 'invalid_request'],
    ] as const) {
      const answer = await register(body);
      expect(answer.statusCode, answer.body).toBe(400);
      expect(answer.json()).toEqual({ error, error_description: expect.any(String) });
    }
  });

  it('gives tokens for a code once, keeps their hashes only, and tells on whose behalf they are', async () => {
    const config = await aRegisteredClient(app, wanted);
    const { id } = await aPerson(app.database);
    const person = await app.as(id);
    const { back, verifier, state } = await askForAccess(config, person, wanted);
    const checks = { pkceCodeVerifier: verifier, expectedState: state };
    const tokens = await client.authorizationCodeGrant(config, back, checks);
    expect(tokens.scope).toBe(wanted);
    expect(await findTokenHolder(app.database, tokens.access_token)).toMatchObject({
      personId: id,
      scopes: [readCredentials, offlineAccess],
    });
    const stored = JSON.stringify([
      await app.database.selectFrom('oauth_access_token').selectAll().execute(),
      await app.database.selectFrom('oauth_refresh_token').selectAll().execute(),
    ]);
    for (const token of [tokens.access_token, tokens.refresh_token ?? '']) expect(stored).not.toContain(token.replace(/^brevet_.t_/, ''));

    await expect(client.authorizationCodeGrant(config, back, checks)).rejects.toMatchObject({ error: 'invalid_grant' });
    expect(await findTokenHolder(app.database, tokens.access_token), 'tokens of a code used twice are withdrawn').toBeNull();
  });

  it('takes no code without the verifier that belongs to it', async () => {
    const config = await aRegisteredClient(app, wanted);
    const person = await app.as((await aPerson(app.database)).id);
    const { back, state } = await askForAccess(config, person, wanted);
    const checks = { pkceCodeVerifier: client.randomPKCECodeVerifier(), expectedState: state };
    await expect(client.authorizationCodeGrant(config, back, checks)).rejects.toMatchObject({ status: 401 });
  });

  it('asks for S256 where a program brings no challenge, or a plain one', async () => {
    const config = await aRegisteredClient(app, wanted);
    const person = await app.as((await aPerson(app.database)).id);
    for (const challenge of [{}, { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }]) {
      const asked = client.buildAuthorizationUrl(config, {
        redirect_uri: 'https://backpack.example/callback',
        scope: wanted,
        ...challenge,
      } as Record<string, string>);
      const { headers } = await person('GET', asked.pathname + asked.search);
      expect(new URL(String(headers.location)).searchParams.get('error')).toBe('invalid_request');
    }
  });

  it('rotates refresh tokens, and a used one ends the whole family', async () => {
    const config = await aRegisteredClient(app, wanted);
    const person = await app.as((await aPerson(app.database)).id);
    const first = await tokensOf(config, person, wanted);
    const second = await client.refreshTokenGrant(config, String(first.refresh_token));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await findTokenHolder(app.database, second.access_token)).not.toBeNull();
    await expect(client.refreshTokenGrant(config, String(first.refresh_token))).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(client.refreshTokenGrant(config, String(second.refresh_token))).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('withdraws a token when the program says so', async () => {
    const config = await aRegisteredClient(app, wanted);
    const person = await app.as((await aPerson(app.database)).id);
    const { access_token } = await tokensOf(config, person, wanted);
    await client.tokenRevocation(config, access_token);
    expect(await findTokenHolder(app.database, access_token)).toBeNull();
  });

  it('goes on working for the program when the person has signed out', async () => {
    const config = await aRegisteredClient(app, wanted);
    const { id } = await aPerson(app.database);
    const tokens = await tokensOf(config, await app.as(id), wanted);
    await app.database.deleteFrom('session').where('person_id', '=', id).execute();
    const { access_token } = await client.refreshTokenGrant(config, String(tokens.refresh_token));
    expect(await findTokenHolder(app.database, access_token)).not.toBeNull();
  });

  it('sends whoever is not signed in to the sign-in page and back', async () => {
    const config = await aRegisteredClient(app, wanted);
    const address = client.buildAuthorizationUrl(config, {
      redirect_uri: 'https://backpack.example/callback',
      scope: wanted,
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    });
    const { headers } = await app.send('GET', address.pathname + address.search);
    const next = new URL(String(headers.location), app.config.url).searchParams.get('next');
    expect(next).toMatch(/^\/api\/auth\/oauth2\/authorize\?.*client_id=/);
  });

  it('never sends a browser to an address that was not registered', async () => {
    const config = await aRegisteredClient(app, wanted);
    const person = await app.as((await aPerson(app.database)).id);
    const address = client.buildAuthorizationUrl(config, { redirect_uri: 'https://evil.example/', scope: wanted });
    expect(String((await person('GET', address.pathname + address.search)).headers.location)).toMatch(/^\/connect#error=/);
    expect(String((await person('GET', '/api/auth/oauth2/authorize?client_id=a&client_id=b')).headers.location)).toMatch(
      /^\/connect#error=/,
    );
  });

  it('tells the program when the person says no', async () => {
    const config = await aRegisteredClient(app, wanted);
    const { id } = await aPerson(app.database);
    const person = await app.as(id);
    const { back } = await askForAccess(config, person, wanted, false);
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect((await person('GET', '/api/v1/connections')).json()).toEqual({ items: [] });
  });

  it('refuses a decision about a request that was changed on the way', async () => {
    const person = await app.as((await aPerson(app.database)).id);
    const answer = await person('POST', '/api/auth/oauth2/consent', { accept: true, request: 'client_id=x&sig=y&scope=z' });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'request-not-good' });
  });

  describe('a connection', () => {
    it('is listed, asked for once, and asked again when the program wants more', async () => {
      const config = await aRegisteredClient(app, `${wanted} ${readProfile}`, 'My Backpack');
      const person = await app.as((await aPerson(app.database)).id);
      await tokensOf(config, person, wanted);
      expect((await person('GET', '/api/v1/connections')).json().items).toMatchObject([
        { client: { name: 'My Backpack', host: 'backpack.example' }, scopes: [readCredentials, offlineAccess], usedAt: expect.any(String) },
      ]);
      const challenge = {
        code_challenge: 'x'.repeat(43),
        code_challenge_method: 'S256',
        redirect_uri: 'https://backpack.example/callback',
      };
      const again = async (scope: string) => {
        const address = client.buildAuthorizationUrl(config, { ...challenge, scope });
        return String((await person('GET', address.pathname + address.search)).headers.location);
      };
      expect(await again(wanted)).toMatch(/^https:\/\/backpack.example\/callback\?code=/);
      expect(await again(`${wanted} ${readProfile}`)).toMatch(/^\/connect#/);
    });

    it('ends at once: tokens, refresh tokens and codes on their way; the audit record keeps both', async () => {
      const config = await aRegisteredClient(app, wanted);
      const { id } = await aPerson(app.database);
      const person = await app.as(id);
      const tokens = await tokensOf(config, person, wanted);
      const onItsWay = await askForAccess(config, person, wanted);
      const [connection] = (await person('GET', '/api/v1/connections')).json().items;
      const stranger = await app.as((await aPerson(app.database)).id);
      expect((await stranger('DELETE', `/api/v1/connections/${connection.id}`)).statusCode).toBe(404);

      expect((await person('DELETE', `/api/v1/connections/${connection.id}`)).statusCode).toBe(200);
      expect(await findTokenHolder(app.database, tokens.access_token)).toBeNull();
      await expect(client.refreshTokenGrant(config, String(tokens.refresh_token))).rejects.toMatchObject({ error: 'invalid_grant' });
      const checks = { pkceCodeVerifier: onItsWay.verifier, expectedState: onItsWay.state };
      await expect(client.authorizationCodeGrant(config, onItsWay.back, checks)).rejects.toMatchObject({ error: 'invalid_grant' });
      expect((await person('GET', '/api/v1/connections')).json().items).toEqual([]);
      const entries = await app.database.selectFrom('audit_entry').select('action').where('person_id', '=', id).orderBy('id').execute();
      expect(entries.map(({ action }) => action)).toEqual(
        ['connection.granted', 'connection.granted', 'connection.ended'].slice(-entries.length),
      );
      expect(entries.at(-1)?.action).toBe('connection.ended');
    });
  });
});
