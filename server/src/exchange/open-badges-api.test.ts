import * as client from 'openid-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anAward } from '../testing/awards.ts';
import { aMember, aPerson } from '../testing/builders.ts';
import { aMicroCredential } from '../testing/catalog.ts';
import { anIssuerElsewhere } from '../testing/foreign-badges.ts';
import { aRegisteredClient, tokensOf } from '../testing/oauth-client.ts';
import { type Send, type TestApp, testApp } from '../testing/test-app.ts';
import { openBadgesScopes, readCredentials, readProfile, updateProfile, upsertCredentials } from './scopes.ts';

const api = '/ims/ob/v3p0';

describe('the Open Badges 3.0 API', () => {
  let app: TestApp;
  let person: { id: string; name: string; email: string };
  let earner: Send;
  let token: string;
  beforeAll(async () => {
    app = await testApp({ env: { BREVET_URL: 'https://brevet.example', BREVET_PRIVACY_URL: 'https://district.example/privacy' } });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    person = await aPerson(app.database);
    earner = await app.as(person.id);
    token = await tokenFor(...openBadgesScopes);
  });

  async function tokenFor(...scopes: string[]): Promise<string> {
    const config = await aRegisteredClient(app, scopes.join(' '));
    return (await tokensOf(config, earner, scopes.join(' '))).access_token;
  }
  const get = (path: string, bearer = token) => app.send('GET', `${api}${path}`, undefined, { authorization: `Bearer ${bearer}` });
  const bring = (badge: string, type = 'application/json', bearer = token) =>
    app.send('POST', `${api}/credentials`, badge, { authorization: `Bearer ${bearer}`, 'content-type': type });
  const minorOf = (answer: { json(): unknown }) =>
    (answer.json() as { imsx_codeMinor: { imsx_codeMinorField: [{ imsx_codeMinorFieldValue: string }] } }).imsx_codeMinor
      .imsx_codeMinorField[0].imsx_codeMinorFieldValue;
  const relations = (header: unknown) =>
    Object.fromEntries([...String(header).matchAll(/<([^>]+)>; rel="(\w+)"/g)].map(([, address = '', rel]) => [rel, new URL(address)]));

  it('describes itself to anybody, so that a program finds its way from the address alone', async () => {
    const description = (await app.send('GET', `${api}/discovery`)).json();
    const { 'x-imssf-registrationUrl': registrationUrl, flows } = description.components.securitySchemes.OAuth2ACG;
    expect(Object.keys(flows.authorizationCode.scopes)).toEqual([...openBadgesScopes]);
    const config = await aRegisteredClient(app, readCredentials);
    const { registration_endpoint, authorization_endpoint, token_endpoint } = config.serverMetadata();
    expect(registrationUrl).toBe(registration_endpoint);
    expect(flows.authorizationCode).toMatchObject({
      authorizationUrl: authorization_endpoint,
      tokenUrl: token_endpoint,
      refreshUrl: token_endpoint,
    });
    expect(description.info).toMatchObject({
      'x-imssf-privacyPolicyUrl': 'https://district.example/privacy',
      termsOfService: 'https://brevet.example/',
    });
    expect(Object.keys(description.paths)).toEqual(['/credentials', '/profile', '/discovery']);
  });

  it('gives badges page by page, byte for byte, with the number of all', async () => {
    const texts: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const { awardId } = await anAward(app, { earnerId: person.id });
      texts.push((await earner('GET', `/badges/${awardId}/credential.json`)).body);
    }
    const elsewhere = anIssuerElsewhere();
    const foreign = await elsewhere.signed();
    expect((await bring(foreign)).statusCode).toBe(201);
    expect((await bring(elsewhere.jwt({ id: 'https://elsewhere.example/badges/2' }), 'text/plain')).statusCode).toBe(201);

    const found: string[] = [];
    let jws: string[] = [];
    let at: string | undefined = '/credentials?limit=2';
    for (let pages = 0; at; pages += 1) {
      const answer = await get(at);
      expect(answer.headers['x-total-count']).toBe('5');
      const links: Record<string, URL | undefined> = relations(answer.headers.link);
      expect(links.first?.searchParams.get('offset')).toBe('0');
      expect(links.last?.searchParams.get('offset')).toBe('4');
      const body = answer.json<{ credential: object[]; compactJwsString: string[] }>();
      found.push(...body.credential.map((badge) => JSON.stringify(badge)));
      jws = jws.concat(body.compactJwsString);
      at = links.next && links.next.pathname.slice(api.length) + links.next.search;
      expect(pages).toBeLessThan(3);
    }
    expect(found).toEqual([...texts, foreign].map((text) => JSON.stringify(JSON.parse(text))));
    expect(jws).toHaveLength(1);
    expect((await get('/credentials?limit=1')).body).toContain(texts[0]);
    expect((await get(`/credentials?since=${encodeURIComponent(new Date(Date.now() + 60_000).toISOString())}`)).json().credential).toEqual(
      [],
    );
  });

  it('gives an award of an earlier day to who asks for what came since, because nobody has pulled it yet', async () => {
    const since = encodeURIComponent(new Date(Date.now() - 1000).toISOString());
    const { issuerId, slug } = await aMicroCredential(app.database);
    const admin = await app.as((await aMember(app.database, issuerId, 'issuer-admin')).id);
    const imports = `/api/v1/organizations/${issuerId}/award-imports`;
    const csv = `micro_credential,email,awarded_on\n${slug},${person.email},2016-05-31`;
    const { importId } = (await admin('POST', `${imports}?fileName=earlier.csv`, csv, { 'content-type': 'text/csv' })).json();
    await app.settled();
    await admin('POST', `${imports}/${importId}/issue`, {});
    await app.settled();
    const { credential } = (await get(`/credentials?since=${since}`)).json();
    expect(credential).toMatchObject([{ validFrom: '2016-05-31T12:00:00Z' }]);
  });

  it('takes a moment with or without a zone, and says which parameter it cannot read', async () => {
    await anAward(app, { earnerId: person.id });
    const total = async (since: string) => (await get(`/credentials?since=${encodeURIComponent(since)}`)).headers['x-total-count'];
    expect(await total('2020-01-01T00:00:00')).toBe('1');
    expect(await total('2020-01-01T00:00:00+02:00')).toBe('1');
    expect(await total(new Date(Date.now() + 60_000).toISOString().slice(0, 19))).toBe('0');
    for (const query of ['since=yesterday', 'limit=0', 'offset=-1', 'limit=many']) {
      const answer = await get(`/credentials?${query}`);
      expect([answer.statusCode, minorOf(answer)], query).toEqual([400, 'invalid_query_parameter']);
    }
  });

  it('says in the standard’s words what it does not do, and what it does', async () => {
    const known = await app.send('DELETE', `${api}/credentials`, undefined, { authorization: `Bearer ${token}` });
    expect([known.statusCode, known.headers.allow, minorOf(known)]).toEqual([405, 'GET, HEAD, POST', 'not_allowed']);
    expect((await app.send('POST', `${api}/profile`, {})).statusCode).toBe(405);
    const unknown = await get('/assertions');
    expect(unknown.json()).toMatchObject({ imsx_codeMajor: 'failure', imsx_severity: 'status' });
    expect([unknown.statusCode, minorOf(unknown)]).toEqual([404, 'not_found']);
    expect(minorOf(await app.send('GET', `${api}/credentials`))).toBe('unauthorizedrequest');
    expect(minorOf(await bring('{}'))).toBe('invalid_data');
    expect(minorOf(await get('/profile', await tokenFor(readCredentials)))).toBe('forbidden');
  });

  it('gives nobody else’s badges', async () => {
    await anAward(app);
    expect((await get('/credentials')).json()).toEqual({ credential: [], compactJwsString: [] });
  });

  it('lets programs do what they were granted, and tells what is missing', async () => {
    const reading = await tokenFor(readCredentials);
    const refused = await bring(await anIssuerElsewhere().signed(), 'application/json', reading);
    expect(refused.statusCode).toBe(403);
    expect(refused.headers['www-authenticate']).toContain(`error="insufficient_scope", scope="${upsertCredentials}"`);
    expect(refused.json()).toMatchObject({ imsx_codeMajor: 'failure', imsx_severity: 'error' });
    expect((await get('/profile', reading)).statusCode).toBe(403);
    expect((await get('/credentials', await tokenFor(readProfile))).statusCode).toBe(403);
  });

  it('takes neither sessions nor tokens that are made up or past', async () => {
    const bySession = await earner('GET', `${api}/credentials`);
    expect(bySession.statusCode).toBe(401);
    expect(bySession.headers['www-authenticate']).toBe('Bearer realm="Brevet"');
    expect((await get('/credentials', 'brevet_at_madeup')).headers['www-authenticate']).toContain('invalid_token');
    await app.database
      .updateTable('oauth_access_token')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('person_id', '=', person.id)
      .execute();
    expect((await get('/credentials')).statusCode).toBe(401);
    const byToken = await app.send('GET', '/api/v1/account', undefined, { authorization: `Bearer ${token}` });
    expect(byToken.statusCode, 'a token opens no route for people').toBe(401);
  });

  describe('a badge that a program brings', () => {
    it('is added once, replaced by a newer one, and left alone by the same and older ones', async () => {
      const elsewhere = anIssuerElsewhere();
      const [older, newer] = [
        await elsewhere.signed(),
        await elsewhere.signed({ validFrom: '2026-10-01T00:00:00Z', title: 'Teamwork II' }),
      ];
      const created = await bring(older);
      expect([created.statusCode, created.body]).toEqual([201, older]);
      expect((await bring(older)).statusCode).toBe(304);
      const replaced = await bring(newer);
      expect([replaced.statusCode, replaced.body]).toEqual([200, newer]);
      expect((await bring(older)).statusCode).toBe(304);
      expect((await get('/credentials')).json().credential).toEqual([JSON.parse(newer)]);
      const actions = await app.database
        .selectFrom('audit_entry')
        .select('action')
        .where('person_id', '=', person.id)
        .orderBy('id')
        .execute();
      expect(actions.map(({ action }) => action).slice(-2)).toEqual(['imported-badge.added', 'imported-badge.replaced']);
    });

    it('arriving ten times at once is there once', async () => {
      const badge = await anIssuerElsewhere().signed();
      const statuses = (await Promise.all(Array.from({ length: 10 }, () => bring(badge)))).map(({ statusCode }) => statusCode);
      expect(statuses.filter((status) => status === 201)).toHaveLength(1);
      expect(statuses.filter((status) => status === 304)).toHaveLength(9);
    });

    it('is refused when it was changed, cannot be read, or is no badge; and the reason is told', async () => {
      const badge = await anIssuerElsewhere().signed();
      const { proof: _, ...unsigned } = JSON.parse(badge);
      for (const text of [badge.replace('Teamwork', 'Leadership'), '{"a":', '{}', 'a.b.c', JSON.stringify(unsigned), '[]']) {
        const answer = await bring(text);
        expect(answer.statusCode, text.slice(0, 40)).toBe(400);
        expect(answer.json().imsx_description).toMatch(/^The badge was verified\. /);
      }
      expect((await bring('<a/>', 'text/xml')).statusCode).toBe(415);
      expect((await get('/credentials')).headers['x-total-count']).toBe('0');
    });

    it('is not taken when it was awarded here to somebody else; one’s own changes nothing', async () => {
      const theirs = await anAward(app);
      expect((await bring(JSON.stringify(theirs.credential))).statusCode).toBe(403);
      const mine = await anAward(app, { earnerId: person.id });
      expect((await bring(JSON.stringify(mine.credential))).statusCode).toBe(304);
    });

    it('shows among my badges from elsewhere, says whether it names me, and goes when I want', async () => {
      const elsewhere = anIssuerElsewhere('Elsewhere University');
      await bring(await elsewhere.signed({ email: person.email }));
      await bring(elsewhere.jwt({ id: 'https://elsewhere.example/badges/2', title: 'Listening' }), 'text/plain');
      const { items } = (await earner('GET', '/api/v1/imported-badges')).json();
      expect(items).toMatchObject([
        { title: 'Listening', recipient: 'not-known', verdict: 'valid', issuer: 'Elsewhere University', broughtBy: 'Backpack' },
        { title: 'Teamwork', recipient: 'matches' },
      ]);
      expect((await earner('GET', `/api/v1/imported-badges/${items[0].id}/credential`)).body.split('.')).toHaveLength(3);
      const stranger = await app.as((await aPerson(app.database)).id);
      expect((await stranger('GET', `/api/v1/imported-badges/${items[0].id}/credential`)).statusCode).toBe(404);
      expect((await stranger('DELETE', `/api/v1/imported-badges/${items[0].id}`)).statusCode).toBe(404);
      expect((await earner('DELETE', `/api/v1/imported-badges/${items[0].id}`)).statusCode).toBe(200);
      expect((await earner('GET', '/api/v1/imported-badges')).json().items).toHaveLength(1);
    });
  });

  describe('a profile', () => {
    const put = (body: object, bearer = token) => app.send('PUT', `${api}/profile`, body, { authorization: `Bearer ${bearer}` });

    it('is read, changed in name and description, and nothing of it is a program’s to confirm', async () => {
      const profile = (await get('/profile')).json();
      expect(profile).toMatchObject({ id: `urn:uuid:${person.id}`, type: ['Profile'], name: person.name, email: person.email });
      const changed = (await put({ ...profile, name: 'Ada Lovelace', description: 'Teaches mathematics', phone: '1' })).json();
      expect(changed).toMatchObject({ name: 'Ada Lovelace', description: 'Teaches mathematics' });
      expect(changed).not.toHaveProperty('phone');
      expect((await put({ ...profile, email: 'other@example.org' })).statusCode).toBe(400);
      expect((await put({ ...profile, id: 'urn:uuid:somebody' })).statusCode).toBe(400);
      expect((await put({ ...profile, name: '' })).json()).toHaveProperty('imsx_description');
      expect((await put(profile, await tokenFor(readProfile))).statusCode).toBe(403);
      expect((await put(profile, await tokenFor(updateProfile))).statusCode).toBe(200);
    });
  });

  it('is closed again when the program gives its token back', async () => {
    const config = await aRegisteredClient(app, readCredentials);
    const { access_token } = await tokensOf(config, earner, readCredentials);
    expect((await get('/credentials', access_token)).statusCode).toBe(200);
    await client.tokenRevocation(config, access_token);
    expect((await get('/credentials', access_token)).statusCode).toBe(401);
  });
});
