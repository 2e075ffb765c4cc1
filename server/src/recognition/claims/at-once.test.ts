import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordRevocation } from '../../awards/revoke-award.ts';
import { recordSuspension } from '../../awards/suspend-award.ts';
import { anAward } from '../../testing/awards.ts';
import { aMember, aMembership } from '../../testing/builders.ts';
import { meetHalfWay } from '../../testing/half-way.ts';
import { aClaim, aDistrict, aForeignBadge, anIncentive, aRule, ledgerBalances } from '../../testing/recognition.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';
import { verifyLedger } from '../ledger/verify-ledger.ts';
import { ProgramDefinition } from '../programs/definition.ts';
import { publishProgram } from '../programs/publish-program.ts';
import { moveClaim } from './move-claim.ts';
import { submitClaim } from './submit-claim.ts';

describe('what two people do to a claim at once', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(async () => {
    const found: string[] = [];
    await verifyLedger(app.database, ({ what }) => found.push(what));
    expect(found).toEqual([]);
    expect(app.jobErrors).toEqual([]);
    await app.close();
  });

  /** A claim on the desk of a district that pays for it, with two of its Human Resources. */
  async function aDesk() {
    const { recognizerId, hrId } = await aDistrict(app.ground);
    await anIncentive(app.ground, recognizerId, aRule());
    const { id: educatorId } = await aMember(app.database, recognizerId, 'educator');
    const other = await aMember(app.database, recognizerId, 'hr');
    const claimId = await aClaim(app.ground, { recognizerId, educatorId, n: 1, posted: false });
    const [one, two] = [await app.as(hrId), await app.as(other.id)];
    const educator = await app.as(educatorId);
    const move = (send: typeof one, to: 'post' | 'hold' | 'decline') =>
      send('POST', `/api/v1/organizations/${recognizerId}/claims/moves`, {
        claimIds: [claimId],
        move: to,
        reason: to === 'post' ? null : 'Another look.',
      });
    const stands = async () => ({
      state: (await app.database.selectFrom('claim').select('state').where('id', '=', claimId).executeTakeFirstOrThrow()).state,
      paid: await ledgerBalances(app.database, recognizerId, educatorId),
      steps: (await app.database.selectFrom('claim_step').select('state').where('claim_id', '=', claimId).orderBy('id').execute()).map(
        ({ state }) => state,
      ),
    });
    return { recognizerId, educatorId, claimId, one, two, educator, move, stands };
  }
  const paid = { 'base-salary/USD': '400.00' };

  it('one posts and one holds: each sees what the other did, and the ledger follows the last', async () => {
    const { claimId, two, move, stands } = await aDesk();
    const { second } = await meetHalfWay(
      app.database,
      (transaction) => moveClaim(app.ground, transaction, { claimId, move: 'post', reason: null, by: null }),
      () => move(two, 'hold'),
    );
    expect(second.json().results).toMatchObject([{ outcome: 'moved' }]);
    expect(await stands()).toEqual({ state: 'held', paid: {}, steps: ['submitted', 'posted', 'held'] });
  });

  it('both post: it is paid once', async () => {
    const { one, two, move, stands } = await aDesk();
    const answers = await Promise.all([move(one, 'post'), move(two, 'post')]);
    expect(answers.map((answer) => answer.json().results[0].outcome).sort()).toEqual(['moved', 'there-already']);
    expect(await stands()).toEqual({ state: 'posted', paid, steps: ['submitted', 'posted'] });
  });

  it('one posts while the educator withdraws: only one of them happens', async () => {
    for (let round = 0; round < 12; round += 1) {
      const { claimId, one, educator, move, stands } = await aDesk();
      const withdraw = () => educator('POST', `/api/v1/claims/${claimId}/withdrawal`);
      const [posted, withdrawn] =
        round % 2 ? await Promise.all([move(one, 'post'), withdraw()]) : (await Promise.all([withdraw(), move(one, 'post')])).reverse();
      const wasPosted = posted?.json().results[0].outcome === 'moved';
      expect(withdrawn?.statusCode).toBe(wasPosted ? 409 : 200);
      expect(await stands()).toEqual(
        wasPosted
          ? { state: 'posted', paid, steps: ['submitted', 'posted'] }
          : { state: 'withdrawn', paid: {}, steps: ['submitted', 'withdrawn'] },
      );
    }
  });

  it('one badge handed in from two tabs is one claim', async () => {
    const { recognizerId } = await aDistrict(app.ground);
    const { id: educatorId } = await aMember(app.database, recognizerId, 'educator');
    const foreignBadgeId = await aForeignBadge(app.database, educatorId, 2);
    const educator = await app.as(educatorId);
    const hand = () => educator('POST', '/api/v1/claims', { organizationId: recognizerId, proof: { foreignBadgeId } });
    const answers = await Promise.all([hand(), hand(), hand()]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409]);
  });

  /** An award that its educator may claim. */
  async function claimable() {
    const { recognizerId } = await aDistrict(app.ground);
    const award = await anAward(app);
    const definition = ProgramDefinition.parse({
      name: 'Raises',
      summary: 'Raises.',
      entries: [{ entryId: 'entry', microCredentialId: award.microCredentialId, difficulty: 2 }],
    });
    await app.database
      .transaction()
      .execute((transaction) => publishProgram(app.ground, transaction, { recognizerId, slug: 'raises', definition, publishedBy: null }));
    await aMembership(app.database, recognizerId, award.earnerId, ['educator']);
    const educator = await app.as(award.earnerId);
    const proof = { awardId: award.awardId };
    return {
      claim: { recognizerId, educatorId: award.earnerId, proof },
      hand: () => educator('POST', '/api/v1/claims', { organizationId: recognizerId, proof }),
      revocation: { awardId: award.awardId, reason: 'It was copied.', revokedBy: null },
      states: async () =>
        (await app.database.selectFrom('claim').select('state').where('award_id', '=', award.awardId).execute()).map(({ state }) => state),
    };
  }

  it('an award that is being revoked is not claimed any more', async () => {
    const { hand, revocation, states } = await claimable();
    const { second } = await meetHalfWay(app.database, (transaction) => recordRevocation(app.ground, transaction, revocation), hand);
    expect([second.statusCode, second.json().code]).toEqual([409, 'award-revoked']);
    expect(await states()).toEqual([]);
  });

  it('a claim that is being handed in falls with its award, and waits with one that is suspended', async () => {
    for (const [happens, state] of [
      [recordRevocation, 'revoked'],
      [recordSuspension, 'held'],
    ] as const) {
      const { claim, revocation, states } = await claimable();
      await meetHalfWay(
        app.database,
        (transaction) => submitClaim(app.ground, transaction, claim),
        () => app.database.transaction().execute((transaction) => happens(app.ground, transaction, { ...revocation, suspendedBy: null })),
      );
      await app.settled();
      expect(await states()).toEqual([state]);
    }
  });
});
