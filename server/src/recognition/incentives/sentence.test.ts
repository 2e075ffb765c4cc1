import { describe, expect, it } from 'vitest';
import { aRule } from '../../testing/recognition.ts';
import { conversionCircle } from './conversions.ts';
import { paysTwice } from './pays-twice.ts';
import { sentenceOf } from './sentence.ts';
import { addMonths, cycleStart, nextContractYear, nextPayPeriod, yearStart } from './terms.ts';

const said = (overrides: Parameters<typeof aRule>[0]) => sentenceOf(aRule(overrides), { currency: 'USD' });
const atOnce = 'Effective from the date of the award.';

describe('a rule says itself', () => {
  it('as the district would: dollars, difficulty, cap', () => {
    expect(
      said({
        value: { kind: 'by-difficulty', pays: { kind: 'base-salary' }, amounts: { 2: '400' } },
        caps: [{ amount: '1200', per: 'calendar-year' }],
      }),
    ).toBe(`Each award of difficulty 2 adds $400 to base salary, at most $1,200 a calendar year. ${atOnce}`);
    expect(said({})).toBe(`Each award of difficulty 1 adds $200 to base salary, of difficulty 2 $400 and of difficulty 3 $600. ${atOnce}`);
    expect(said({ value: { kind: 'every', awards: 1, pays: { kind: 'stipend' }, amount: '150.50', times: 'once' } })).toBe(
      `The first award pays a one-time stipend of $150.50. ${atOnce}`,
    );
  });

  it('with what waits, lapses and converts', () => {
    expect(said({ value: { kind: 'every', awards: 2, pays: { kind: 'credit', unit: 'CPD credit' }, amount: '1' } })).toBe(
      `Every 2 awards give 1 CPD credit. What is left over waits for the next award. ${atOnce}`,
    );
    expect(
      said({
        value: {
          kind: 'convert',
          from: { kind: 'hours', unit: 'hour' },
          every: '15',
          pays: { kind: 'credit', unit: 'board credit' },
          amount: '1',
          lapseAfterMonths: 36,
        },
      }),
    ).toBe(`Every 15 hours earned within 3 years give 1 board credit. What is left over after that lapses. ${atOnce}`);
  });

  it('with its conditions', () => {
    expect(
      said({
        counts: { preApproved: true, proofWithin: { days: 90, of: 'approval' } },
        eligibility: { positions: ['teacher', 'librarian'], employedForMonths: 12 },
        effective: { kind: 'next-pay-period', after: 'posting' },
        exclusive: { group: 'pay', rank: 1 },
      }),
    ).toContain(
      'The award must have been approved beforehand. Proof is due within 90 days of the approval. For those employed as teacher or librarian. ' +
        'For those employed for at least 1 year. Effective with the first pay period after the claim is posted. ' +
        'An award counts for one incentive of “pay” only.',
    );
  });
});

describe('calendars', () => {
  it('find the next pay period after a day, whichever way a district pays', () => {
    expect(nextPayPeriod('2026-01-31', { kind: 'monthly', day: 28 })).toBe('2026-02-28');
    expect(nextPayPeriod('2026-12-16', { kind: 'twice-a-month', days: [1, 16] })).toBe('2027-01-01');
    expect(nextPayPeriod('2026-12-15', { kind: 'twice-a-month', days: [1, 16] })).toBe('2026-12-16');
    expect(nextPayPeriod('2026-01-02', { kind: 'every-n-weeks', weeks: 2, anchor: '2026-01-02' })).toBe('2026-01-16');
    expect(nextPayPeriod('2025-12-31', { kind: 'every-n-weeks', weeks: 2, anchor: '2026-01-02' })).toBe('2026-01-02');
  });

  it('know years, cycles and the ends of months', () => {
    expect(yearStart('2026-06-30', '07-01')).toBe('2025-07-01');
    expect(nextContractYear('2026-07-01', '07-01')).toBe('2027-07-01');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-02-29', -12)).toBe('2023-02-28');
    expect(cycleStart('2019-06-30', { years: 5, anchor: '2024-07-01' })).toBe('2014-07-01');
    expect(cycleStart('2024-07-01', { years: 5, anchor: '2024-07-01' })).toBe('2024-07-01');
  });
});

it('units that would turn into each other without end are found', () => {
  const turn = (from: string, to: string) =>
    aRule({
      value: { kind: 'convert', from: { kind: 'credit', unit: from }, every: '2', pays: { kind: 'credit', unit: to }, amount: '3' },
    });
  expect(conversionCircle([turn('a', 'b'), turn('b', 'c')])).toBeNull();
  expect(conversionCircle([turn('a', 'b'), turn('b', 'c'), turn('c', 'a')])).toEqual(['a', 'b', 'c']);
});

it('two incentives that would pay the same for one award are found', () => {
  const always = { effectiveFrom: '2026-01-01', effectiveUntil: null };
  const raise = { ...always, rule: aRule() };
  const narrow = (overrides: Parameters<typeof aRule>[0], dates = always as { effectiveFrom: string; effectiveUntil: string | null }) =>
    paysTwice(raise, { ...dates, rule: aRule(overrides) });
  expect(narrow({})).toBe(true);
  expect(narrow({ value: { kind: 'every', awards: 1, pays: { kind: 'base-salary' }, amount: '5' } })).toBe(true);
  expect(narrow({ value: { kind: 'every', awards: 1, pays: { kind: 'stipend' }, amount: '5' } })).toBe(false);
  expect(narrow({}, { effectiveFrom: '2020-01-01', effectiveUntil: '2025-12-31' })).toBe(false);
  const low = aRule({ value: { kind: 'by-difficulty', pays: { kind: 'base-salary' }, amounts: { 1: '100' } } });
  const high = aRule({ value: { kind: 'by-difficulty', pays: { kind: 'base-salary' }, amounts: { 3: '300' } } });
  expect(paysTwice({ ...always, rule: low }, { ...always, rule: high })).toBe(false);
  const one = { exclusive: { group: 'pay', rank: 1 } };
  expect(paysTwice({ ...always, rule: aRule(one) }, { ...always, rule: aRule(one) })).toBe(false);
});
