import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAward } from '../testing/awards.ts';
import { aPerson } from '../testing/builders.ts';
import { fetchOf } from '../testing/oauth-client.ts';
import { type Send, type TestApp, testApp } from '../testing/test-app.ts';
import { aWallet, type Naming } from '../testing/wallet.ts';
import { offerSeconds } from './wallet-offers.ts';

describe('a badge taken to a wallet, by a client library that is not ours', () => {
  let app: TestApp;
  let earner: Send;
  let award: Awaited<ReturnType<typeof anAward>>;
  let later = 0;
  beforeAll(async () => {
    app = await testApp({ env: { BREVET_URL: 'https://brevet.example' }, clock: () => new Date(Date.now() + later) });
    award = await anAward(app);
    earner = await app.as(award.earnerId);
  });
  afterAll(() => app.close());

  const wallet = (options: Parameters<typeof aWallet>[0] = {}) => aWallet({ fetch: fetchOf(app), ...options });
  async function offer(withPin = false, awardId = award.awardId): Promise<{ link: string; qr: string; pin: string }> {
    const answer = await earner('POST', `/api/v1/awards/${awardId}/wallet-offers`, { withPin });
    expect(answer.statusCode, answer.body).toBe(201);
    return answer.json();
  }
  const verify = async (badge: unknown) =>
    (await app.send('POST', '/api/v1/verifications', { text: typeof badge === 'string' ? badge : JSON.stringify(badge) })).json<{
      verdict: string;
    }>().verdict;
  const ldp = 'OpenBadgeCredential_ldp_vc';
  const jwt = 'OpenBadgeCredential_jwt_vc_json';
  const addressOf = (link: string) => new URL(new URL(link).searchParams.get('credential_offer_uri') ?? '').pathname;
  const askToken = (form: Record<string, string>) =>
    app.send('POST', '/openid4vci/token', new URLSearchParams(form).toString(), { 'content-type': 'application/x-www-form-urlencoded' });
  const askCredential = (token: string, body: object) =>
    app.send('POST', '/openid4vci/credential', body, { authorization: `Bearer ${token}` });
  async function codeOfOffer(link: string): Promise<string> {
    const document = (await app.send('GET', addressOf(link))).json();
    return document.grants['urn:ietf:params:oauth:grant-type:pre-authorized_code']['pre-authorized_code'];
  }
  const grant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

  it.each<[Naming, 'ed25519' | 'P-256', string]>([
    ['did:key', 'ed25519', ldp],
    ['did:jwk', 'P-256', ldp],
    ['jwk', 'ed25519', jwt],
    ['did:key', 'P-256', jwt],
  ])('is bound to its key, named by %s on %s, and verifies as %s', async (naming, curve, configuration) => {
    const mine = wallet({ naming, curve });
    const { credential } = await mine.take((await offer()).link, configuration);
    expect(await verify(credential)).toBe('valid');
    const badge =
      typeof credential === 'string' ? JSON.parse(Buffer.from(credential.split('.')[1] ?? '', 'base64url').toString()) : credential;
    expect(badge).toMatchObject({ id: award.credential.id, credentialSubject: { id: mine.did } });
    expect(badge.credentialStatus).toEqual(award.credential.credentialStatus);
  });

  it('goes to the Learner Credential Wallet by its link, once, as it was awarded', async () => {
    const offered = await earner('POST', `/api/v1/awards/${award.awardId}/wallet-offers`, { withPin: false });
    const link = new URL(offered.json().learnerCredentialWallet);
    expect(link.origin + link.pathname).toBe('https://lcw.app/request');
    const { protocols, credentialRequestOrigin } = JSON.parse(link.searchParams.get('request') ?? '');
    expect(credentialRequestOrigin).toBe('https://brevet.example');
    const ask = () => app.send('POST', new URL(protocols.vcapi).pathname, {});
    const taken = await ask();
    expect([taken.statusCode, taken.headers['access-control-allow-origin'], taken.headers['cache-control']]).toEqual([
      200,
      '*',
      'no-store',
    ]);
    const { verifiablePresentation } = taken.json();
    expect(verifiablePresentation.verifiableCredential).toEqual([award.credential]);
    expect(await verify(verifiablePresentation)).toBe('valid');
    expect([(await ask()).statusCode, (await ask()).json().error]).toEqual([400, 'invalid_grant']);
    const guarded = await earner('POST', `/api/v1/awards/${award.awardId}/wallet-offers`, { withPin: true });
    expect(guarded.json().learnerCredentialWallet).toBeNull();
    const reference = addressOf(guarded.json().link).split('/').at(-1);
    expect((await app.send('POST', `/wallet-exchanges/${reference}`, {})).json().error).toBe('invalid_grant');
  });

  it('is the awarded one, byte for byte, where the wallet proves no key', async () => {
    const { credential } = await wallet().take((await offer()).link, ldp, { prove: false });
    expect(credential).toEqual(award.credential);
  });

  it('falls with the award when that is revoked, and is offered no more', async () => {
    const mine = await anAward(app, { earnerId: award.earnerId });
    const { link } = await offer(false, mine.awardId);
    const { credential, accessToken } = await wallet().take(link, ldp);
    await app.database
      .insertInto('award_revocation')
      .values(
        await app.database
          .selectFrom('award')
          .select(['id as award_id', 'status_list_id', 'status_index'])
          .where('id', '=', mine.awardId)
          .executeTakeFirstOrThrow()
          .then((row) => ({ ...row, reason: 'in error' })),
      )
      .execute();
    expect(await verify(credential)).toBe('invalid');
    expect((await earner('POST', `/api/v1/awards/${mine.awardId}/wallet-offers`, { withPin: false })).json().code).toBe('badge-revoked');
    expect((await askCredential(accessToken, { credential_configuration_id: ldp })).json().error).toBe('credential_request_denied');
  });

  it('goes by the draft way of asking, too', async () => {
    const code = await codeOfOffer((await offer()).link);
    const { access_token, c_nonce } = (await askToken({ grant_type: grant, 'pre-authorized_code': code })).json();
    expect(c_nonce).toEqual(expect.any(String));
    const answer = (await askCredential(access_token, { format: 'jwt_vc_json', credential_definition: { type: [] } })).json();
    expect(answer).toMatchObject({ format: 'jwt_vc_json', credential: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) });
  });

  it('is taken by a wallet in a page of another site, too', async () => {
    const page = { origin: 'https://wallet.example' };
    for (const path of ['token', 'nonce', 'credential']) {
      const asked = await app.send('OPTIONS', `/openid4vci/${path}`, undefined, { ...page, 'access-control-request-method': 'POST' });
      expect(asked.statusCode).toBe(204);
      expect(asked.headers['access-control-allow-headers']).toContain('authorization');
    }
    for (const answer of [await askToken({ grant_type: grant }), await app.send('POST', '/openid4vci/nonce', undefined, page)])
      expect(answer.headers['access-control-allow-origin']).toBe('*');
  });

  it('is offered by its earner alone, with a picture of the link', async () => {
    const stranger = await app.as((await aPerson(app.database)).id);
    expect((await stranger('POST', `/api/v1/awards/${award.awardId}/wallet-offers`, { withPin: false })).statusCode).toBe(404);
    const { qr, link } = await offer();
    expect(qr).toMatch(/^<svg/);
    expect(link).toMatch(
      /^openid-credential-offer:\/\/\?credential_offer_uri=https%3A%2F%2Fbrevet.example%2Fopenid4vci%2Foffers%2F[\w-]{43}$/,
    );
  });

  it('is given for a code once; a second time ends the first, too', async () => {
    const { link } = await offer();
    const code = await codeOfOffer(link);
    const first = await askToken({ grant_type: grant, 'pre-authorized_code': code });
    expect(first.statusCode).toBe(200);
    expect((await app.send('GET', addressOf(link))).statusCode, 'a taken offer is no more').toBe(404);
    expect((await askToken({ grant_type: grant, 'pre-authorized_code': code })).json().error).toBe('invalid_grant');
    expect((await askCredential(first.json().access_token, { credential_configuration_id: ldp })).statusCode).toBe(401);
  });

  it('leaves nothing in the database that would open the offer', async () => {
    const { link, pin } = await offer(true);
    const code = await codeOfOffer(link);
    const rows = JSON.stringify(await app.database.selectFrom('wallet_offer').selectAll().execute(), (_key, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('base64url') : value,
    );
    for (const secret of [code, addressOf(link).split('/').at(-1) ?? '', pin]) expect(rows).not.toContain(`"${secret}"`);
  });

  it('waits for the six digits where they were asked for, and for five tries at most', async () => {
    const { link, pin } = await offer(true);
    expect(pin).toMatch(/^\d{6}$/);
    expect(await verify((await wallet().take(link, ldp, { txCode: pin })).credential)).toBe('valid');

    const code = await codeOfOffer((await offer(true)).link);
    const ask = (more: object) => askToken({ grant_type: grant, 'pre-authorized_code': code, ...more });
    expect((await ask({})).json()).toMatchObject({ error: 'invalid_grant', error_description: 'The six digits are missing.' });
    for (let n = 0; n < 5; n += 1) expect((await ask({ tx_code: 'wrong' })).json().error_description).toBe('The six digits are not right.');
    expect((await ask({ tx_code: pin })).json().error_description).toContain('not known');
  });

  it('is given to one of two wallets that come at once', async () => {
    const code = await codeOfOffer((await offer()).link);
    const answers = await Promise.all(Array.from({ length: 6 }, () => askToken({ grant_type: grant, 'pre-authorized_code': code })));
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
  });

  it('is not given after a quarter of an hour', async () => {
    const { link } = await offer();
    const code = await codeOfOffer(link);
    later = offerSeconds * 1000 + 1;
    expect((await app.send('GET', addressOf(link))).statusCode).toBe(404);
    expect((await askToken({ grant_type: grant, 'pre-authorized_code': code })).json().error).toBe('invalid_grant');
    later = 0;
  });

  it('takes proofs for us, fresh and by a key that is named', async () => {
    const mine = wallet();
    const { accessToken, proof } = await mine.take((await offer()).link, ldp);
    const ask = async (jwt: string, token = accessToken) =>
      (await askCredential(token, { credential_configuration_id: ldp, proofs: { jwt: [jwt] } })).json().error;
    expect(await ask(proof)).toBeUndefined();
    const [head = '', body = '', signature = ''] = proof.split('.');
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString());
    expect(
      await ask(
        `${head}.${encode({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), aud: 'https://other.example' })}.${signature}`,
      ),
    ).toBe('invalid_proof');
    expect(await ask(`${encode({ ...header, alg: 'none' })}.${body}.`)).toBe('invalid_proof');
    expect(await ask(`${encode({ ...header, kid: 'did:web:brevet.example#key' })}.${body}.${signature}`)).toBe('invalid_proof');
    expect(await ask(`${encode({ ...header, kid: undefined })}.${body}.${signature}`)).toBe('invalid_proof');
    expect(await ask('nonsense')).toBe('invalid_proof');
    later = 6 * 60 * 1000;
    expect(await ask(proof), 'a nonce of six minutes ago').toBe('invalid_nonce');
    later = 0;
    expect((await askCredential(accessToken, { credential_configuration_id: 'other' })).json().error).toBe(
      'unknown_credential_configuration',
    );
    expect((await askCredential('madeup', { credential_configuration_id: ldp })).statusCode).toBe(401);
    expect(
      (await earner('POST', '/openid4vci/credential', { credential_configuration_id: ldp })).statusCode,
      'a session opens nothing',
    ).toBe(401);
  });
});
