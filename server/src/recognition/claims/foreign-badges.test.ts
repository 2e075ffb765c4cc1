import { createIssuer, didKey, didKeyMethod, generateKey, hashIdentity, type OpenBadgeCredential } from '@brevet/openbadges';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAward } from '../../testing/awards.ts';
import { aMember } from '../../testing/builders.ts';
import { aDistrict, anIncentive, aRule, ledgerBalances } from '../../testing/recognition.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';
import { ProgramDefinition } from '../programs/definition.ts';

describe('a badge from elsewhere', () => {
  let app: TestApp;
  let template: OpenBadgeCredential;
  beforeAll(async () => {
    app = await testApp({ env: { BREVET_URL: 'https://brevet.example' } });
    template = (await anAward(app)).credential as unknown as OpenBadgeCredential;
  });
  afterAll(() => app.close());

  /** A badge of another issuer for skill 5 of the district's list. */
  async function theirBadge(email: string): Promise<string> {
    const { privateKey, publicKey } = generateKey();
    const issuer = createIssuer({ key: privateKey, verificationMethod: didKeyMethod(publicKey) });
    const { credentialStatus: _, proof: __, evidence: ___, ...badge } = template;
    const { achievement } = badge.credentialSubject;
    const issued = await issuer.issue(
      {
        ...badge,
        id: `urn:x:theirs:${email}`,
        issuer: { id: didKey(publicKey), type: ['Profile'], name: 'An issuer elsewhere' },
        validFrom: '2026-09-01T03:00:00Z',
        awardedDate: '2026-09-01T03:00:00Z',
        credentialSubject: {
          type: ['AchievementSubject'],
          identifier: [hashIdentity(email, 'salt')],
          achievement: { ...achievement, id: 'https://issuer.example/achievements/5', name: 'Skill 5' },
        },
      } as OpenBadgeCredential,
      { created: '2026-09-01T12:00:00Z' },
    );
    return JSON.stringify(issued);
  }

  it('counts like ours once it is verified, ours it is, and it is on the list', async () => {
    const { recognizerId, hrId } = await aDistrict(app.ground);
    await anIncentive(app.ground, recognizerId, aRule());
    const educator = await aMember(app.database, recognizerId, 'educator');
    const me = await app.as(educator.id);
    const brought = await me('POST', '/api/v1/foreign-badges', { text: await theirBadge(educator.email) });
    expect(brought.statusCode, brought.body).toBe(201);
    expect(brought.json()).toMatchObject({ title: 'Skill 5', issuer: 'An issuer elsewhere' });
    const claimed = await me('POST', '/api/v1/claims', { organizationId: recognizerId, proof: brought.json().proof });
    expect(claimed.statusCode, claimed.body).toBe(201);
    const hr = await app.as(hrId);
    await hr('POST', `/api/v1/organizations/${recognizerId}/claims/moves`, { claimIds: [claimed.json().claimId], move: 'post' });
    expect(await ledgerBalances(app.database, recognizerId, educator.id)).toEqual({ 'base-salary/USD': '600.00' });
    expect((await me('GET', '/api/v1/claims')).json().items[0]).toMatchObject({
      state: 'posted',
      proof: { kind: 'foreign', issuer: 'An issuer elsewhere' },
    });
  });

  it('is refused when it is somebody else’s, changed, or unreadable', async () => {
    const { recognizerId } = await aDistrict(app.ground);
    const educator = await aMember(app.database, recognizerId, 'educator');
    const me = await app.as(educator.id);
    const code = async (body: object) => (await me('POST', '/api/v1/foreign-badges', body)).json().code;
    expect(await code({ text: await theirBadge('somebody.else@example.org') })).toBe('badge-of-another');
    expect(await code({ text: (await theirBadge(educator.email)).replace('Skill 5', 'Skill 6') })).toBe('badge-not-valid');
    expect(await code({ text: 'not a badge' })).toBe('badge-not-valid');
    expect(await code({ url: 'https://127.0.0.1/badge' })).toBe('badge-out-of-reach');
  });

  it('and our own badge as a file are one: an achievement counts once by whichever name', async () => {
    const award = await anAward(app);
    const listed = ProgramDefinition.shape.entries.parse([
      {
        entryId: 'checking',
        microCredentialId: award.microCredentialId,
        foreign: [{ id: 'https://issuer.example/achievements/5', issuer: 'x', title: 'Skill 5' }],
        difficulty: 1,
      },
    ]);
    const { recognizerId } = await aDistrict(app.ground, { entries: listed });
    const { email } = await app.database.selectFrom('person').select('email').where('id', '=', award.earnerId).executeTakeFirstOrThrow();
    await app.database
      .insertInto('membership')
      .values({ organization_id: recognizerId, person_id: award.earnerId, roles: ['educator'] })
      .execute();
    const me = await app.as(award.earnerId);
    const own = (await me('POST', '/api/v1/foreign-badges', { text: JSON.stringify(award.credential) })).json();
    expect(own.proof).toEqual({ awardId: award.awardId });
    const claim = (proof: object) => me('POST', '/api/v1/claims', { organizationId: recognizerId, proof });
    expect((await claim(own.proof)).statusCode).toBe(201);
    const other = (await me('POST', '/api/v1/foreign-badges', { text: await theirBadge(email) })).json();
    expect((await claim(other.proof)).json().code).toBe('already-claimed');
  });
});
