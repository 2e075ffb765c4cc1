import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setGlobalConfig } from '@openid4vc/openid4vci';
import jsqr from 'jsqr';
import * as client from 'openid-client';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anIssuerElsewhere } from '../../server/src/testing/foreign-badges.ts';
import { aWallet } from '../../server/src/testing/wallet.ts';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/** Badges leave and come in: a backpack by openid-client, a wallet by @openid4vc/openid4vci, a person in a browser. */
let stage: Stage;
let earner: Scene;
let awardId: string;

beforeAll(async () => {
  stage = await setStage();
  // whoever has the most badges, so that there are pages of them
  const [rich] = await stage.query<{ email: string; award: string }>(
    `select p.email, min(a.id::text) as award from award a join person p on p.id = a.earner_id
     where not exists (select from award_revocation r where r.award_id = a.id) group by p.id order by count(*) desc, p.id limit 1`,
  );
  awardId = rich?.award ?? '';
  earner = await stage.enter(rich?.email);
});
afterAll(() => stage.close());

/** What our verifier finds: that it holds. */
async function expectToHold(badge: unknown): Promise<void> {
  const answer = await earner.context.request.post('/api/v1/verifications', { data: { text: JSON.stringify(badge) } });
  const { verdict, checks } = (await answer.json()) as { verdict: string; checks: unknown[] };
  expect(verdict, JSON.stringify(checks)).toBe('valid');
}

const scope = (name: string) => `https://purl.imsglobal.org/spec/ob/v3p0/scope/${name}`;

