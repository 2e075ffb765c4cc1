import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, aMembership, anOrganization } from '../../testing/builders.ts';
import { aClaim, aDistrict, anIncentive, aRule } from '../../testing/recognition.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';
import { moveClaim } from '../claims/move-claim.ts';
import { keepFigures } from './keep-figures.ts';
import { monthAfter, monthOf } from './raises.ts';

const cpd = { kind: 'credit', unit: 'CPD credit' } as const;
const stipend = aRule({
  value: { kind: 'by-difficulty', pays: { kind: 'stipend' }, amounts: { 1: '100', 2: '100', 3: '100' } },
  effective: { kind: 'next-contract-year', after: 'award' },
});

describe('a recognizer’s insight', () => {
  let app: TestApp;
  let now = new Date('2026-06-15T15:00:00Z');
  beforeAll(async () => {
    app = await testApp({ clock: () => now });
  });
  afterAll(() => app.close());

  interface District {
    recognizerId: string;
    programId: string;
    hr: Send;
    /** Asks for the figures as they stand now. */
    look(filter?: Record<string, string>): Promise<Record<string, never>>;
    school(name: string, educators: number): Promise<{ id: string; educators: string[] }>;
    claim(educatorId: string, n: number, awardedAt: string, posted?: boolean): Promise<string>;
  }

  async function aDistrictOfSchools(): Promise<District> {
    now = new Date('2026-06-15T15:00:00Z');
    const { recognizerId, programId, hrId } = await aDistrict(app.ground);
    const hr = await app.as(hrId);
    return {
      recognizerId,
      programId,
      hr,
      async look(filter = {}) {
        await keepFigures(app.ground, recognizerId);
        const answer = await hr('GET', `/api/v1/organizations/${recognizerId}/insight?${new URLSearchParams(filter)}`);
        expect(answer.statusCode, answer.body).toBe(200);
        return answer.json();
      },
      async school(name, count) {
        const { id } = await anOrganization(app.database, { name, isRecognizer: true, parentId: recognizerId });
        const educators: string[] = [];
        for (let index = 0; index < count; index += 1) educators.push((await aMember(app.database, id, 'educator')).id);
        return { id, educators };
      },
      claim: (educatorId, n, awardedAt, posted = true) => aClaim(app.ground, { recognizerId, educatorId, n, awardedAt, posted }),
    };
  }

  it('shows which share of its educators has an award, by school and month', async () => {
    const { recognizerId, look, school, claim } = await aDistrictOfSchools();
    const [ridge, lake] = [await school('Ridge', 6), await school('Lake', 8)];
    // of Ridge's six, five: one of them works at Lake too, one is counted once though she has two
    for (const [index, educator] of ridge.educators.slice(0, 5).entries())
      await claim(educator, index + 1, `2026-0${index + 1}-10T18:00:00Z`);
    await claim(ridge.educators[0] ?? '', 20, '2026-05-20T18:00:00Z');
    await aMembership(app.database, lake.id, ridge.educators[4] ?? '', ['educator']);
    // a declined one is none, and a coach is no educator
    const refused = await claim(lake.educators[0] ?? '', 9, '2026-02-01T18:00:00Z', false);
    await app.database
      .transaction()
      .execute((transaction) => moveClaim(app.ground, transaction, { claimId: refused, move: 'decline', reason: 'Not ours.', by: null }));
    await aMember(app.database, lake.id, 'coach');

    expect(await look({ from: '2026-02', to: '2026-04' })).toMatchObject({
      adoption: {
        educators: 14,
        withAward: 4,
        share: 28.6,
        months: [
          { month: '2026-02', began: 1, withAward: 2, share: 14.3, awards: 1 },
          { month: '2026-03', began: 1, withAward: 3, share: 21.4, awards: 1 },
          { month: '2026-04', began: 1, withAward: 4, share: 28.6, awards: 1 },
        ],
        schools: [
          { name: 'Lake', educators: 9, withAward: 0, share: 0, awards: 0 },
          { name: 'Ridge', educators: 6, withAward: 4, share: 66.7, awards: 3 },
        ],
      },
    });
    expect(await look()).toMatchObject({
      from: '2024-07',
      to: '2026-06',
      adoption: {
        educators: 14,
        withAward: 5,
        schools: [
          { name: 'Lake', withAward: 1 },
          { name: 'Ridge', withAward: 5, share: 83.3 },
        ],
      },
    });
    expect(await look({ schoolId: lake.id })).toMatchObject({ adoption: { educators: 9, withAward: 1, schools: [] } });
    expect(recognizerId).toBeTruthy();
  });

  it('keeps back what is about fewer than five, and what one could reckon it from', async () => {
    const { look, school, claim, hr, recognizerId } = await aDistrictOfSchools();
    await anIncentive(app.ground, recognizerId, aRule());
    const [ridge, tiny] = [await school('Ridge', 7), await school('Tiny', 3)];
    await school('Lake', 12);
    await claim(tiny.educators[0] ?? '', 1, '2026-03-10T18:00:00Z');
    await claim(ridge.educators[0] ?? '', 2, '2026-03-10T18:00:00Z', false);
    const whole = await look();
    expect(whole).toMatchObject({
      smallestCell: 5,
      adoption: {
        educators: 22,
        schools: [
          { name: 'Lake', educators: 12, withAward: 0 },
          { name: 'Ridge', educators: null, withAward: null, share: null, awards: null },
          { name: 'Tiny', educators: null, withAward: null, share: null, awards: null },
        ],
      },
      // one waits at Human Resources: too few to be told
      pipeline: expect.arrayContaining([{ state: 'handed-in', lines: null, educators: null }]),
      steps: expect.arrayContaining([{ step: 'claimed', times: 0, medianDays: null, slowDays: null }]),
      cost: { raisesInForce: expect.any(String) },
    });
    expect(await look({ schoolId: tiny.id })).toMatchObject({
      adoption: { educators: null, withAward: null, share: null, months: [] },
      cost: null,
      credits: null,
    });
    const csv = await hr('GET', `/api/v1/organizations/${recognizerId}/insight/schools.csv`);
    expect(csv.body).toBe('school,educators,with_award,share_percent,awards_in_period\r\nLake,12,0,0,0\r\nRidge,,,,\r\nTiny,,,,\r\n');
  });

  it('tells raises by the year they go on, stipends once, and what is committed', async () => {
    const { recognizerId, look, school, claim } = await aDistrictOfSchools();
    await anIncentive(app.ground, recognizerId, aRule());
    await anIncentive(app.ground, recognizerId, stipend);
    await anIncentive(app.ground, recognizerId, aRule({ value: { kind: 'every', awards: 2, pays: cpd, amount: '1' } }));
    const { educators } = await school('Ridge', 6);
    // skill 2 is of difficulty 3: $600 from January on; skill 1 of difficulty 2: $400 from April on
    for (const educator of educators) await claim(educator, 2, '2026-01-10T18:00:00Z');
    await claim(educators[0] ?? '', 1, '2026-04-10T18:00:00Z');
    expect(await look({ from: '2026-01', to: '2026-06' })).toMatchObject({
      cost: {
        currency: 'USD',
        raisesInForce: '4000.00',
        raisesToCome: '0.00',
        // 3600 for six months, 400 for three
        raises: '1900.00',
        stipends: '0.00',
        stipendsToCome: '700.00',
        years: [
          { from: '2025-07', to: '2026-06', raises: '1900.00', stipends: '0.00', committed: false },
          { from: '2026-07', to: '2027-06', raises: '4000.00', stipends: '700.00', committed: true },
          { from: '2027-07', to: '2028-06', raises: '4000.00', stipends: '0.00', committed: true },
        ],
      },
      credits: [{ kind: 'credit', unit: 'CPD credit', amount: '1.00', cycles: [{ from: '2025-07-01', to: '2030-07-01', amount: '1.00' }] }],
    });
  });

  it('measures each step in days, from the request to the payroll', async () => {
    const { recognizerId, look, school, claim, hr } = await aDistrictOfSchools();
    await anIncentive(app.ground, recognizerId, aRule());
    const { educators } = await school('Ridge', 5);
    for (const [index, educator] of educators.entries()) {
      const claimId = await claim(educator, 2, '2026-05-01T18:00:00Z', false);
      now = new Date(Date.UTC(2026, 5, 15 + index, 15));
      await app.database
        .transaction()
        .execute((transaction) => moveClaim(app.ground, transaction, { claimId, move: 'post', reason: null, by: null }));
      now = new Date('2026-06-15T15:00:00Z');
    }
    now = new Date('2026-06-20T15:00:00Z');
    const closed = await hr('POST', `/api/v1/organizations/${recognizerId}/closings`, { endsOn: '2026-06-20' });
    expect(closed.statusCode, closed.body).toBe(201);
    const { steps } = (await look()) as unknown as { steps: { step: string; times: number; medianDays: number; slowDays: number }[] };
    expect(steps).toEqual([
      { step: 'approved', times: 0, medianDays: null, slowDays: null },
      { step: 'award', times: 0, medianDays: null, slowDays: null },
      { step: 'claimed', times: 5, medianDays: 45, slowDays: 45 },
      { step: 'posted', times: 5, medianDays: 2, slowDays: 4 },
      // closed_at is the database's own time, years after this test's
      expect.objectContaining({ step: 'paid' }),
    ]);
  });

  it('shows work under way by its state only', async () => {
    const { recognizerId, programId, look, school } = await aDistrictOfSchools();
    const { educators } = await school('Ridge', 6);
    const version = await app.database
      .selectFrom('program')
      .select('current_version_id as id')
      .where('id', '=', programId)
      .executeTakeFirstOrThrow();
    for (const [index, educator] of educators.entries()) {
      const request = await app.database
        .insertInto('pre_approval')
        .values({
          program_id: programId,
          recognizer_id: recognizerId,
          educator_id: educator,
          state: index < 5 ? 'approved' : 'submitted',
          version_id: version.id,
          chain: '[]',
          granted_at: index < 5 ? '2026-05-01T12:00:00Z' : null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const line = { pre_approval_id: request.id, educator_id: educator };
      await app.database.insertInto('pre_approval_member').values(line).execute();
      await app.database
        .insertInto('pre_approval_line')
        .values(
          [1, 2].map((n) => ({
            ...line,
            entry_id: `entry-${n}`,
            counts_as: `foreign:https://issuer.example/achievements/${n}`,
            title: `Skill ${n}`,
          })),
        )
        .execute();
    }
    const { pipeline } = (await look()) as unknown as { pipeline: unknown[] };
    expect(pipeline).toEqual([
      { state: 'chosen', lines: 0, educators: 0 },
      { state: 'asked', lines: null, educators: null },
      { state: 'approved', lines: 10, educators: 5 },
      { state: 'in-progress', lines: 0, educators: 0 },
      { state: 'awarded', lines: 0, educators: 0 },
      { state: 'handed-in', lines: 0, educators: 0 },
    ]);
  });

  it('agrees with a plain count of the claims, whatever they are', async () => {
    const { recognizerId, programId, look, school } = await aDistrictOfSchools();
    const schools = [await school('A', 9), await school('B', 6)];
    const everybody = schools.flatMap(({ educators }) => educators);
    const version = await app.database
      .selectFrom('program')
      .select('current_version_id as id')
      .where('id', '=', programId)
      .executeTakeFirstOrThrow();
    const claims = fc.uniqueArray(
      fc.record({
        who: fc.nat({ max: everybody.length - 1 }),
        n: fc.integer({ min: 1, max: 6 }),
        month: fc.integer({ min: 2025 * 12, max: 2026 * 12 + 5 }).map(monthOf),
        state: fc.constantFrom('submitted', 'held', 'posted', 'withdrawn', 'revoked'),
      }),
      { selector: ({ who, n }) => `${who}/${n}`, maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(claims, async (some) => {
        await app.database.deleteFrom('claim').where('recognizer_id', '=', recognizerId).execute();
        if (some.length)
          await app.database
            .insertInto('claim')
            .values(
              some.map(({ who, n, month, state }) => ({
                recognizer_id: recognizerId,
                educator_id: everybody[who] ?? '',
                program_id: programId,
                program_version_id: version.id ?? '',
                entry_id: `entry-${n}`,
                counts_as: `mc:${n}`,
                award_id: null,
                foreign_badge_id: badgeId,
                title: `Skill ${n}`,
                difficulty: 1,
                hours: '1',
                earned_on: `${month}-11`,
                submitted_on: `${month}-12`,
                posted_on: state === 'posted' ? `${month}-13` : null,
                state,
              })),
            )
            .execute();
        const standing = some.filter(({ state }) => state !== 'withdrawn' && state !== 'revoked');
        const firstOf = (who: number) =>
          standing.filter((claim) => claim.who === who).reduce((first, { month }) => (month < first ? month : first), '9999-12');
        const { adoption } = (await look({ from: '2025-01', to: '2026-06' })) as unknown as {
          adoption: { months: { month: string; began: number; withAward: number; awards: number }[]; schools: { withAward: number }[] };
        };
        expect(adoption.months).toEqual(
          Array.from({ length: 18 }, (_, index) => monthAfter('2025-01', index)).map((month) =>
            expect.objectContaining({
              month,
              began: everybody.filter((_, who) => firstOf(who) === month).length,
              withAward: everybody.filter((_, who) => firstOf(who) <= month).length,
              awards: standing.filter((claim) => claim.month === month).length,
            }),
          ),
        );
        expect(adoption.schools.map(({ withAward }) => withAward)).toEqual([
          everybody.filter((_, who) => who < 9 && firstOf(who) < '9999').length,
          everybody.filter((_, who) => who >= 9 && firstOf(who) < '9999').length,
        ]);
      }),
      { numRuns: 25 },
    );
  });

  let badgeId: string;
  beforeAll(async () => {
    const { id } = await aMember(app.database, (await anOrganization(app.database, {})).id, 'author');
    const badge = await app.database
      .insertInto('foreign_badge')
      .values({
        educator_id: id,
        credential_id: `urn:uuid:${randomUUID()}`,
        achievement_id: 'https://issuer.example/achievements/1',
        issuer_id: 'https://issuer.example',
        issuer_name: 'An issuer elsewhere',
        title: 'Skill 1',
        awarded_at: '2026-03-01T18:00:00Z',
        source: Buffer.from('{}'),
        report: '[]',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    badgeId = badge.id;
  });

  it('refuses a school that is not its own, a period that ends before it begins, and everybody else', async () => {
    const { recognizerId, hr } = await aDistrictOfSchools();
    const elsewhere = await anOrganization(app.database, { isRecognizer: true });
    const at = `/api/v1/organizations/${recognizerId}/insight`;
    expect((await hr('GET', `${at}?schoolId=${elsewhere.id}`)).statusCode).toBe(404);
    expect((await hr('GET', `${at}?from=2026-05&to=2026-04`)).statusCode).toBe(400);
    const educator = await app.as((await aMember(app.database, recognizerId, 'educator')).id);
    expect((await educator('GET', at)).statusCode).toBe(404);
  });
});
