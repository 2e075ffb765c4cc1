import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAward } from '../../testing/awards.ts';
import { aMember, aMembership } from '../../testing/builders.ts';
import { aDistrict, anIncentive, aRule, ledgerBalances } from '../../testing/recognition.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';
import { ProgramDefinition } from '../programs/definition.ts';
import { publishProgram } from '../programs/publish-program.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** An award whose educator may claim a raise of $200 for it. */
async function aClaimable() {
  const { recognizerId } = await aDistrict(app.ground);
  const award = await anAward(app);
  const definition = ProgramDefinition.parse({
    name: 'Deeper Learning',
    summary: 'Raises.',
    entries: [{ entryId: 'entry', microCredentialId: award.microCredentialId, difficulty: 1 }],
  });
  await app.database
    .transaction()
    .execute((transaction) => publishProgram(app.ground, transaction, { recognizerId, slug: 'raises', definition, publishedBy: null }));
  await anIncentive(app.ground, recognizerId, aRule());
  await aMembership(app.database, recognizerId, award.earnerId, ['educator']);
  const educator = await app.as(award.earnerId);
  const hr = await app.as((await aMember(app.database, recognizerId, 'hr')).id);
  const claims = `/api/v1/organizations/${recognizerId}/claims`;
  const issuer = await app.as((await aMember(app.database, award.issuerId, 'issuer-admin')).id);
  const settled = async (answer: Promise<{ statusCode: number }>) => {
    expect((await answer).statusCode).toBe(200);
    await app.settled();
  };
  const standing = `/api/v1/awards/${award.awardId}`;
  return {
    suspend: () => settled(issuer('PUT', `${standing}/suspension`, { reason: 'It is being looked at again.' })),
    lift: () => settled(issuer('DELETE', `${standing}/suspension`)),
    revoke: () => settled(issuer('POST', `${standing}/revocation`, { reason: 'It was not theirs.' })),
    claim: () => educator('POST', '/api/v1/claims', { organizationId: recognizerId, proof: { awardId: award.awardId } }),
    mine: async () => (await educator('GET', '/api/v1/claims')).json().items[0],
    async move(move: 'post' | 'hold') {
      const claimIds = (await educator('GET', '/api/v1/claims')).json().items.map(({ id }: { id: string }) => id);
      return (await hr('POST', `${claims}/moves`, { claimIds, move, ...(move === 'hold' && { reason: 'Which class was it?' }) })).json()
        .results[0];
    },
    balance: () => ledgerBalances(app.database, recognizerId, award.earnerId),
  };
}

describe('the claim of a suspended award', () => {
  it('waits until the suspension is lifted, and can be posted then', async () => {
    const { claim, mine, move, balance, suspend, lift } = await aClaimable();
    await claim();
    await suspend();
    expect(await mine()).toMatchObject({
      state: 'held',
      reason: expect.stringContaining('suspended'),
      proof: { suspendedAt: expect.any(String) },
    });
    expect(await mine()).not.toMatchObject({ reason: expect.stringContaining('looked at again') });
    expect(await move('post')).toMatchObject({ outcome: 'refused', detail: expect.stringContaining('suspended') });
    expect(await balance()).toEqual({});
    await lift();
    expect(await mine()).toMatchObject({ state: 'submitted', reason: null, proof: { suspendedAt: null } });
    expect(await move('post')).toMatchObject({ outcome: 'moved' });
    expect(await balance()).toEqual({ 'base-salary/USD': '200.00' });
  });

  it('stays posted, and nothing in the ledger is reversed, unless the award is revoked', async () => {
    const { claim, mine, move, balance, suspend, revoke } = await aClaimable();
    await claim();
    await move('post');
    const posted = await balance();
    await suspend();
    expect(await mine()).toMatchObject({ state: 'posted', proof: { suspendedAt: expect.any(String) } });
    expect(await balance()).toEqual(posted);
    await revoke();
    expect(await mine()).toMatchObject({ state: 'revoked' });
    expect(await balance()).toEqual({});
  });

  it('that Human Resources hold for reasons of their own stays held when the suspension is lifted', async () => {
    const { claim, mine, move, suspend, lift } = await aClaimable();
    await claim();
    await move('hold');
    await suspend();
    await lift();
    expect(await mine()).toMatchObject({ state: 'held', reason: 'Which class was it?' });
  });

  it('cannot be handed in meanwhile', async () => {
    const { claim, suspend, lift } = await aClaimable();
    await suspend();
    expect((await claim()).json()).toMatchObject({ status: 409, code: 'award-suspended' });
    await lift();
    expect((await claim()).statusCode).toBe(201);
  });
});
