import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDistrictDefinition } from '../../testing/recognition.ts';
import { changeableParts, changesBetween } from './changes.ts';
import { ProgramDefinition } from './definition.ts';
import { definitionOf, draftOf } from './program-draft.ts';

const program = aDistrictDefinition();
const [first, second] = program.entries;

describe('what a version changes', () => {
  it('is told line by line, with what a line was and becomes', () => {
    if (!first || !second) throw new Error('the district lists forty skills');
    const after = {
      ...program,
      entries: [
        ...program.entries.slice(2),
        { ...second, difficulty: 1 as const, hours: '30' },
        { ...first, entryId: 'new', foreign: [{ ...first.foreign[0], id: 'https://issuer.example/achievements/new' }] },
      ],
    };
    expect(changesBetween(program, ProgramDefinition.parse(after))).toEqual({
      parts: [],
      entries: [
        { entryId: first.entryId, what: 'removed', difficulty: { from: 2, to: 2 }, hours: { from: '1', to: '1' } },
        { entryId: second.entryId, what: 'worth', difficulty: { from: 3, to: 1 }, hours: { from: '2', to: '30' } },
        { entryId: 'new', what: 'added', difficulty: { from: 2, to: 2 }, hours: { from: '1', to: '1' } },
      ],
    });
  });

  it('is nothing where lines only stand in another order, or a number is written otherwise', () => {
    const entries = [...program.entries].reverse().map((entry) => ({ ...entry, hours: `${entry.hours}.0` }));
    expect(changesBetween(program, { ...program, entries })).toEqual({ parts: [], entries: [] });
  });

  it('is told for each part that is another, and for no other', () => {
    const others: Partial<Record<(typeof changeableParts)[number], Partial<ProgramDefinition>>> = {
      name: { name: 'Another name' },
      summary: { summary: 'Other words.' },
      mission: { mission: 'Another mission' },
      dates: { closesOn: '2027-06-30' },
      audience: { audience: { schools: null, roles: ['coach'] } },
      choice: { choice: { atLeast: 0, atMost: 2, changeAfterBegun: false } },
      steps: { steps: [{ id: 'choose', kind: 'selection', title: 'Choose', reference: null }] },
      groups: { groups: { mode: 'optional', min: 5, max: 60 } },
      preApproval: { preApproval: { kind: 'chain', steps: [{ title: 'Principal', role: 'reviewer' }] } },
      capacity: { capacity: 12 },
    };
    fc.assert(
      fc.property(fc.subarray([...changeableParts]), (parts) => {
        const after: ProgramDefinition = Object.assign({}, program, ...parts.map((part) => others[part]));
        expect(changesBetween(program, after)).toEqual({ parts, entries: [] });
      }),
    );
  });

  it('what is published and written on again says the same', () => {
    expect(ProgramDefinition.parse(definitionOf(draftOf(program)))).toEqual(program);
  });
});
