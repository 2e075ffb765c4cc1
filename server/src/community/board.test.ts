import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type BoardMember, type KnownProgress, layBoard } from './board.ts';

const id = fc.constantFrom('p1', 'p2', 'p3', 'p4');
const members: fc.Arbitrary<BoardMember[]> = fc.uniqueArray(
  fc.record({ personId: id, name: fc.string(), role: fc.constantFrom('member' as const, 'leader' as const), sharesProgress: fc.boolean() }),
  { selector: ({ personId }) => personId },
);
const progress: fc.Arbitrary<KnownProgress[]> = fc.array(
  fc.record({
    personId: id,
    microCredentialId: fc.constantFrom('m1', 'm2'),
    state: fc.constantFrom('working' as const, 'with-evaluators' as const, 'earned' as const),
  }),
);

it('a board tells nothing of who does not share, and has a line for everybody', () => {
  fc.assert(
    fc.property(members, progress, (people, known) => {
      const lines = layBoard(people, known);
      expect(lines.map(({ personId }) => personId)).toEqual(people.map(({ personId }) => personId));
      for (const [index, { states }] of lines.entries()) expect(states === null).toBe(!people[index]?.sharesProgress);
    }),
  );
});

it('what is not known of others stays as it was when one stops sharing', () => {
  fc.assert(
    fc.property(members, progress, (people, known) => {
      const [first, ...others] = people;
      if (!first) return;
      const before = layBoard([{ ...first, sharesProgress: true }, ...others], known);
      const after = layBoard([{ ...first, sharesProgress: false }, ...others], known);
      expect(after.slice(1)).toEqual(before.slice(1));
    }),
  );
});
