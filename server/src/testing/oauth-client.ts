import { randomUUID } from 'node:crypto';
import * as client from 'openid-client';
import { hashToken, prefixes } from '../exchange/authorization-server.ts';
import { scopes } from '../exchange/scopes.ts';
import type { Send, TestApp } from './test-app.ts';

/** Lets client libraries talk to the application without a socket. */
export function fetchOf(app: TestApp): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const body = await request.text();
    const headers = Object.fromEntries(request.headers);
    const answer = await app.send(request.method as Parameters<Send>[0], pathname + search, body || undefined, headers);
    const told = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) if (value !== undefined) told.set(name, String(value));
    return new Response([204, 304].includes(answer.statusCode) ? null : answer.body, { status: answer.statusCode, headers: told });
  };
}

const redirectUri = 'https://backpack.example/callback';

/** A program that registered itself, by openid-client. */
export async function aRegisteredClient(app: TestApp, scope: string, name = 'Backpack'): Promise<client.Configuration> {
  const options = { algorithm: 'oauth2' as const, [client.customFetch]: fetchOf(app) as client.CustomFetch };
  const metadata = { redirect_uris: [redirectUri], client_name: name, scope, grant_types: ['authorization_code', 'refresh_token'] };
  return client.dynamicClientRegistration(new URL(`${app.config.url}/api/auth`), metadata, client.ClientSecretBasic(), options);
}

/**
 * Walks a person through letting a program in, as the pages do.
 *
 * @returns the address that the browser is sent back to, and what the program needs to go on
 */
export async function askForAccess(
  config: client.Configuration,
  person: Send,
  scope: string,
  accept = true,
): Promise<{ back: URL; verifier: string; state: string }> {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope,
    state,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const asked = await person('GET', address.pathname + address.search);
  const location = String(asked.headers.location);
  if (!location.startsWith('/connect#')) return { back: new URL(location), verifier, state };
  const decided = await person('POST', '/api/auth/oauth2/consent', { accept, request: location.slice('/connect#'.length) });
  if (decided.statusCode !== 200) throw new Error(decided.body);
  return { back: new URL(decided.json<{ address: string }>().address), verifier, state };
}

/** Tokens of a person for a program. */
export async function tokensOf(config: client.Configuration, person: Send, scope: string) {
  const { back, verifier, state } = await askForAccess(config, person, scope);
  return client.authorizationCodeGrant(config, back, { pkceCodeVerifier: verifier, expectedState: state });
}

/** An access token with every scope, put there by hand. */
export async function aToken(app: TestApp, personId: string): Promise<string> {
  const clientId = randomUUID();
  const token = randomUUID();
  const lists = { scopes: JSON.stringify(Object.keys(scopes)), redirect_uris: JSON.stringify([redirectUri]) };
  await app.database
    .insertInto('oauth_client')
    .values({ client_id: clientId, ...lists })
    .execute();
  await app.database
    .insertInto('oauth_access_token')
    .values({
      token: hashToken(token),
      client_id: clientId,
      person_id: personId,
      scopes: lists.scopes,
      expires_at: new Date(Date.now() + 3_600_000),
    })
    .execute();
  return prefixes.opaqueAccessToken + token;
}
