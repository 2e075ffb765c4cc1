import { shippedContexts, unbake } from '@brevet/openbadges';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAward, aStack } from '../testing/awards.ts';
import { aMember, aPerson } from '../testing/builders.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';
import { awardMail } from './mail-award.ts';

const url = 'https://brevet.example';
let app: TestApp;
let award: Awaited<ReturnType<typeof anAward>>;
beforeAll(async () => {
  app = await testApp({ env: { BREVET_URL: url } });
  award = await anAward(app);
});
afterAll(() => app.close());

/** What the peer asks for: contexts of the standards, and our documents by their public addresses. */
async function documentLoader(address: string) {
  const context = shippedContexts.get(address);
  if (context) return { contextUrl: null, documentUrl: address, document: context };
  const [did = ''] = address.split('#');
  const slug = /^did:web:brevet\.example:issuers:(.+)$/.exec(did)?.[1];
  const document = (await app.send('GET', `/issuers/${slug}/did.json`)).json();
  const method = document.verificationMethod.find(({ id }: { id: string }) => id === address);
  const found = address.includes('#') ? { '@context': 'https://w3id.org/security/multikey/v1', ...method } : document;
  return { contextUrl: null, documentUrl: address, document: found };
}
const peerVerifies = (credential: object) =>
  vc.verifyCredential({
    credential,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader,
    checkStatus: async () => ({ verified: true }),
  });

describe('a badge', () => {
  it('is accepted by a verifier that we did not write, as downloaded', async () => {
    const answer = await app.send('GET', `/badges/${award.awardId}/credential.json`);
    expect(answer.headers['content-type']).toMatch(/^application\/vc/);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    const result = await peerVerifies(answer.json());
    expect(result.error?.errors ?? result.error).toBeUndefined();
    expect(result.verified).toBe(true);
    expect((await peerVerifies({ ...answer.json(), name: 'Other' })).verified).toBe(false);
  });

  it('is inside its pictures, byte for byte', async () => {
    const { body } = await app.send('GET', `/badges/${award.awardId}/credential.json`);
    const png = await app.send('GET', `/badges/${award.awardId}/badge.png`);
    expect(png.headers['content-type']).toBe('image/png');
    expect(unbake(new Uint8Array(png.rawPayload))).toBe(body);
    expect(await sharp(png.rawPayload).metadata()).toMatchObject({ format: 'png', width: 600, height: 600 });
    const svg = await app.send('GET', `/badges/${award.awardId}/badge.svg`);
    expect(svg.headers['content-type']).toMatch(/^image\/svg\+xml/);
    expect(unbake(new Uint8Array(svg.rawPayload))).toBe(body);
  });

  it('tells its page what it proves, with the level of each criterion and nobody’s feedback', async () => {
    const badge = (await app.send('GET', `/api/v1/badges/${award.awardId}`)).json();
    expect(badge).toMatchObject({ kind: 'micro-credential', title: 'Checking for Understanding', revokedAt: null, shown: true });
    expect(badge.parts[1]).toMatchObject({ title: 'Work examples', criteria: [{ level: 'Proficient', descriptor: 'Clearly.' }, {}] });
    expect(JSON.stringify(badge)).not.toContain('What I saw');
    expect(new URL(badge.links.linkedIn).searchParams.get('certUrl')).toBe(`${url}/badges/${award.awardId}`);
    expect(new URL(badge.links.linkedIn).searchParams.get('certId')).toBe(award.awardId);
    const verification = (await app.send('GET', `/api/v1/badges/${award.awardId}/verification`)).json();
    expect(verification).toMatchObject({ verdict: 'valid', badge: { page: `/badges/${award.awardId}` } });
  });

  it('of a stack tells what the stack consists of', async () => {
    const stackId = await aStack(app, [award.microCredentialId], { issuerId: award.issuerId });
    const earnerId = (await aPerson(app.database)).id;
    await anAward(app, { earnerId, microCredentialId: award.microCredentialId });
    const mine = (await (await app.as(earnerId))('GET', '/api/v1/awards')).json();
    const stack = mine.items.find(({ kind }: { kind: string }) => kind === 'stack');
    const badge = (await app.send('GET', `/api/v1/badges/${stack.id}`)).json();
    expect(badge).toMatchObject({ kind: 'stack', members: [{ title: 'Checking for Understanding' }], parts: [], art: { members: 1 } });
    expect((await app.send('GET', `/badges/${stack.id}/badge.png`)).statusCode).toBe(200);
    expect((await app.send('GET', `/art/stacks/${stackId}.svg`)).body).toContain('<svg');
  });

  it('has a plain picture under the address that is in it', async () => {
    const image = (award.credential.image as { id: string }).id;
    expect((await app.send('GET', image.replace(url, ''))).headers['content-type']).toBe('image/png');
    expect((await app.send('GET', image.replace(url, '').replace('.png', '.svg'))).body).toContain('<svg');
    expect((await app.send('GET', '/art/stacks/01936b4e-0000-7000-8000-000000000000.png')).statusCode).toBe(404);
  });
});

