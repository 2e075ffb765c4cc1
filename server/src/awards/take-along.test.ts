import { unbake, verify } from '@brevet/openbadges';
import * as jose from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runsOf } from '../platform/pdf/tagged-pdf.ts';
import { anAward, aStack } from '../testing/awards.ts';
import { aMember, aPerson } from '../testing/builders.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';
import { embedHtml } from './embed.ts';

const url = 'https://brevet.example';
let app: TestApp;
let award: Awaited<ReturnType<typeof anAward>>;
beforeAll(async () => {
  app = await testApp({ env: { BREVET_URL: url } });
  award = await anAward(app, { earnerId: (await aPerson(app.database, { email: 'ada@example.org', name: 'Zofia Żółć' })).id });
});
afterAll(() => app.close());

const get = (path: string) => app.send('GET', path);
/** A stranger's verifier that gets at our documents by their public addresses alone. */
const asStranger = (input: string | Uint8Array, email?: string) =>
  verify(input, {
    now: new Date(Date.now() + 60_000),
    async loader(address) {
      const answer = await get(address.replace(url, '').replace(/^did:web:.*$/, ''));
      // as OB 2.0 verifiers do, who read the body of a 410
      if (![200, 410].includes(answer.statusCode)) throw new Error(`${answer.statusCode} at ${address}`);
      return answer.json();
    },
    ...(email ? { expectedRecipient: { email } } : {}),
  });

/** What a library that is not ours reads, with the key that the issuer publishes. */
async function readByJose(text: string) {
  const { kid } = jose.decodeProtectedHeader(text);
  const { verification } = jose.decodeJwt<{ verification?: { creator: string } }>(text);
  const address = kid ?? verification?.creator ?? '';
  const [at = '', name] = address.replace(url, '').split('#');
  const document = (await get(at)).json();
  const jwk = document.keys?.find((one: { kid: string }) => one.kid === name);
  return jose.jwtVerify(text, jwk ? await jose.importJWK(jwk, 'RS256') : await jose.importSPKI(document.publicKeyPem, 'RS256'));
}

