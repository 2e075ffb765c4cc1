import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../app.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { startJobs } from '../../platform/jobs/jobs.ts';
import { anAward } from '../../testing/awards.ts';
import { aMember, aMembership } from '../../testing/builders.ts';
import {
  aClaim,
  aDistrict,
  anIncentive,
  aRule,
  arbitraryEmployment,
  arbitraryVersions,
  ledgerBalances,
} from '../../testing/recognition.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';
import { moveClaim } from '../claims/move-claim.ts';
import { recordEmployment } from '../incentives/record-employment.ts';
import { ProgramDefinition } from '../programs/definition.ts';
import { publishProgram } from '../programs/publish-program.ts';
import { settle } from './settle.ts';
import { type Difference, verifyLedger } from './verify-ledger.ts';

const cpd = { kind: 'credit', unit: 'CPD credit' } as const;
const everyTwo = aRule({ value: { kind: 'every', awards: 2, pays: cpd, amount: '1' } });

describe('the ledger', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());

  const differences = async (): Promise<Difference[]> => {
    const found: Difference[] = [];
    await verifyLedger(app.database, (difference) => found.push(difference));
    return found;
  };
  const move = (claimId: string, to: 'post' | 'hold' | 'revoke', reason: string | null = 'a reason') =>
    app.database.transaction().execute((transaction) => moveClaim(app.ground, transaction, { claimId, move: to, reason, by: null }));
  const anEducator = (recognizerId: string) => aMember(app.database, recognizerId, 'educator');

  it('gives Baltimore County’s 1 CPD credit for every 2 awards, lets the third wait, and reverses on revocation', async () => {
    const { recognizerId } = await aDistrict(app.ground);
    await anIncentive(app.ground, recognizerId, everyTwo);
    const { id: educatorId } = await anEducator(recognizerId);
    const balance = () => ledgerBalances(app.database, recognizerId, educatorId);

    const first = await aClaim(app.ground, { recognizerId, educatorId, n: 1 });
    expect(await balance()).toEqual({});
    await aClaim(app.ground, { recognizerId, educatorId, n: 2 });
    expect(await balance()).toEqual({ 'credit/CPD credit': '1.00' });
    const third = await aClaim(app.ground, { recognizerId, educatorId, n: 3 });
    expect(await balance()).toEqual({ 'credit/CPD credit': '1.00' });
    await move(first, 'revoke');
    expect(await balance()).toEqual({ 'credit/CPD credit': '1.00' });
    await move(third, 'revoke');
    expect(await balance()).toEqual({});
    expect(await differences()).toEqual([]);
  });

  it('raises Kettle Moraine’s base salaries by $200, $400 and $600, for good, and takes a raise back with its award', async () => {
    const { recognizerId } = await aDistrict(app.ground);
    const awards: ({ difficulty: number } & Awaited<ReturnType<typeof anAward>>)[] = [];
    for (const difficulty of [1, 2, 3]) awards.push({ difficulty, ...(await anAward(app)) });
    const [award] = awards;
    if (!award) throw new Error('no award');
    const definition = ProgramDefinition.parse({
      name: 'Deeper Learning',
      summary: 'Raises.',
      entries: awards.map(({ difficulty, microCredentialId }) => ({ entryId: `entry-${difficulty}`, microCredentialId, difficulty })),
    });
    await app.database
      .transaction()
      .execute((transaction) => publishProgram(app.ground, transaction, { recognizerId, slug: 'raises', definition, publishedBy: null }));
    await anIncentive(app.ground, recognizerId, aRule());
    const hr = await app.as((await aMember(app.database, recognizerId, 'hr')).id);
    for (const { earnerId, awardId } of awards) {
      await aMembership(app.database, recognizerId, earnerId, ['educator']);
      const claimed = await (await app.as(earnerId))('POST', '/api/v1/claims', { organizationId: recognizerId, proof: { awardId } });
      expect(claimed.statusCode, claimed.body).toBe(201);
    }
    const desk = (await hr('GET', `/api/v1/organizations/${recognizerId}/claims`)).json();
    expect(desk.items.map(({ gives }: { gives: { amount: string }[] }) => gives[0]?.amount)).toEqual(['200.00', '400.00', '600.00']);
    const claimIds = desk.items.map(({ id }: { id: string }) => id);
    for (const outcome of ['moved', 'there-already']) {
      const posted = (await hr('POST', `/api/v1/organizations/${recognizerId}/claims/moves`, { claimIds, move: 'post' })).json();
      expect(posted.results.map((result: { outcome: string }) => result.outcome)).toEqual([outcome, outcome, outcome]);
    }
    const decided = (await hr('GET', `/api/v1/organizations/${recognizerId}/claims?state=posted`)).json();
    expect(decided.items.map(({ gave }: { gave: object[] }) => gave)).toMatchObject([
      [{ amount: '600.00', withOthers: 0 }],
      [{ amount: '400.00', withOthers: 0 }],
      [{ amount: '200.00', withOthers: 0 }],
    ]);
    const raises = await Promise.all(awards.map(({ earnerId }) => ledgerBalances(app.database, recognizerId, earnerId)));
    expect(raises).toEqual([{ 'base-salary/USD': '200.00' }, { 'base-salary/USD': '400.00' }, { 'base-salary/USD': '600.00' }]);

    const issuer = await app.as((await aMember(app.database, award.issuerId, 'issuer-admin')).id);
    await issuer('POST', `/api/v1/awards/${award.awardId}/revocation`, { reason: 'The work was not their own.' });
    await app.settled();
    expect(await ledgerBalances(app.database, recognizerId, award.earnerId)).toEqual({});
    const entries = await app.database
      .selectFrom('ledger_entry')
      .select(['amount', 'reason', 'reverses'])
      .where('educator_id', '=', award.earnerId)
      .orderBy('id')
      .execute();
    expect(entries).toMatchObject([
      { amount: '200.00', reverses: null },
      { amount: '-200.00', reason: expect.stringContaining('was revoked') },
    ]);
    expect(app.jobErrors).toEqual([]);
    expect(await differences()).toEqual([]);
  });

  it('counts an achievement once, whatever program it comes by', async () => {
    const { recognizerId } = await aDistrict(app.ground);
    const { id: educatorId } = await anEducator(recognizerId);
    await aClaim(app.ground, { recognizerId, educatorId, n: 1 });
    await expect(aClaim(app.ground, { recognizerId, educatorId, n: 1 })).rejects.toMatchObject({ code: 'already-claimed' });
  });

  it('refuses edits, deletion, fractions of a cent, double entries and reversals that are no mirror', async () => {
    const { recognizerId } = await aDistrict(app.ground);
    await anIncentive(app.ground, recognizerId, aRule());
    const { id: educatorId } = await anEducator(recognizerId);
    await aClaim(app.ground, { recognizerId, educatorId, n: 1 });
    const of = sql`from ledger_entry where educator_id = ${educatorId}`;
    const columns = sql.raw(
      'recognizer_id, educator_id, incentive_id, incentive_version_id, kind, unit, earned_on, effective_on, allocation',
    );
    const refused = [
      sql`update ledger_entry set amount = 1 where educator_id = ${educatorId}`,
      sql`delete ${of}`,
      sql`insert into ledger_entry (${columns}, amount, occurrence) select ${columns}, 0.001, 7 ${of}`,
      sql`insert into ledger_entry (${columns}, amount, occurrence) select ${columns}, amount, occurrence ${of}`,
      sql`insert into ledger_entry (${columns}, amount, occurrence, reverses, reason) select ${columns}, -1, occurrence, id, 'no' ${of}`,
      sql`insert into ledger_entry (${columns}, amount, occurrence) select ${columns}, -amount, 7 ${of}`,
    ];
    for (const statement of refused)
      await expect(statement.execute(app.database)).rejects.toThrow(/append-only|check constraint|duplicate key|mirror/);
  });

  it('keeps all of it when two nodes post at once', async () => {
    const { recognizerId } = await aDistrict(app.ground);
    await anIncentive(app.ground, recognizerId, everyTwo);
    await anIncentive(app.ground, recognizerId, aRule({ caps: [{ amount: '2000', per: 'lifetime' }] }));
    const { id: educatorId } = await anEducator(recognizerId);
    const claimIds: string[] = [];
    for (let n = 1; n <= 20; n += 1) claimIds.push(await aClaim(app.ground, { recognizerId, educatorId, n, posted: false }));

    const jobs = await startJobs(app.databaseUrl, (error) => app.jobErrors.push(error));
    const second = openDatabase(app.databaseUrl, 5, () => undefined);
    const node = await createApp(app.config, second, jobs);
    const post = (ground: TestApp['ground'], claimId: string) =>
      ground.database
        .transaction()
        .execute((transaction) => moveClaim(ground, transaction, { claimId, move: 'post', reason: null, by: null }));
    // each claim is posted by both nodes: one moves it, the other finds it there
    const moved = await Promise.all([
      ...claimIds.map((id) => post(app.ground, id)),
      ...[...claimIds].reverse().map((id) => post(node.ground, id)),
    ]);
    await node.server.close();
    await jobs.stop();
    await second.close();
    expect(moved.filter(Boolean)).toHaveLength(20);
    expect(await ledgerBalances(app.database, recognizerId, educatorId)).toEqual({
      'base-salary/USD': '2000.00',
      'credit/CPD credit': '10.00',
    });
    expect(await differences()).toEqual([]);
  });

  it('is brought to a rule that is published, and finds what somebody changed behind its back', async () => {
    const { recognizerId } = await aDistrict(app.ground);
    await anIncentive(app.ground, recognizerId, aRule(), { slug: 'raise' });
    const { id: educatorId } = await anEducator(recognizerId);
    await aClaim(app.ground, { recognizerId, educatorId, n: 3 });
    await anIncentive(
      app.ground,
      recognizerId,
      aRule({ value: { kind: 'by-difficulty', pays: { kind: 'base-salary' }, amounts: { 1: '250.50' } } }),
      { slug: 'raise' },
    );
    await app.settled();
    expect(await ledgerBalances(app.database, recognizerId, educatorId)).toEqual({ 'base-salary/USD': '250.50' });
    expect(await differences()).toEqual([]);

    await sql`alter table ledger_entry disable trigger user`.execute(app.database);
    await sql`update ledger_entry set amount = 999 where educator_id = ${educatorId} and amount = 250.5`.execute(app.database);
    await sql`alter table ledger_entry enable trigger user`.execute(app.database);
    const found = await differences();
    expect(found.map(({ what }) => what)).toEqual([
      expect.stringMatching(/says 999.00 USD .* due is 250.50 USD/),
      expect.stringMatching(/total of USD .* says 250.50, the entries sum to 999.00/),
    ]);
    await sql`alter table ledger_entry disable trigger user`.execute(app.database);
    await sql`update ledger_entry set amount = 250.50 where educator_id = ${educatorId} and amount = 999`.execute(app.database);
    await sql`alter table ledger_entry enable trigger user`.execute(app.database);
  });

  it('equals its recomputation for any history, and the same events in another order give the same balances', async () => {
    const day = fc.integer({ min: 0, max: 1200 }).map((days) => new Date(Date.UTC(2023, 0, 1, 18) + days * 86_400_000).toISOString());
    const award = fc.record({
      n: fc.integer({ min: 1, max: 40 }),
      awardedAt: day,
      fate: fc.constantFrom('stays' as const, 'stays' as const, 'revoked' as const, 'posted again' as const),
    });
    const history = fc.record({
      employment: arbitraryEmployment,
      awards: fc.uniqueArray(award, { selector: ({ n }) => n, minLength: 1, maxLength: 10 }),
      versions: arbitraryVersions,
      order: fc.infiniteStream(fc.nat()),
    });
    await fc.assert(
      fc.asyncProperty(history, async ({ employment, awards, versions, order }) => {
        const { recognizerId } = await aDistrict(app.ground);
        const rules = versions.map(({ rule, incentiveId, effectiveFrom, effectiveUntil }) => async () => {
          const until = effectiveUntil && effectiveUntil >= effectiveFrom ? effectiveUntil : null;
          // a set of this generator names no listed skills, pre-approval is another test's
          const asked = { ...rule, counts: { ...rule.counts, programs: null, preApproved: false } };
          if (rule.value.kind === 'set') return;
          await anIncentive(app.ground, recognizerId, asked, { slug: incentiveId, effectiveFrom, effectiveUntil: until });
        });
        const standing = new Map<string, string[]>();
        const lives = (educatorId: string) => [
          ...employment.map((record) => async () => {
            await app.database.transaction().execute((transaction) =>
              recordEmployment(app.ground, transaction, {
                recognizerId,
                recordedBy: null,
                educatorId,
                hrIdentifier: null,
                schoolId: null,
                ...record,
              }),
            );
          }),
          ...awards.map(({ n, awardedAt, fate }) => async () => {
            const claimId = await aClaim(app.ground, { recognizerId, educatorId, n, awardedAt });
            if (fate === 'revoked') await move(claimId, 'revoke');
            else standing.set(educatorId, [...(standing.get(educatorId) ?? []), claimId]);
            if (fate === 'posted again') for (const to of ['hold', 'post'] as const) await move(claimId, to);
          }),
        ];
        const [one, other] = [await anEducator(recognizerId), await anEducator(recognizerId)];
        // one lives it in this order with the rules first, the other in any order with the rules in between
        const before = rules.slice(0, Math.floor(rules.length / 2));
        const later = rules.slice(before.length);
        for (const happen of [...before, ...lives(one.id)]) await happen();
        const shuffled = lives(other.id)
          .map((happen) => ({ happen, place: order.next().value ?? 0 }))
          .sort((a, b) => a.place - b.place);
        const half = Math.floor(shuffled.length / 2);
        for (const { happen } of shuffled.slice(0, half)) await happen();
        for (const publish of later) await publish();
        for (const { happen } of shuffled.slice(half)) await happen();
        await app.settled();
        // what the job would do is done: nothing is left to settle
        const again = await app.database
          .transaction()
          .execute((transaction) => settle(app.ground, transaction, { recognizerId, educatorIds: [one.id, other.id], reason: 'again' }));
        expect(again).toEqual([]);
        expect(await ledgerBalances(app.database, recognizerId, one.id)).toEqual(
          await ledgerBalances(app.database, recognizerId, other.id),
        );
        expect(await differences()).toEqual([]);
        // reversing all returns to zero
        for (const claimId of standing.get(one.id) ?? []) await move(claimId, 'revoke');
        expect(await ledgerBalances(app.database, recognizerId, one.id)).toEqual({});
        expect(await differences()).toEqual([]);
      }),
      { numRuns: 8 },
    );
    expect(app.jobErrors).toEqual([]);
  });
});