describe('a hidden badge', () => {
  it('is not found by strangers under any address, and stays with its earner', async () => {
    const hidden = await anAward(app);
    const earner = await app.as(hidden.earnerId);
    const at = `/api/v1/awards/${hidden.awardId}/showing`;
    expect((await earner('PUT', at, { shown: false })).json()).toEqual({ shown: false });
    const stranger = await app.as((await aPerson(app.database)).id);
    const places = [
      `/api/v1/badges/${hidden.awardId}`,
      ...['credential.json', 'badge.png', 'badge.svg'].map((f) => `/badges/${hidden.awardId}/${f}`),
    ];
    for (const place of [...places, `/api/v1/badges/${hidden.awardId}/verification`]) {
      expect((await app.send('GET', place)).statusCode).toBe(404);
      expect((await stranger('GET', place)).statusCode).toBe(404);
      expect((await earner('GET', place)).statusCode).toBe(200);
    }
    expect((await earner('GET', places[1] as string)).headers['cache-control']).toBe('private, no-store');
    expect((await app.send('POST', '/api/v1/verifications', { url: `${url}/badges/${hidden.awardId}` })).statusCode).toBe(422);
    await earner('PUT', at, { shown: true });
    expect((await app.send('GET', places[0] as string)).statusCode).toBe(200);
  });

  it('is hidden by its earner alone', async () => {
    const stranger = await app.as((await aPerson(app.database)).id);
    const admin = await app.as((await aMember(app.database, award.issuerId, 'issuer-admin')).id);
    for (const send of [stranger, admin])
      expect((await send('PUT', `/api/v1/awards/${award.awardId}/showing`, { shown: false })).statusCode).toBe(404);
    expect((await app.send('PUT', `/api/v1/awards/${award.awardId}/showing`, { shown: false })).statusCode).toBe(401);
  });
});

