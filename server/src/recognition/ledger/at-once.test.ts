import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type App, createApp } from '../../app.ts';
import { type OpenDatabase, openDatabase } from '../../platform/database/database.ts';
import { Problem } from '../../platform/http/problem.ts';
import { type Jobs, startJobs } from '../../platform/jobs/jobs.ts';
import { aMember } from '../../testing/builders.ts';
import { meetHalfWay } from '../../testing/half-way.ts';
import { aClaim, aDistrict, anIncentive, aRule, arbitraryVersions, ledgerBalances } from '../../testing/recognition.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';
import { moveClaim } from '../claims/move-claim.ts';
import { recordEmployment } from '../incentives/record-employment.ts';
import { foldTotals } from './fold-totals.ts';
import { verifyLedger } from './verify-ledger.ts';

let app: TestApp;
let second: { open: OpenDatabase; jobs: Jobs; node: App };
beforeAll(async () => {
  app = await testApp();
  const jobs = await startJobs(app.databaseUrl, (error) => app.jobErrors.push(error));
  const open = openDatabase(app.databaseUrl, 8, () => undefined);
  second = { open, jobs, node: await createApp(app.config, open, jobs) };
});
afterAll(async () => {
  await second.node.server.close();
  await second.jobs.stop();
  await second.open.close();
  await app.close();
});

const differences = async (): Promise<string[]> => {
  const found: string[] = [];
  await verifyLedger(app.database, ({ what }) => found.push(what));
  return found;
};

const work = fc.array(
  fc.record({
    what: fc.oneof(
      { weight: 10, arbitrary: fc.record({ move: fc.constantFrom('post', 'post', 'post', 'hold', 'revoke'), claim: fc.nat({ max: 23 }) }) },
      { weight: 1, arbitrary: fc.record({ publish: fc.nat() }) },
      { weight: 1, arbitrary: fc.record({ position: fc.constantFrom('teacher', 'librarian'), educator: fc.nat({ max: 2 }) }) },
      { weight: 1, arbitrary: fc.constant({ fold: true }) },
    ),
    node: fc.nat({ max: 1 }),
  }),
  { minLength: 10, maxLength: 60 },
);
type What = { move: string; claim: number } | { publish: number } | { position: string; educator: number } | { fold: boolean };

/** Two nodes post, take back, revoke, publish rules and record employment at once. */
it('whatever two nodes do at once, all of it is kept, once, and sums up', async () => {
  await fc.assert(
    fc.asyncProperty(work, arbitraryVersions, async (all, versions) => {
      const { recognizerId } = await aDistrict(app.ground);
      await anIncentive(app.ground, recognizerId, aRule({ caps: [{ amount: '2000', per: 'calendar-year' }] }));
      await anIncentive(
        app.ground,
        recognizerId,
        aRule({ value: { kind: 'every', awards: 2, pays: { kind: 'credit', unit: 'CPD credit' }, amount: '1' } }),
      );
      const rules = versions.map(({ rule }) => rule).filter(({ value }) => value.kind !== 'set');
      const educators: string[] = [];
      const claims: string[] = [];
      for (let index = 0; index < 3; index += 1) {
        const { id: educatorId } = await aMember(app.database, recognizerId, 'educator');
        educators.push(educatorId);
        for (let n = 1; n <= 8; n += 1) claims.push(await aClaim(app.ground, { recognizerId, educatorId, n, posted: false }));
      }
      const happens = async (what: What, { ground }: Pick<App, 'ground'>): Promise<unknown> => {
        if ('fold' in what) return foldTotals(ground.database);
        return ground.database.transaction().execute(async (transaction) => {
          if ('move' in what)
            return moveClaim(ground, transaction, {
              claimId: claims[what.claim] ?? '',
              move: what.move as 'post',
              reason: 'a reason',
              by: null,
            });
          if ('position' in what)
            return recordEmployment(ground, transaction, {
              recognizerId,
              educatorId: educators[what.educator] ?? '',
              effectiveOn: '2020-01-01',
              hrIdentifier: null,
              position: what.position,
              contract: null,
              schoolId: null,
              hiredOn: null,
              endedOn: null,
              licenceStartsOn: null,
              licenceEndsOn: null,
              recordedBy: null,
            });
          return undefined;
        });
      };
      const publish = (place: number, { ground }: Pick<App, 'ground'>) => {
        const rule = rules[place % Math.max(1, rules.length)];
        return (
          rule &&
          anIncentive(
            ground,
            recognizerId,
            { ...rule, counts: { ...rule.counts, programs: null, preApproved: false } },
            { slug: 'changing' },
          )
        );
      };
      const results = await Promise.allSettled(
        all.map(({ what, node }) => {
          const on = node === 0 ? app : second.node;
          return 'publish' in what ? publish(what.publish, on) : happens(what, on);
        }),
      );
      // a claim that another node has just revoked cannot be held any more: told, and nothing else goes wrong
      for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(Problem);
      await app.settled();
      expect(await differences()).toEqual([]);
      // what is posted counts, each once: no claim is named by two standing entries of one incentive
      const { rows: twice } = await sql`
        select l.incentive_id, claim_id from ledger_entry l join incentive_version v on v.id = l.incentive_version_id, unnest(l.claim_ids) claim_id
        where l.recognizer_id = ${recognizerId} and l.reverses is null and v.rule->'value'->>'kind' <> 'convert'
          and not exists (select from ledger_entry r where r.reverses = l.id)
        group by 1, 2 having count(*) > 1`.execute(app.database);
      expect(twice).toEqual([]);
      // reversing all returns to zero, totals too
      for (const claimId of claims) await happens({ move: 'revoke', claim: claims.indexOf(claimId) }, app).catch(() => undefined);
      for (const educatorId of educators) expect(await ledgerBalances(app.database, recognizerId, educatorId)).toEqual({});
      const { rows: totals } =
        await sql`select from ledger_total where recognizer_id = ${recognizerId} group by kind, unit having sum(amount) <> 0`.execute(
          app.database,
        );
      expect(totals).toEqual([]);
      expect(await differences()).toEqual([]);
    }),
    { numRuns: 6 },
  );
  expect(app.jobErrors).toEqual([]);
}, 120_000);

/** A rule is published between the facts that a posting has read and its commit, for somebody who never had an entry. */
it('a first claim that is being posted while the rules change is counted by the new ones', async () => {
  const { recognizerId } = await aDistrict(app.ground);
  const { id: educatorId } = await aMember(app.database, recognizerId, 'educator');
  const claimId = await aClaim(app.ground, { recognizerId, educatorId, n: 1, posted: false });
  await meetHalfWay(
    app.database,
    (transaction) => moveClaim(app.ground, transaction, { claimId, move: 'post', reason: null, by: null }),
    async () => {
      await anIncentive(app.ground, recognizerId, aRule());
      await app.settled();
    },
  );
  expect(await ledgerBalances(app.database, recognizerId, educatorId)).toEqual({ 'base-salary/USD': '400.00' });
  expect(await differences()).toEqual([]);
});
