import { verify } from '@brevet/openbadges';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAward, aStack } from '../testing/awards.ts';
import { aPerson } from '../testing/builders.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';
import { rotateInstallationKey } from './installation-signer.ts';
import { suggestSlug } from './public-profile.ts';

const url = 'https://brevet.example';
let app: TestApp;
beforeAll(async () => {
  app = await testApp({ env: { BREVET_URL: url } });
});
afterAll(() => app.close());

describe('a page of one’s own', () => {
  it('is there only while its person shows it, with the badges that are shown and stand', async () => {
    const { id } = await aPerson(app.database, { name: 'Ada Lovelace' });
    const me = await app.as(id);
    const shown = await anAward(app, { earnerId: id });
    const hidden = await anAward(app, { earnerId: id });
    await me('PUT', `/api/v1/awards/${hidden.awardId}/showing`, { shown: false });
    expect((await me('GET', '/api/v1/account/profile')).json()).toMatchObject({ shown: false, slug: 'ada-lovelace' });
    expect((await app.send('GET', '/api/v1/people/ada-lovelace')).statusCode).toBe(404);
    const saved = await me('PUT', '/api/v1/account/profile', { slug: 'ada-lovelace', shown: true });
    expect(saved.json()).toEqual({ shown: true, slug: 'ada-lovelace', address: `${url}/people/ada-lovelace` });
    const page = (await app.send('GET', '/api/v1/people/ada-lovelace')).json();
    expect(page).toMatchObject({ name: 'Ada Lovelace', badges: { items: [{ id: shown.awardId }], nextCursor: null } });
    await me('PUT', '/api/v1/account/profile', { slug: 'ada-lovelace', shown: false });
    expect((await app.send('GET', '/api/v1/people/ada-lovelace')).statusCode).toBe(404);
  });

  it('keeps its address from others, even while it is down', async () => {
    const first = await app.as((await aPerson(app.database)).id);
    const second = await app.as((await aPerson(app.database)).id);
    await first('PUT', '/api/v1/account/profile', { slug: 'one-address', shown: false });
    const refused = await second('PUT', '/api/v1/account/profile', { slug: 'one-address', shown: true });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'profile-address-taken']);
    for (const slug of ['ab', 'A-b-c', 'a--b', '-abc', 'a/b/c', 'ä-ö-ü'])
      expect((await second('PUT', '/api/v1/account/profile', { slug, shown: true })).statusCode).toBe(400);
  });

  it('is offered an address made from any name, or none', () => {
    expect(suggestSlug('José  Núñez-Ortiz Jr.')).toBe('jose-nunez-ortiz-jr');
    expect(suggestSlug('李')).toBe('');
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => /^$|^(?=.{3,60}$)[a-z0-9]+(-[a-z0-9]+)*$/.test(suggestSlug(name))));
  });
});

/** By the public addresses alone. */
const asStranger = (text: string) =>
  verify(text, {
    now: new Date(Date.now() + 60_000),
    async loader(address) {
      const found = await app.send('GET', address.replace(url, ''));
      if (found.statusCode !== 200) throw new Error(`${found.statusCode} at ${address}`);
      return found.json();
    },
  });

describe('a transcript', () => {
  it('signed before the installation got another key stays valid, the next one is signed with the new key', async () => {
    const { earnerId } = await anAward(app);
    const me = await app.as(earnerId);
    const take = async () => (await me('GET', '/api/v1/account/transcript.json')).body;
    const keyOf = (text: string) => JSON.parse(text).proof[0].verificationMethod as string;
    const before = await take();
    const { name, retired } = await rotateInstallationKey(app.ground);
    expect(keyOf(before)).toMatch(new RegExp(`#${retired}$`));
    const after = await take();
    expect(keyOf(after)).toMatch(new RegExp(`#${name}$`));
    for (const text of [before, after]) expect((await asStranger(text)).verdict).toBe('valid');
  });

  it('is one signed record of all standing badges, each verifiable in it, the stack above its parts', async () => {
    const { microCredentialId, issuerId } = await anAward(app);
    await aStack(app, [microCredentialId], { issuerId });
    const earnerId = (await aPerson(app.database, { name: 'Grace Hopper' })).id;
    await anAward(app, { earnerId, microCredentialId });
    const me = await app.as(earnerId);
    const answer = await me('GET', '/api/v1/account/transcript.json');
    const { credentialSubject } = answer.json();
    expect(credentialSubject.verifiableCredential).toHaveLength(2);
    expect(credentialSubject.association).toMatchObject([{ associationType: 'isParentOf' }]);
    const report = await asStranger(answer.body);
    expect(report).toMatchObject({ verdict: 'valid', kind: 'learner-record' });
    expect(report.contents?.map(({ verdict }) => verdict)).toEqual(['valid', 'valid']);
    const told = (await app.send('POST', '/api/v1/verifications', { text: answer.body })).json();
    expect(told.checks.find(({ id }: { id: string }) => id === 'known-issuer').outcome).toBe('passed');
    const pdf = await me('GET', '/api/v1/account/transcript.pdf');
    expect(pdf.headers['content-disposition']).toContain('transcript-grace-hopper.pdf');
    expect(pdf.rawPayload.toString('latin1')).toMatch(/\/Title/);
    expect(pdf.headers['cache-control']).toBe('private, no-store');
  });

  it('waits for the first badge, and belongs to the person alone', async () => {
    const me = await app.as((await aPerson(app.database)).id);
    for (const form of ['json', 'pdf']) {
      expect((await me('GET', `/api/v1/account/transcript.${form}`)).json().code).toBe('no-awards-yet');
      expect((await app.send('GET', `/api/v1/account/transcript.${form}`)).statusCode).toBe(401);
    }
  });
});
