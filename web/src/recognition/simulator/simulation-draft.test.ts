import { describe, expect, it } from 'vitest';
import { draftOf, firstDraft, simulationOf, yearsOfPast } from './simulation-draft.ts';
import type { SimulatorBasis } from './simulator-queries.ts';

const basis: SimulatorBasis = {
  recognizer: { id: '0198aaaa-0000-7000-8000-000000000001', slug: 'ridge', name: 'Ridge' },
  currency: 'USD',
  nextYear: '2027-07',
  educators: 200,
  withAward: 50,
  awards: 150,
  awardsLastYear: 60,
  difficulties: [50, 50, 50],
  firstMonth: '2025-03',
  lastMonth: '2026-11',
  listed: [6, 7, 7],
  incentives: [],
};
const names = { today: 'As it is today', raise: 'Permanent raise', stipend: 'Stipend, once' };

describe('a simulation in the form', () => {
  it('begins with what the organization’s own past lets one expect', () => {
    const draft = firstDraft(basis, names, 7);
    expect(draft).toMatchObject({
      educators: '200',
      begunPercent: '25',
      begunAwards: '3',
      rate: ['0.7', '1.2', '1.9'],
      startsOn: '2027-07',
    });
    expect(draft.difficulties.reduce((sum, part) => sum + Number(part), 0)).toBe(100);
    expect(draft.scenarios.map(({ name, kind }) => [name, kind])).toEqual([
      ['Permanent raise', 'base-salary'],
      ['Stipend, once', 'stipend'],
    ]);
  });

  it('goes out and comes back the same', () => {
    const draft = { ...firstDraft(basis, names, 7), name: 'For the board', question: 'Which?', curve: 'bass' as const };
    const simulation = simulationOf(draft);
    const back = draftOf({ name: draft.name, simulation, sentences: [[], []] }, basis);
    expect(simulationOf(back)).toEqual(simulation);
    expect(back.scenarios.map(({ kind }) => kind)).toEqual(['base-salary', 'stipend']);
  });

  it('keeps a rule that its fields cannot say', () => {
    const simulation = simulationOf(firstDraft(basis, names, 7));
    const rule = {
      value: {
        kind: 'every' as const,
        awards: 2,
        pays: { kind: 'credit' as const, unit: 'CPD credit' },
        amount: '1',
        times: 'repeatedly' as const,
        lapseAfterMonths: null,
      },
      effective: { kind: 'immediately' as const, after: 'award' as const },
      counts: { programs: null, difficulties: null, preApproved: false, proofWithin: null },
      eligibility: { positions: null, contracts: null, employedForMonths: null },
      caps: [],
      exclusive: null,
    };
    simulation.scenarios = [{ name: 'Credits', incentives: [{ name: 'CPD', rule }] }];
    const back = draftOf({ name: 'Credits', simulation, sentences: [['Every 2 awards make 1 CPD credit.']] }, basis);
    expect(back.scenarios[0]).toMatchObject({ kind: 'kept', sentences: ['Every 2 awards make 1 CPD credit.'] });
    expect(simulationOf(back).scenarios).toEqual(simulation.scenarios);
  });

  it('takes whole years of the past', () => {
    expect(yearsOfPast(basis)).toEqual({ startsOn: '2025-03', years: '2' });
    expect(yearsOfPast({ firstMonth: null, lastMonth: null })).toBeNull();
  });
});
