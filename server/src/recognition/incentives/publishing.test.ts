import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember } from '../../testing/builders.ts';
import { aClaim, aDistrict, aRule, ledgerBalances } from '../../testing/recognition.ts';
import { type Send, type TestApp, testApp } from '../../testing/test-app.ts';
import { daysInForce } from './pays-twice.ts';
import type { Rule } from './rule.ts';

const today = '2026-04-10';
const cpd = { kind: 'credit', unit: 'CPD credit' } as const;
const renewal = (every: string) =>
  aRule({ value: { kind: 'convert', from: cpd, every, pays: { kind: 'status', unit: 'renewal' }, amount: '1' } });

describe('publishing a rule', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp({ clock: () => new Date(`${today}T15:00:00Z`) });
  });
  afterAll(async () => {
    expect(app.jobErrors).toEqual([]);
    await app.close();
  });

  async function aDistrictOfRules() {
    const { recognizerId } = await aDistrict(app.ground);
    const admin: Send = await app.as((await aMember(app.database, recognizerId, 'recognizer-admin')).id);
    const at = `/api/v1/organizations/${recognizerId}/incentives`;
    return {
      recognizerId,
      publish: async (slug: string, rule: Rule, more: object = {}) => {
        const answer = await admin('POST', at, { slug, name: `The ${slug}`, rule, effectiveFrom: today, ...more });
        await app.settled();
        return answer;
      },
      published: async () =>
        (await admin('GET', at))
          .json()
          .items.flatMap(({ slug, versions }: { slug: string; versions: { number: number }[] }) =>
            versions.map(({ number }) => `${slug} ${number}`),
          ),
    };
  }

  it('that would pay an award twice is refused by name, and nothing of it is kept, until both are said to be meant', async () => {
    const { recognizerId, publish, published } = await aDistrictOfRules();
    expect((await publish('raise', aRule(), { effectiveFrom: '2026-01-01', retroactive: true })).statusCode).toBe(201);
    const { id: educatorId } = await aMember(app.database, recognizerId, 'educator');
    await aClaim(app.ground, { recognizerId, educatorId, n: 1 });
    const balance = () => ledgerBalances(app.database, recognizerId, educatorId);
    const before = await balance();

    const again = { effectiveFrom: '2026-01-01', retroactive: true };
    const refused = await publish('second-raise', aRule(), again);
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'rule-pays-twice']);
    expect(refused.json().detail).toContain('“The raise”');
    expect(await published()).toEqual(['raise 1']);
    expect(await balance()).toEqual(before);

    expect((await publish('second-raise', aRule(), { ...again, stacks: true })).statusCode).toBe(201);
    expect(await balance()).toEqual({ 'base-salary/USD': '800.00' });
  });

  it('is held against every version that decides on one of its days, not the newest alone', async () => {
    const { publish, published } = await aDistrictOfRules();
    await publish('raise', aRule());
    // from July on the raise becomes a stipend
    const stipend = aRule({ value: { kind: 'every', awards: 1, pays: { kind: 'stipend' }, amount: '400' } });
    expect((await publish('raise', stipend, { effectiveFrom: '2026-07-01' })).statusCode).toBe(201);
    expect((await publish('until-june', aRule(), { effectiveUntil: '2026-06-30' })).json().code).toBe('rule-pays-twice');
    expect((await publish('from-july', aRule(), { effectiveFrom: '2026-07-01' })).statusCode).toBe(201);
    expect((await publish('bonus', stipend, { effectiveFrom: '2026-08-01' })).json().code).toBe('rule-pays-twice');
    expect(await published()).toEqual(['from-july 1', 'raise 2', 'raise 1']);
  });

  it('that would turn the same credits into the same thing twice is refused, too', async () => {
    const { publish, published } = await aDistrictOfRules();
    expect((await publish('renewal', renewal('6'))).statusCode).toBe(201);
    expect((await publish('quick-renewal', renewal('3'))).json().code).toBe('rule-pays-twice');
    const lane = aRule({ value: { kind: 'convert', from: cpd, every: '15', pays: { kind: 'status', unit: 'lane' }, amount: '1' } });
    expect((await publish('lane', lane)).statusCode).toBe(201);
    expect(await published()).toEqual(['lane 1', 'renewal 1']);
  });

  it('for other educators is no second payment', async () => {
    const { publish } = await aDistrictOfRules();
    await publish('teachers', aRule({ eligibility: { positions: ['teacher'] } }));
    expect((await publish('librarians', aRule({ eligibility: { positions: ['librarian'] } }))).statusCode).toBe(201);
    expect((await publish('everybody', aRule())).json().code).toBe('rule-pays-twice');
  });

  it('of the past, in a circle, or of what is on no list says so, and changes nothing', async () => {
    const { publish, published } = await aDistrictOfRules();
    const turn = (from: string, to: string) =>
      aRule({
        value: { kind: 'convert', from: { kind: 'credit', unit: from }, every: '2', pays: { kind: 'credit', unit: to }, amount: '3' },
      });
    const set = aRule({
      value: { kind: 'set', achievements: ['mc:of-nobody'], need: 'all', pays: { kind: 'endorsement', unit: 'leader' } },
    });
    await publish('there', turn('a', 'b'));
    const refusals = [
      await publish('back', turn('b', 'a')),
      await publish('early', aRule(), { effectiveFrom: '2026-04-09' }),
      await publish('unknown', set),
      await publish('backwards', aRule(), { effectiveUntil: '2026-04-09' }),
    ];
    expect(refusals.map((answer) => [answer.statusCode, answer.json().code])).toEqual([
      [422, 'rule-in-circle'],
      [409, 'rule-is-retroactive'],
      [422, 'rule-names-unknown'],
      [422, 'rule-has-no-days'],
    ]);
    expect(await published()).toEqual(['there 1']);
  });

  it('by two at once makes two versions of it, one after the other', async () => {
    const { publish, published } = await aDistrictOfRules();
    const answers = await Promise.all([publish('raise', aRule()), publish('raise', aRule())]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
    expect(await published()).toEqual(['raise 2', 'raise 1']);
  });
});

it('a version decides until the next one begins, and not at all where that one begins no later', () => {
  const rule = aRule();
  const version = (number: number, effectiveFrom: string, effectiveUntil: string | null = null) => ({
    number,
    rule,
    effectiveFrom,
    effectiveUntil,
  });
  const days = (...versions: ReturnType<typeof version>[]) =>
    daysInForce(versions).map(({ effectiveFrom, effectiveUntil }) => [effectiveFrom, effectiveUntil]);
  expect(days(version(1, '2026-01-01'), version(2, '2026-07-01'))).toEqual([
    ['2026-01-01', '2026-06-30'],
    ['2026-07-01', null],
  ]);
  expect(days(version(1, '2026-01-01', '2026-03-31'), version(2, '2026-07-01', '2026-12-31'))).toEqual([
    ['2026-01-01', '2026-03-31'],
    ['2026-07-01', '2026-12-31'],
  ]);
  expect(days(version(1, '2026-07-01'), version(2, '2026-01-01'))).toEqual([['2026-01-01', null]]);
  expect(days(version(1, '2026-01-01'), version(2, '2026-12-01'), version(3, '2026-06-01'))).toEqual([
    ['2026-01-01', '2026-05-31'],
    ['2026-06-01', null],
  ]);
});