describe('a badge taken along', () => {
  it('as Open Badges 2.0 is verified against its host, for the same earner', async () => {
    const answer = await get(`/badges/${award.awardId}/assertion.json`);
    expect(answer.headers['content-type']).toMatch(/^application\/ld\+json/);
    const report = await asStranger(answer.body, 'ada@example.org');
    // which issuers a stranger knows is theirs to say
    const open = report.checks.filter(({ id, outcome }) => id !== 'known-issuer' && outcome !== 'passed');
    expect(open).toEqual([]);
    expect(report).toMatchObject({ verdict: 'valid', kind: 'badge-2.0' });
    const others = await asStranger(answer.body, 'bob@example.org');
    expect(others.checks.find(({ id }) => id === 'recipient')?.outcome).toBe('failed');
    const changed = await asStranger(JSON.stringify({ ...answer.json(), issuedOn: '2020-01-01T00:00:00Z' }));
    expect(changed.verdict).toBe('invalid');
  });

  it('as a picture of Open Badges 2.0 carries the assertion', async () => {
    const png = await get(`/badges/${award.awardId}/badge-2.png`);
    const inside = unbake(new Uint8Array(png.rawPayload));
    expect(inside).toBe((await get(`/badges/${award.awardId}/assertion.json`)).body);
    const told = await app.send('POST', '/api/v1/verifications', { file: png.rawPayload.toString('base64') });
    expect(told.json()).toMatchObject({
      verdict: 'valid',
      badge: { title: 'Checking for Understanding', page: `/badges/${award.awardId}` },
    });
    expect(told.json().checks.find(({ id }: { id: string }) => id === 'known-issuer').outcome).toBe('passed');
  });

  it('of a stack has a class of its own in Open Badges 2.0', async () => {
    await aStack(app, [award.microCredentialId], { issuerId: award.issuerId });
    const earnerId = (await aPerson(app.database)).id;
    await anAward(app, { earnerId, microCredentialId: award.microCredentialId });
    const mine = (await (await app.as(earnerId))('GET', '/api/v1/awards')).json().items;
    const stack = mine.find(({ kind }: { kind: string }) => kind === 'stack');
    expect(await asStranger((await get(`/badges/${stack.id}/assertion.json`)).body)).toMatchObject({ verdict: 'valid' });
    const pdf = await get(`/badges/${stack.id}/certificate.pdf`);
    expect(pdf.statusCode).toBe(200);
  });

  it('as Open Badges 2.0 is signed, too, and holds without its address being asked', async () => {
    const jws = await get(`/badges/${award.awardId}/assertion.jws`);
    expect(jws.headers['content-type']).toMatch(/^application\/jose/);
    const { protectedHeader, payload } = await readByJose(jws.body);
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toMatchObject({
      id: `urn:uuid:${award.awardId}`,
      type: 'Assertion',
      verification: { type: 'SignedBadge', creator: expect.stringMatching(/\/rsa-keys\/rsa-1$/) },
    });
    const report = await asStranger(jws.body, 'ada@example.org');
    expect(report.checks.filter(({ id, outcome }) => id !== 'known-issuer' && outcome !== 'passed')).toEqual([]);
    expect(report).toMatchObject({ verdict: 'valid', kind: 'badge-2.0' });
    const told = (await app.send('POST', '/api/v1/verifications', { text: jws.body })).json();
    expect(told).toMatchObject({ verdict: 'valid', badge: { page: `/badges/${award.awardId}` } });
    const [head, body, signature] = jws.body.split('.');
    const other = Buffer.from(JSON.stringify({ ...payload, issuedOn: '2020-01-01T00:00:00Z' })).toString('base64url');
    expect((await asStranger([head, other, signature].join('.'))).verdict).toBe('invalid');
    expect(body).not.toBe(other);
  });

  it('as VC-JWT has RS256 and its key in the header, as every reader of Open Badges 3.0 takes it', async () => {
    const jwt = await get(`/badges/${award.awardId}/credential.jwt`);
    expect(jwt.headers['content-type']).toMatch(/^application\/vc\+jwt/);
    const { protectedHeader } = await readByJose(jwt.body);
    expect(protectedHeader).toMatchObject({ alg: 'RS256', jwk: { kty: 'RSA' }, kid: expect.stringMatching(/\/jwks\.json#rsa-1$/) });
    expect((await asStranger(jwt.body)).verdict).toBe('valid');
    const told = (await app.send('POST', '/api/v1/verifications', { text: jwt.body })).json();
    expect(told).toMatchObject({ verdict: 'valid', badge: { page: `/badges/${award.awardId}` } });
  });

  it('as a certificate is a tagged PDF with title and language', async () => {
    const pdf = await get(`/badges/${award.awardId}/certificate.pdf`);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.headers['content-disposition']).toContain('checking-for-understanding.pdf');
    const text = pdf.rawPayload.toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(text).toMatch(/\/Marked true/);
    expect(text).toMatch(/\/Lang \(en-US\)/);
    expect(text).toMatch(/\/DisplayDocTitle true/);
    expect(text).toContain('/S /H1');
    expect(text).toContain(`/Alt (QR code: ${url}/badges/${award.awardId})`);
  });

  it('keeps the letters of a name', () => {
    expect(runsOf('Zofia Żółć')).toEqual([
      { text: 'Zofia ', extended: false },
      { text: 'Ż', extended: true },
      { text: 'ó', extended: false },
      { text: 'łć', extended: true },
    ]);
  });

  it('stays true in each signed form when the issuer has replaced its keys', async () => {
    const { awardId, issuerId } = await anAward(app);
    const forms = async () =>
      Promise.all(['credential.jwt', 'assertion.jws'].map(async (file) => (await get(`/badges/${awardId}/${file}`)).body));
    const before = await forms();
    const admin = await app.as((await aMember(app.database, issuerId, 'issuer-admin')).id);
    expect((await admin('POST', `/api/v1/organizations/${issuerId}/keys`, { replaces: 'key-1' })).statusCode).toBe(200);
    const after = await forms();
    expect((await readByJose(after[0] ?? '')).protectedHeader.kid).toMatch(/#rsa-2$/);
    for (const text of [...before, ...after]) expect((await asStranger(text)).verdict).toBe('valid');
    const sealed = await app.database.selectFrom('private_key').select('sealed').execute();
    expect(sealed.some((row) => row.sealed.includes('PRIVATE KEY'))).toBe(false);
  });

  it('is gone in Open Badges 2.0 once it is revoked, and says why not', async () => {
    const { awardId, issuerId } = await anAward(app);
    const assertion = (await get(`/badges/${awardId}/assertion.json`)).body;
    const signed = (await get(`/badges/${awardId}/assertion.jws`)).body;
    const lead = await app.as((await aMember(app.database, issuerId, 'evaluation-lead')).id);
    await lead('POST', `/api/v1/awards/${awardId}/revocation`, { reason: 'The work was copied.' });
    const answer = await get(`/badges/${awardId}/assertion.json`);
    expect(answer.statusCode).toBe(410);
    expect(answer.json()).toEqual({
      '@context': 'https://w3id.org/openbadges/v2',
      id: `${url}/badges/${awardId}/assertion.json`,
      type: 'Assertion',
      revoked: true,
    });
    const report = await asStranger(assertion);
    expect(report.verdict).toBe('invalid');
    expect(report.checks.find(({ id }) => id === 'status')?.reason).toBe('revoked');
    const { slug } = await app.database.selectFrom('organization').select('slug').where('id', '=', issuerId).executeTakeFirstOrThrow();
    const list = (await get(`/issuers/${slug}/revocations.json`)).json();
    expect(list.revokedAssertions).toEqual([{ id: `${url}/badges/${awardId}/assertion.json` }, { id: `urn:uuid:${awardId}` }]);
    const readSigned = await asStranger(signed);
    expect([readSigned.verdict, readSigned.checks.find(({ id }) => id === 'status')?.reason]).toEqual(['invalid', 'revoked']);
    expect((await get(`/badges/${awardId}/assertion.jws`)).statusCode).toBe(410);
    expect((await get(`/badges/${awardId}/badge-2.png`)).statusCode).toBe(410);
  });
});

describe('a badge on other pages', () => {
  it('is shown in frames of any site, without scripts, and nothing else of ours is', async () => {
    const framed = await get(`/embed/badges/${award.awardId}`);
    expect(framed.headers['content-security-policy']).toContain('frame-ancestors *');
    expect(framed.headers['x-frame-options']).toBeUndefined();
    expect(framed.body).toContain('Zofia Żółć');
    expect(framed.body).not.toContain('<script');
    const page = await get(`/api/v1/badges/${award.awardId}`);
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('is told of by oEmbed, within the room that there is', async () => {
    const ask = (address: string, more = '') => get(`/oembed?url=${encodeURIComponent(address)}${more}`);
    const told = (await ask(`${url}/badges/${award.awardId}`, '&maxwidth=300')).json();
    expect(told).toMatchObject({ version: '1.0', type: 'rich', width: 300, provider_name: 'Brevet' });
    expect(told.html).toContain(`src="${url}/embed/badges/${award.awardId}"`);
    expect((await ask('https://elsewhere.example/badges/x')).statusCode).toBe(404);
    expect((await ask('no address')).statusCode).toBe(404);
    expect((await ask(`${url}/badges/${award.awardId}`, '&format=xml')).json().code).toBe('form-not-offered');
  });

  it('is hidden there too', async () => {
    const hidden = await anAward(app);
    await (await app.as(hidden.earnerId))('PUT', `/api/v1/awards/${hidden.awardId}/showing`, { shown: false });
    expect((await get(`/embed/badges/${hidden.awardId}`)).statusCode).toBe(404);
    expect((await get(`/oembed?url=${encodeURIComponent(`${url}/badges/${hidden.awardId}`)}`)).statusCode).toBe(404);
    expect((await get(`/badges/${hidden.awardId}/certificate.pdf`)).statusCode).toBe(404);
  });

  it('is put there with its words made harmless', async () => {
    const { links } = (await get(`/api/v1/badges/${award.awardId}`)).json();
    expect(links.embed).toMatch(/^<a href="https:\/\/brevet\.example\/badges\//);
    expect(links.embed).not.toContain('<script');
    expect(embedHtml({ title: '"><script>', earner: '<b>', issuerName: '&', page: 'https://a', picture: 'https://b' })).toBe(
      '<a href="https://a"><img src="https://b" alt="Badge: &#34;&#62;&#60;script&#62;" width="160" height="160"><br>&#60;b&#62;: &#34;&#62;&#60;script&#62;, awarded by &#38;</a>',
    );
    expect(new URL(links.share.bluesky).searchParams.get('text')).toContain(`${url}/badges/${award.awardId}`);
    expect(new URL(links.share.x).searchParams.get('url')).toBe(`${url}/badges/${award.awardId}`);
    expect(decodeURIComponent(links.share.email)).toContain(`${url}/badges/${award.awardId}`);
  });
});
