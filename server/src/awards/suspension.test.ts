import { decodeBitstring, getStatus, verify } from '@brevet/openbadges';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAward, aStack } from '../testing/awards.ts';
import { aMember, aPerson } from '../testing/builders.ts';
import { aMicroCredential } from '../testing/catalog.ts';
import { lastMailTo } from '../testing/mailbox.ts';
import { type Send, type TestApp, testApp } from '../testing/test-app.ts';

const url = 'https://brevet.example';
let app: TestApp;
beforeAll(async () => {
  app = await testApp({ env: { BREVET_URL: url } });
});
afterAll(() => app.close());

const reason = 'The recordings are being looked at again.';
/** Reads our documents as a stranger does: by their public addresses. */
const loader = async (address: string): Promise<unknown> => {
  const answer = await app.send('GET', address.replace(url, ''));
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${address}`);
  return answer.json();
};
const statusFor = (checks: { id: string; reason: string }[]) => checks.find(({ id }) => id === 'status')?.reason;
/** What a stranger reads with a verifier of their own, and what the verify page here says. */
const strangerReads = async (badge: object) => statusFor((await verify(badge, { loader, now: new Date() })).checks);
const houseSays = async (text: string) => statusFor((await app.send('POST', '/api/v1/verifications', { text })).json().checks);
const letterTo = async (personId: string) => {
  await app.settled();
  const { email } = await app.database.selectFrom('person').select('email').where('id', '=', personId).executeTakeFirstOrThrow();
  return lastMailTo(app, email);
};
const leadOf = async (issuerId: string) => app.as((await aMember(app.database, issuerId, 'evaluation-lead')).id);
const suspend = (lead: Send, awardId: string) => lead('PUT', `/api/v1/awards/${awardId}/suspension`, { reason });
const lift = (lead: Send, awardId: string) => lead('DELETE', `/api/v1/awards/${awardId}/suspension`);
const page = async (awardId: string) => (await app.send('GET', `/api/v1/badges/${awardId}`)).json();

/** An issuer whose badges can tell of suspensions. */
async function aTellingIssuer() {
  const { issuerId, microCredentialId } = await aMicroCredential(app.database);
  const admin = await app.as((await aMember(app.database, issuerId, 'issuer-admin')).id);
  const chosen = await admin('PUT', `/api/v1/organizations/${issuerId}/badge-status`, { badgeStatus: 'suspension' });
  expect(chosen.json()).toMatchObject({ badgeStatus: 'suspension' });
  return { issuerId, microCredentialId };
}

describe('a suspended award', () => {
  it('is not to be relied on until that is lifted: on its page, here, and for strangers where the badge can tell', async () => {
    const { issuerId, microCredentialId } = await aTellingIssuer();
    const { awardId, earnerId, credential } = await anAward(app, { microCredentialId });
    expect(credential.credentialStatus).toMatchObject({ statusPurpose: 'suspension' });
    const lead = await leadOf(issuerId);
    expect((await suspend(lead, awardId)).json()).toEqual({ suspended: true });
    expect(await page(awardId)).toMatchObject({ suspendedAt: expect.any(String), revokedAt: null, evidence: [] });
    expect(JSON.stringify(await page(awardId))).not.toContain(reason);
    expect(await strangerReads(credential)).toBe('suspended');
    expect(await houseSays(JSON.stringify(credential))).toBe('suspended');
    expect(await letterTo(earnerId)).toMatchObject({ subject: expect.stringMatching(/^A badge is suspended for now/) });
    const [mine] = (await (await app.as(earnerId))('GET', '/api/v1/awards')).json().items;
    expect(mine).toMatchObject({ suspended: { reason }, revoked: null });

    expect((await lift(lead, awardId)).json()).toEqual({ suspended: false });
    expect((await page(awardId)).suspendedAt).toBeNull();
    expect(await strangerReads(credential)).toBe('active');
    expect(await houseSays(JSON.stringify(credential))).toBe('active');
    expect(await letterTo(earnerId)).toMatchObject({ subject: expect.stringMatching(/^Your badge stands again/) });
  });

  it('shows in a signed list of suspensions at once, of which a copy is kept for less than a minute', async () => {
    const { issuerId, microCredentialId } = await aTellingIssuer();
    const { awardId, credential } = await anAward(app, { microCredentialId });
    const entry = credential.credentialStatus as { statusListCredential: string; statusListIndex: string };
    const read = async () => {
      const answer = await app.send('GET', entry.statusListCredential.replace(url, ''));
      expect(Number(/max-age=(\d+)/.exec(String(answer.headers['cache-control']))?.[1])).toBeLessThan(60);
      const { statusPurpose, encodedList } = answer.json().credentialSubject;
      expect(statusPurpose).toBe('suspension');
      return getStatus(decodeBitstring(encodedList), Number(entry.statusListIndex));
    };
    const lead = await leadOf(issuerId);
    expect(await read()).toBe(false);
    await suspend(lead, awardId);
    expect(await read()).toBe(true);
    await lift(lead, awardId);
    expect(await read()).toBe(false);
    await suspend(lead, awardId);
    expect(await read()).toBe(true);
  });

  it('of a badge that can tell of revocations only is known here, and its list does not lie', async () => {
    const { awardId, issuerId, credential } = await anAward(app);
    await suspend(await leadOf(issuerId), awardId);
    expect(await houseSays(JSON.stringify(credential))).toBe('suspended');
    expect(await strangerReads(credential)).toBe('active');
    const record = { ...credential, name: 'Something else' };
    const forged = (await app.send('POST', '/api/v1/verifications', { text: JSON.stringify(record) })).json();
    expect(forged.verdict).toBe('invalid');
    expect(statusFor(forged.checks)).toBe('signature-first');
  });

  it('is refused in Open Badges 2.0 with the word that it may stand again', async () => {
    const { awardId, issuerId } = await anAward(app);
    const lead = await leadOf(issuerId);
    const at = `/badges/${awardId}/assertion.json`;
    const before = (await app.send('GET', at)).json();
    await suspend(lead, awardId);
    const during = await app.send('GET', at);
    expect(during.statusCode).toBe(410);
    expect(during.json()).toMatchObject({ revoked: true, revocationReason: expect.stringContaining('may stand again') });
    expect(await houseSays(JSON.stringify(before))).toBe('suspended');
    await lift(lead, awardId);
    expect((await app.send('GET', at)).json()).toEqual(before);
  });

  it('goes to no wallet, onto no transcript and onto no profile', async () => {
    const { awardId, issuerId, earnerId } = await anAward(app);
    await app.database.insertInto('public_profile').values({ person_id: earnerId, slug: 'somebody-suspended', shown: true }).execute();
    const earner = await app.as(earnerId);
    await suspend(await leadOf(issuerId), awardId);
    expect((await earner('POST', `/api/v1/awards/${awardId}/wallet-offers`, { withPin: false })).statusCode).toBe(409);
    expect((await earner('GET', '/api/v1/account/transcript.json')).json().code).toBe('no-awards-yet');
    expect((await app.send('GET', '/api/v1/people/somebody-suspended')).json().badges.items).toEqual([]);
  });

  it('can be revoked, which is for good', async () => {
    const { issuerId, microCredentialId } = await aTellingIssuer();
    const { awardId, credential } = await anAward(app, { microCredentialId });
    const lead = await leadOf(issuerId);
    await suspend(lead, awardId);
    await lead('POST', `/api/v1/awards/${awardId}/revocation`, { reason });
    expect(await page(awardId)).toMatchObject({ suspendedAt: null, revokedAt: expect.any(String) });
    expect((await lift(lead, awardId)).json()).toEqual({ suspended: false });
    expect(await houseSays(JSON.stringify(credential))).toBe('revoked');
    // the one word that this badge has for strangers
    expect(await strangerReads(credential)).toBe('suspended');
    expect((await suspend(lead, awardId)).json()).toMatchObject({ status: 409, code: 'revoked-for-good' });
  });

  it('is suspended once and lifted once, however often one asks', async () => {
    const { awardId, issuerId } = await anAward(app);
    const lead = await leadOf(issuerId);
    await Promise.all([suspend(lead, awardId), suspend(lead, awardId), suspend(lead, awardId)]);
    await Promise.all([lift(lead, awardId), lift(lead, awardId)]);
    await app.settled();
    const told = await app.database.selectFrom('event').select(['type', 'payload']).where('type', 'like', 'award.susp%').execute();
    const mine = told.filter(({ payload }) => (payload as { awardId: string }).awardId === awardId).map(({ type }) => type);
    expect(mine.toSorted()).toEqual(['award.suspended', 'award.suspension-lifted']);
  });
});

describe('a stack', () => {
  it('is suspended with what it was made from, and comes back with it', async () => {
    const { issuerId, microCredentialId } = await aMicroCredential(app.database);
    await aStack(app, [microCredentialId], { issuerId });
    const { earnerId, awardId } = await anAward(app, { microCredentialId });
    const lead = await leadOf(issuerId);
    const stack = async () => {
      await app.settled();
      const { items } = (await (await app.as(earnerId))('GET', '/api/v1/awards')).json();
      return items.find(({ kind }: { kind: string }) => kind === 'stack');
    };
    expect(await stack()).toMatchObject({ suspended: null });
    await suspend(lead, awardId);
    expect(await stack()).toMatchObject({ suspended: { reason: expect.stringContaining('is suspended') } });
    await lift(lead, awardId);
    expect(await stack()).toMatchObject({ suspended: null, revoked: null });
  });

  it('that the issuer suspended for itself stays so when a part comes back', async () => {
    const { issuerId, microCredentialId } = await aMicroCredential(app.database);
    await aStack(app, [microCredentialId], { issuerId });
    const { earnerId, awardId } = await anAward(app, { microCredentialId });
    const lead = await leadOf(issuerId);
    const { id: stackAward } = await app.database
      .selectFrom('award')
      .select('id')
      .where('earner_id', '=', earnerId)
      .where('stack_id', 'is not', null)
      .executeTakeFirstOrThrow();
    await suspend(lead, stackAward);
    await suspend(lead, awardId);
    await app.settled();
    await lift(lead, awardId);
    await app.settled();
    expect((await page(stackAward)).suspendedAt).not.toBeNull();
  });

  it('is not completed by a suspended award, but when it comes back', async () => {
    const first = await aMicroCredential(app.database);
    const second = await aMicroCredential(app.database, { issuerId: first.issuerId });
    await aStack(app, [first.microCredentialId, second.microCredentialId], { issuerId: first.issuerId });
    const { id: earnerId } = await aPerson(app.database);
    const { awardId } = await anAward(app, { earnerId, microCredentialId: first.microCredentialId });
    const lead = await leadOf(first.issuerId);
    await suspend(lead, awardId);
    await anAward(app, { earnerId, microCredentialId: second.microCredentialId });
    await app.settled();
    const stacks = () =>
      app.database.selectFrom('award').select('id').where('earner_id', '=', earnerId).where('stack_id', 'is not', null).execute();
    expect(await stacks()).toEqual([]);
    await lift(lead, awardId);
    await app.settled();
    expect(await stacks()).toHaveLength(1);
  });
});
