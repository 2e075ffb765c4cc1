import { findCredentialIssues, type OpenBadgeCredential, type Report, verify } from '@brevet/openbadges';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAward } from '../../testing/awards.ts';
import { aMember, anOrganization } from '../../testing/builders.ts';
import { aMicroCredential } from '../../testing/catalog.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';

const url = 'https://brevet.example';
let app: TestApp;
/** How far the application's clock is ahead of ours, in milliseconds. */
let ahead = 0;
const clock = () => new Date(Date.now() + ahead);
const dayMs = 24 * 3600 * 1000;
beforeAll(async () => {
  app = await testApp({ env: { BREVET_URL: url }, clock });
});
afterAll(() => app.close());

const comment = 'Our schools have seen what it changes in a classroom.';
/** Reads our documents as a stranger does: by their public addresses. */
const loader = async (address: string): Promise<unknown> => {
  const answer = await app.send('GET', address.replace(url, ''));
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${address}`);
  return answer.json();
};
/** What a stranger reads with a verifier of their own. */
const strangerReads = (credential: unknown): Promise<Report> => verify(credential as OpenBadgeCredential, { loader, now: clock() });
const statusOf = ({ checks }: { checks: { id: string; reason: string }[] }) => checks.find(({ id }) => id === 'status')?.reason;

/** A school district that endorses, and its administrator. */
async function aDistrict() {
  const { id, slug } = await anOrganization(app.database, { isIssuer: false, isRecognizer: true });
  const administrator = await aMember(app.database, id, 'recognizer-admin');
  const send = await app.as(administrator.id);
  const endorsements = `/api/v1/organizations/${id}/endorsements`;
  return {
    id,
    slug,
    administrator,
    endorse: (endorsed: object, more: object = {}) => send('POST', endorsements, { endorsed, comment, ...more }),
    all: async () => (await send('GET', endorsements)).json().items,
    withdraw: (endorsementId: string) => send('POST', `/api/v1/endorsements/${endorsementId}/withdrawal`),
  };
}
const shownAt = async (path: string) => (await app.send('GET', `${path}/endorsements`)).json().items;

describe('an endorsement', () => {
  it('of a micro-credential is signed by its district, shown beside it, and held to be true by strangers', async () => {
    const { microCredentialId, slug } = await aMicroCredential(app.database);
    const district = await aDistrict();
    const made = await district.endorse({ microCredentialId });
    expect(made.statusCode, made.body).toBe(201);
    const [shown] = await shownAt(`/api/v1/micro-credentials/${slug}`);
    expect(shown).toMatchObject({
      comment,
      endorser: { slug: district.slug },
      endorsed: { kind: 'micro-credential', link: `/micro-credentials/${slug}`, version: 1 },
    });
    const credential = (await loader(shown.address)) as OpenBadgeCredential;
    expect(findCredentialIssues(credential)).toEqual([]);
    expect(credential).toMatchObject({
      id: shown.address,
      issuer: { id: `did:web:brevet.example:issuers:${district.slug}` },
      credentialSubject: { id: `${url}/micro-credentials/${slug}/versions/1`, endorsementComment: comment },
      proof: [{ cryptosuite: 'eddsa-rdfc-2022' }],
    });
    expect((await strangerReads(credential)).verdict).toBe('valid');
    for (const question of [{ url: shown.address }, { text: JSON.stringify(credential) }])
      expect((await app.send('POST', '/api/v1/verifications', question)).json()).toMatchObject({
        verdict: 'valid',
        badge: { kind: 'endorsement', title: expect.stringMatching(/^Endorsement of/), description: comment },
      });
  });

  it('stands in the document of the achievement that badges name, whole and signed', async () => {
    const { microCredentialId, slug } = await aMicroCredential(app.database);
    const { credential } = await anAward(app, { microCredentialId });
    const { achievement } = (credential as unknown as OpenBadgeCredential).credentialSubject;
    const achievementJson = () => loader(`${achievement.id}/achievement.json`) as Promise<Record<string, unknown>>;
    const { '@context': _, ...before } = await achievementJson();
    expect(before).toEqual(achievement);
    const district = await aDistrict();
    await district.endorse({ microCredentialId });
    const [{ id, address }] = await district.all();
    const signed = await loader(address);
    expect((await achievementJson()).endorsement).toEqual([signed]);
    await district.withdraw(id);
    expect(await achievementJson()).not.toHaveProperty('endorsement');
    expect((await app.send('GET', `/micro-credentials/${slug}/versions/7/achievement.json`)).statusCode).toBe(404);
  });

  it('of an issuer stands on its page and in its profile', async () => {
    const issuer = await anOrganization(app.database, { isIssuer: true, isRecognizer: false });
    const district = await aDistrict();
    await district.endorse({ issuerId: issuer.id });
    const [shown] = await shownAt(`/api/v1/issuers/${issuer.slug}`);
    expect(shown).toMatchObject({ comment, endorsed: { kind: 'issuer', link: `/issuers/${issuer.slug}`, version: null } });
    const profile = (await loader(`${url}/issuers/${issuer.slug}/profile.json`)) as { id: string; endorsement: object[] };
    expect(profile.endorsement).toEqual([await loader(shown.address)]);
    expect(profile.endorsement).toMatchObject([{ credentialSubject: { id: profile.id } }]);
  });

  it('of something elsewhere names it by its address and stands with its endorser', async () => {
    const district = await aDistrict();
    const address = 'https://badges.example.org/achievements/7';
    const made = await district.endorse({ address, name: 'Restorative Circles' });
    expect(made.statusCode, made.body).toBe(201);
    const [item] = await district.all();
    expect(item.endorsed).toEqual({ kind: 'elsewhere', name: 'Restorative Circles', link: address, version: null });
    expect(await loader(item.address)).toMatchObject({ credentialSubject: { id: address } });
    expect((await district.endorse({ address, name: 'Again' })).json()).toMatchObject({ code: 'already-endorsed' });
    for (const here of [`${url}/micro-credentials/x/versions/1`, 'https://BREVET.example/x'])
      expect((await district.endorse({ address: here, name: 'Ours' })).json()).toMatchObject({ code: 'endorsed-here' });
    expect((await district.endorse({ address: 'javascript:alert(1)', name: 'No' })).statusCode).toBe(400);
  });

  it('is withdrawn by who made it: pages leave it out, and whoever has it reads that it was revoked', async () => {
    const { microCredentialId, slug } = await aMicroCredential(app.database);
    const district = await aDistrict();
    await district.endorse({ microCredentialId });
    const [{ id, address }] = await district.all();
    const credential = await loader(address);
    expect(statusOf(await strangerReads(credential))).toBe('active');
    expect((await district.endorse({ microCredentialId })).json()).toMatchObject({ code: 'already-endorsed' });
    expect((await (await aDistrict()).withdraw(id)).statusCode).toBe(404);
    for (const _ of ['once', 'again']) expect((await district.withdraw(id)).json()).toEqual({ withdrawn: true });
    const read = await strangerReads(credential);
    expect([read.verdict, statusOf(read)]).toEqual(['invalid', 'revoked']);
    const answer = (await app.send('POST', '/api/v1/verifications', { url: address })).json();
    expect([answer.verdict, statusOf(answer)]).toEqual(['invalid', 'revoked']);
    await expect.poll(() => shownAt(`/api/v1/micro-credentials/${slug}`)).toEqual([]);
    expect(await district.all()).toMatchObject([{ id, withdrawnAt: expect.any(String) }]);
    expect((await district.endorse({ microCredentialId }, { comment: 'Once more.' })).statusCode).toBe(201);
    const { rows } = await sql<{ action: string }>`
      select action from audit_entry where person_id = ${district.administrator.id} order by id`.execute(app.database);
    expect(rows.map(({ action }) => action)).toEqual(['endorsement.made', 'endorsement.withdrawn', 'endorsement.made']);
  });

  it('is left off its pages by who is endorsed, stays its endorser’s word, and comes back', async () => {
    const { microCredentialId, slug, issuerId } = await aMicroCredential(app.database);
    const { awardId, credential } = await anAward(app, { microCredentialId });
    const { achievement } = (credential as unknown as OpenBadgeCredential).credentialSubject;
    const [district, another] = [await aDistrict(), await aDistrict()];
    await district.endorse({ microCredentialId });
    await another.endorse({ issuerId });
    const administrator = await aMember(app.database, issuerId, 'issuer-admin');
    const admin = await app.as(administrator.id);
    const received = `/api/v1/organizations/${issuerId}/endorsements/received`;
    const [ofIssuer, ofMicroCredential] = (await admin('GET', received)).json().items;
    expect([ofIssuer, ofMicroCredential]).toMatchObject([
      { endorser: { slug: another.slug }, endorsed: { kind: 'issuer' }, shown: true },
      { endorser: { slug: district.slug }, endorsed: { kind: 'micro-credential' }, shown: true },
    ]);
    const page = () => shownAt(`/api/v1/micro-credentials/${slug}`);
    const besideBadge = () => shownAt(`/api/v1/badges/${awardId}`);
    const documents = async () => [
      ((await loader(`${achievement.id}/achievement.json`)) as { endorsement?: object[] }).endorsement?.length ?? 0,
      ((await loader(`${url}/issuers/${ofIssuer.endorsed.link.split('/').at(-1)}/profile.json`)) as { endorsement?: object[] }).endorsement
        ?.length ?? 0,
    ];
    const show = (id: string, shown: boolean) => admin('PUT', `${received}/${id}/showing`, { shown });
    expect([(await page()).length, (await besideBadge()).length, ...(await documents())]).toEqual([1, 1, 1, 1]);
    for (const { id } of [ofIssuer, ofMicroCredential])
      for (const _ of ['once', 'again']) expect((await show(id, false)).json()).toEqual({ shown: false });
    await expect.poll(page).toEqual([]);
    expect(await besideBadge()).toEqual([]);
    expect(await documents()).toEqual([0, 0]);
    expect((await strangerReads(await loader(ofMicroCredential.address))).verdict).toBe('valid');
    expect(await district.all()).toMatchObject([{ shown: false, withdrawnAt: null }]);
    expect((await district.endorse({ microCredentialId })).json()).toMatchObject({ code: 'already-endorsed' });
    await show(ofMicroCredential.id, true);
    await expect.poll(page).toMatchObject([{ id: ofMicroCredential.id, shown: true }]);
    const { rows } = await sql<{ action: string }>`
      select action from audit_entry where person_id = ${administrator.id} order by id`.execute(app.database);
    expect(rows.map(({ action }) => action)).toEqual(['endorsement.hidden', 'endorsement.hidden', 'endorsement.shown']);
    // whoever is not spoken of has no say
    const elsewhere = await aMicroCredential(app.database);
    await district.endorse({ microCredentialId: elsewhere.microCredentialId });
    const [theirs] = await district.all();
    expect((await show(theirs.id, false)).statusCode).toBe(404);
  });

  it('with a last day holds through that day and no longer', async () => {
    const { microCredentialId, slug } = await aMicroCredential(app.database);
    const district = await aDistrict();
    const dayAfter = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
    expect((await district.endorse({ microCredentialId }, { holdsUntil: dayAfter(-2) })).json()).toMatchObject({
      code: 'endorsement-in-the-past',
    });
    await district.endorse({ microCredentialId }, { holdsUntil: dayAfter(1) });
    const [{ address, holdsUntil }] = await district.all();
    expect(holdsUntil).toBe(dayAfter(1));
    const credential = await loader(address);
    expect((await strangerReads(credential)).verdict).toBe('valid');
    ahead = 3 * dayMs;
    try {
      const { verdict, checks } = await strangerReads(credential);
      expect([verdict, checks.find(({ id }) => id === 'dates')?.reason]).toEqual(['invalid', 'expired']);
      expect((await app.send('GET', `/api/v1/micro-credentials/${slug}/endorsements?limit=9`)).json().items).toEqual([]);
      expect((await district.endorse({ microCredentialId })).statusCode).toBe(201);
    } finally {
      ahead = 0;
    }
  });

  it('still holds after its district has replaced the key that signed it', async () => {
    const { microCredentialId } = await aMicroCredential(app.database);
    const district = await aDistrict();
    await district.endorse({ microCredentialId });
    const keys = `/api/v1/organizations/${district.id}/keys`;
    const send = await app.as(district.administrator.id);
    const [{ name }] = (await send('GET', keys)).json().items;
    expect((await send('POST', keys, { replaces: name })).statusCode).toBe(200);
    const [{ address }] = await district.all();
    expect((await strangerReads(await loader(address))).verdict).toBe('valid');
    // of an issuer the keys are its issuing administrators' alone
    const { id } = await anOrganization(app.database, { isIssuer: true, isRecognizer: true });
    const other = await app.as((await aMember(app.database, id, 'recognizer-admin')).id);
    expect((await other('GET', `/api/v1/organizations/${id}/keys`)).statusCode).toBe(404);
  });

  it('is no praise of oneself, and of nothing that is not there', async () => {
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    const admin = await app.as((await aMember(app.database, issuerId, 'issuer-admin')).id);
    for (const endorsed of [{ microCredentialId }, { issuerId }])
      expect((await admin('POST', `/api/v1/organizations/${issuerId}/endorsements`, { endorsed, comment })).json()).toMatchObject({
        code: 'own-endorsement',
      });
    const district = await aDistrict();
    expect((await district.endorse({ microCredentialId: issuerId })).statusCode).toBe(404);
    expect((await district.endorse({ issuerId: district.id })).statusCode).toBe(404);
    for (const path of ['micro-credentials/nothing', `issuers/${district.slug}`])
      expect((await app.send('GET', `/api/v1/${path}/endorsements`)).statusCode).toBe(404);
  });

  it('is one, however often it is asked for at once', async () => {
    const { microCredentialId } = await aMicroCredential(app.database);
    const district = await aDistrict();
    const asked = await Promise.all(Array.from({ length: 6 }, () => district.endorse({ microCredentialId })));
    expect(asked.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    expect(await district.all()).toHaveLength(1);
  });

  it('stays out of badges and of their lists: a badge is the same before and after', async () => {
    const { microCredentialId, issuerId } = await aMicroCredential(app.database);
    const before = await anAward(app, { microCredentialId });
    const district = await aDistrict();
    await district.endorse({ microCredentialId });
    const other = await aMicroCredential(app.database);
    const admin = await app.as((await aMember(app.database, issuerId, 'issuer-admin')).id);
    await admin('POST', `/api/v1/organizations/${issuerId}/endorsements`, {
      endorsed: { microCredentialId: other.microCredentialId },
      comment,
    });
    const after = await anAward(app, { microCredentialId });
    const achievementOf = ({ credential }: { credential: Record<string, unknown> }) =>
      (credential as unknown as OpenBadgeCredential).credentialSubject.achievement;
    expect(achievementOf(after)).toEqual(achievementOf(before));
    const { rows } = await sql<{ holds: string; used: number }>`
      select holds, used from status_list where organization_id = ${issuerId} order by holds`.execute(app.database);
    expect(rows).toEqual([
      { holds: 'awards', used: 2 },
      { holds: 'endorsements', used: 1 },
    ]);
  });
});
