import { describe, expect, it } from 'vitest';
import { draftOf, emptyDraft, type Rule, ruleOf } from './rule-draft.ts';

const frame: Omit<Rule, 'value'> = {
  counts: { programs: null, difficulties: [1, 2], preApproved: true, proofWithin: { days: 30, of: 'approval' } },
  eligibility: { positions: ['Teacher', 'Librarian'], contracts: null, employedForMonths: 0 },
  caps: [{ amount: '1200', per: 'calendar-year' }],
  effective: { kind: 'next-contract-year', after: 'award' },
  exclusive: { group: 'raises', rank: 2 },
};
const pays = { kind: 'credit', unit: 'CPD credit' } as const;
const ofAwards: Rule['value'][] = [
  { kind: 'by-difficulty', pays: { kind: 'base-salary' }, amounts: { '1': '200', '3': '600.50' } },
  { kind: 'per-hour', pays, rate: '0.1', rounding: { step: '0.5', mode: 'down' } },
  { kind: 'every', pays, awards: 2, amount: '1', times: 'repeatedly', lapseAfterMonths: 18 },
  { kind: 'set', pays: { kind: 'endorsement', unit: 'Teacher leader' }, amount: '1', achievements: ['mc:a', 'mc:b'], need: 'all' },
];

describe('the form of a rule', () => {
  it.each(ofAwards)('gives a published rule of $kind back unchanged', (value) => {
    const rule: Rule = { ...frame, value };
    expect(ruleOf(draftOf(rule))).toEqual(rule);
  });

  it('asks nothing of awards in a conversion', () => {
    const value: Rule['value'] = {
      kind: 'convert',
      pays: { kind: 'status', unit: 'renewal' },
      from: { kind: 'credit', unit: 'CPD credit' },
      every: '6',
      amount: '1',
      times: 'once',
      lapseAfterMonths: 60,
    };
    const none = { programs: null, difficulties: null, preApproved: false, proofWithin: null };
    expect(ruleOf({ ...draftOf({ ...frame, value }) })).toEqual({ ...frame, value, counts: none, exclusive: null });
  });

  it('leaves out a difficulty without an amount, and takes money as people type it', () => {
    const { value } = ruleOf({ ...emptyDraft, amounts: ['', '$1,200', ' '] });
    expect(value).toEqual({ kind: 'by-difficulty', pays: { kind: 'base-salary' }, amounts: { '2': '1200' } });
  });
});