describe('a backpack elsewhere', () => {
  let backpack: client.Configuration;
  let tokens: client.TokenEndpointResponse;
  let listening: Server;
  let redirectUri: string;
  let heard: (address: URL) => void = () => undefined;
  const wanted = [scope('credential.readonly'), scope('credential.upsert'), 'offline_access'].join(' ');

  beforeAll(async () => {
    // the backpack’s own page, to which the browser is sent back
    listening = createServer((request, reply) => {
      reply.setHeader('content-type', 'text/html').end('<title>Backpack</title><p>Welcome back</p>');
      if (request.url?.startsWith('/callback')) heard(new URL(request.url, redirectUri));
    });
    await new Promise<void>((ready) => listening.listen(0, '127.0.0.1', ready));
    redirectUri = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/callback`;
  });
  afterAll(() => listening.close());

  /** The person goes to the page on which one decides, as the backpack sends them. */
  async function goToConsent(asked: string): Promise<{ verifier: string; state: string }> {
    const verifier = client.randomPKCECodeVerifier();
    const state = client.randomState();
    const address = client.buildAuthorizationUrl(backpack, {
      redirect_uri: redirectUri,
      scope: asked,
      state,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    await earner.page.goto(address.href);
    return { verifier, state };
  }
  const api = (path: string, method = 'GET', body?: string) =>
    fetch(`${stage.server.url}/ims/ob/v3p0${path}`, {
      method,
      headers: { authorization: `Bearer ${tokens.access_token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body }),
    });

  it('finds its way from the discovery document and registers', async () => {
    const description = (await (await fetch(`${stage.server.url}/ims/ob/v3p0/discovery`)).json()) as {
      components: { securitySchemes: { OAuth2ACG: { 'x-imssf-registrationUrl': string } } };
    };
    const { 'x-imssf-registrationUrl': registration } = description.components.securitySchemes.OAuth2ACG;
    backpack = await client.dynamicClientRegistration(
      new URL(registration.replace('/oauth2/register', '')),
      { redirect_uris: [redirectUri], client_name: 'Campus Backpack', scope: wanted, grant_types: ['authorization_code', 'refresh_token'] },
      client.ClientSecretBasic(),
      { algorithm: 'oauth2', execute: [client.allowInsecureRequests] },
    );
    expect(backpack.clientMetadata().scope).toBe(wanted);
  });

  it('is refused when the person says no', async () => {
    await goToConsent(wanted);
    const back = new Promise<URL>((found) => (heard = found));
    await earner.page.getByRole('button', { name: 'No, go back' }).click();
    expect((await back).searchParams.get('error')).toBe('access_denied');
    await earner.page.getByText('Welcome back').waitFor();
  });

  it('is let in by the person, who reads what it would be able to do', async () => {
    const { verifier, state } = await goToConsent(wanted);
    const { page } = earner;
    await page.getByRole('heading', { name: 'Campus Backpack would like to use your badges' }).waitFor();
    for (const text of ['Read your badges', 'Add badges', 'Stay connected']) await page.getByText(text, { exact: true }).waitFor();
    expect(await page.getByText('Change your profile').count()).toBe(0);
    await earner.inspect('connect');
    const back = new Promise<URL>((found) => (heard = found));
    await page.getByRole('button', { name: 'Let it in' }).click();
    tokens = await client.authorizationCodeGrant(backpack, await back, { pkceCodeVerifier: verifier, expectedState: state });
    expect(tokens.scope).toBe(wanted);
    await page.getByText('Welcome back').waitFor();
  });

  it('pulls the person’s badges page by page, and what it pulls verifies', async () => {
    const badges: unknown[] = [];
    let path: string | undefined = '/credentials?limit=2';
    let total = 0;
    while (path) {
      const answer = await api(path);
      expect(answer.status).toBe(200);
      total = Number(answer.headers.get('x-total-count'));
      badges.push(...((await answer.json()) as { credential: unknown[] }).credential);
      const next: string | undefined = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
      path = next?.split('/ims/ob/v3p0')[1];
    }
    expect(badges).toHaveLength(total);
    expect(new Set(badges.map((badge) => (badge as { id: string }).id)).size).toBe(total);
    await expectToHold(badges[0]);
  });

  it('pushes a badge from elsewhere, once', async () => {
    const badge = await anIssuerElsewhere('Elsewhere University').signed();
    expect((await api('/credentials', 'POST', badge)).status).toBe(201);
    expect((await api('/credentials', 'POST', badge)).status).toBe(304);
    const imported = await (await earner.context.request.get('/api/v1/imported-badges')).json();
    expect(imported.items).toMatchObject([{ title: 'Teamwork', issuer: 'Elsewhere University', broughtBy: 'Campus Backpack' }]);
  });

  it('goes no further than it was let, not even by asking anew', async () => {
    expect((await api('/profile')).status).toBe(403);
    const back = new Promise<URL>((found) => (heard = found));
    await goToConsent(`${wanted} ${scope('profile.update')}`);
    expect((await back).searchParams.get('error')).toBe('invalid_scope');
  });

  it('refreshes its token, and the one before is of no use', async () => {
    const before = tokens.refresh_token ?? '';
    tokens = await client.refreshTokenGrant(backpack, before);
    expect((await api('/credentials?limit=1')).status).toBe(200);
    expect(tokens.refresh_token).not.toBe(before);
  });

  it('stands in the account, and is out when the person ends it', async () => {
    const { page } = earner;
    await page.goto('/account');
    await page.getByText('Campus Backpack').waitFor();
    await earner.inspect('account-connections');
    await page.getByRole('button', { name: 'End the connection to Campus Backpack' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End the connection' }).click();
    await page.getByText('None yet. When a backpack or portfolio').waitFor();
    expect((await api('/credentials')).status).toBe(401);
    await expect(client.refreshTokenGrant(backpack, tokens.refresh_token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('tells a person what is wrong when a program asks badly', async () => {
    await earner.page.goto(`${stage.server.url}/api/auth/oauth2/authorize?client_id=nobody&response_type=code&redirect_uri=${redirectUri}`);
    await earner.page.getByText('is not registered with Brevet').waitFor();
    await earner.inspect('connect-broken');
  });
});

describe('a wallet', () => {
  beforeAll(() => setGlobalConfig({ allowInsecureUrls: true }));

  it('takes the badge whose code the earner shows, with six digits, and what it took verifies', async () => {
    const { page } = earner;
    await page.goto(`/badges/${awardId}`);
    await page.getByRole('link', { name: 'Put it into a wallet' }).click();
    await page.getByRole('checkbox', { name: 'Ask in the wallet for six digits as well' }).check();
    await page.getByRole('button', { name: 'Make a code' }).click();
    const code = page.getByRole('img', { name: /^QR code that offers the badge/ });
    await code.waitFor();
    const link = (await page.getByRole('link', { name: 'Open my wallet' }).getAttribute('href')) ?? '';
    const picture = await sharp(await code.screenshot())
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { data, info } = picture;
    expect(jsqr.default(new Uint8ClampedArray(data), info.width, info.height)?.data, 'what a camera reads').toBe(link);
    const digits = (await page.getByText(/^\d{6}$/).textContent()) ?? '';
    await earner.inspect('wallet');

    const wallet = aWallet();
    const { credential } = await wallet.take(link, 'OpenBadgeCredential_ldp_vc', { txCode: digits });
    expect(credential).toMatchObject({ credentialSubject: { id: wallet.did } });
    await expectToHold(credential);
    await expect(wallet.take(link, 'OpenBadgeCredential_ldp_vc', { txCode: digits }), 'a second time').rejects.toThrow();
  });

  it('of the browser itself takes it where there is one, and the Learner Credential Wallet has a link of its own', async () => {
    const { page } = earner;
    // what an extension with the Credential Handler API puts into the page
    await page.addInitScript(() => {
      class WebCredential {
        readonly data: unknown;
        constructor(_: string, data: unknown) {
          this.data = data;
        }
      }
      const store = async (credential: WebCredential) => Object.assign(window, { kept: credential.data });
      Object.assign(window, { WebCredential });
      Object.defineProperty(navigator, 'credentials', { value: { store } });
    });
    await page.goto(`/awards/${awardId}/wallet`);
    await page.getByRole('button', { name: 'Make a code' }).click();
    const link = (await page.getByRole('link', { name: 'Open the Learner Credential Wallet' }).getAttribute('href')) ?? '';
    expect(JSON.parse(new URL(link).searchParams.get('request') ?? '').protocols.vcapi).toContain(stage.server.url);
    await page.getByRole('button', { name: 'Put it into my browser’s wallet' }).click();
    await page.getByText('Your browser’s wallet has it.').waitFor();
    await earner.inspect('wallet-of-browser');
    await expectToHold(await page.evaluate(() => (window as unknown as { kept: unknown }).kept));
    await page.getByRole('button', { name: 'Put it into my browser’s wallet' }).click();
    await page.getByText('Your browser’s wallet did not take it.', { exact: false }).waitFor();
  });
});