describe('awards', () => {
  it('of mine come newest first, page by page', async () => {
    const earnerId = (await aPerson(app.database)).id;
    const made: string[] = [];
    for (let count = 0; count < 3; count += 1) made.unshift((await anAward(app, { earnerId })).awardId);
    const send = await app.as(earnerId);
    const first = (await send('GET', '/api/v1/awards?limit=2')).json();
    const second = (await send('GET', `/api/v1/awards?limit=2&cursor=${first.nextCursor}`)).json();
    expect([...first.items, ...second.items].map(({ id }: { id: string }) => id)).toEqual(made);
    expect(second.nextCursor).toBeNull();
  });

  it('of mine are found by the journey that earned them, with the addresses to share', async () => {
    const { earnerId, awardId, journeyId } = await anAward(app);
    await anAward(app, { earnerId });
    const { items } = (await (await app.as(earnerId))('GET', `/api/v1/awards?journeyId=${journeyId}`)).json();
    expect(items).toMatchObject([{ id: awardId, links: { page: `${url}/badges/${awardId}` } }]);
    expect(new URL(items[0].links.linkedIn).searchParams.get('certId')).toBe(awardId);
    const stranger = await app.as((await aPerson(app.database)).id);
    expect((await stranger('GET', `/api/v1/awards?journeyId=${journeyId}`)).json().items).toEqual([]);
  });

  it('of an issuer are found by the earner’s name, by its admins and leads alone', async () => {
    const earner = await aPerson(app.database, { name: 'Rosalind 100% Franklin' });
    const { issuerId, awardId } = await anAward(app, { earnerId: earner.id });
    await anAward(app, { issuerId });
    const at = `/api/v1/organizations/${issuerId}/awards`;
    for (const role of ['issuer-admin', 'evaluation-lead'] as const) {
      const send = await app.as((await aMember(app.database, issuerId, role)).id);
      expect((await send('GET', at)).json().items).toHaveLength(2);
      expect((await send('GET', `${at}?q=${encodeURIComponent('100% frank')}`)).json().items).toMatchObject([
        { id: awardId, earner: earner.name },
      ]);
      expect((await send('GET', `${at}?q=${encodeURIComponent('1%k')}`)).json().items).toEqual([]);
    }
    const evaluator = await app.as((await aMember(app.database, issuerId, 'evaluator')).id);
    expect((await evaluator('GET', at)).statusCode).toBe(404);
    expect((await (await app.as(earner.id))('GET', at)).statusCode).toBe(404);
  });

  it('are revoked with a reason, once, and everybody is told', async () => {
    const { awardId, issuerId, earnerId } = await anAward(app);
    const lead = await app.as((await aMember(app.database, issuerId, 'evaluation-lead')).id);
    const at = `/api/v1/awards/${awardId}/revocation`;
    expect((await lead('POST', at, { reason: ' ' })).statusCode).toBe(400);
    const answers = await Promise.all([lead('POST', at, { reason: 'The work was copied.' }), lead('POST', at, { reason: 'Twice.' })]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    await app.settled();
    const badge = (await app.send('GET', `/api/v1/badges/${awardId}`)).json();
    expect(badge.revokedAt).not.toBeNull();
    expect(JSON.stringify(badge)).not.toMatch(/copied|Twice/);
    expect((await app.send('GET', `/api/v1/badges/${awardId}/verification`)).json().verdict).toBe('invalid');
    const mine = (await (await app.as(earnerId))('GET', '/api/v1/awards')).json().items[0];
    expect(mine.revoked.reason).toMatch(/copied|Twice/);
    const events = await app.database.selectFrom('event').selectAll().where('type', '=', 'award.revoked').execute();
    expect(events.filter(({ payload }) => (payload as { awardId: string }).awardId === awardId)).toHaveLength(1);
    const audited = await app.database.selectFrom('audit_entry').selectAll().where('subject_id', '=', awardId).execute();
    expect(audited).toMatchObject([{ action: 'award.revoked' }]);
  });

  it('are revoked by the issuer’s admins and leads alone', async () => {
    const at = `/api/v1/awards/${award.awardId}/revocation`;
    const others = [award.earnerId, (await aMember(app.database, award.issuerId, 'evaluator')).id, (await aPerson(app.database)).id];
    for (const person of others) expect((await (await app.as(person))('POST', at, { reason: 'No.' })).statusCode).toBe(404);
  });

  it('are told of with the ways to share them', () => {
    const mail = awardMail(
      {
        id: award.awardId,
        title: 'Grit',
        kind: 'micro-credential',
        issuerName: 'Digital Promise',
        awardedAt: new Date('2026-11-24T08:00:00Z'),
        name: 'Ada',
        email: 'ada@example.org',
      },
      url,
    );
    expect(mail).toMatchObject({ to: 'ada@example.org', action: { url: `${url}/badges/${award.awardId}?new=1` } });
    expect(mail.text).toContain(
      'https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&name=Grit&organizationName=Digital+Promise&issueYear=2026&issueMonth=11',
    );
  });
});
