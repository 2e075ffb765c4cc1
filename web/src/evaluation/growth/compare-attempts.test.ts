import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ComparedItem, compareEvidence } from './compare-attempts.ts';

const item = (id: string, words: Partial<ComparedItem> = {}): ComparedItem => ({
  id,
  partId: 'work',
  requirementId: 'artifact',
  kind: 'link',
  title: `Item ${id}`,
  description: '',
  url: `https://work.example.org/${id}`,
  withheld: null,
  ...words,
});

it('an item stays, changes its words or address, is taken out, or is new', () => {
  const compared = compareEvidence(
    [item('a'), item('b'), item('c')],
    [item('d'), item('b', { url: 'https://work.example.org/b2' }), item('a')],
  );
  expect(compared.map(({ before, after, change }) => [before?.id, after?.id, change])).toEqual([
    ['a', 'a', 'same'],
    ['b', 'b', 'changed'],
    ['c', undefined, 'gone'],
    [undefined, 'd', 'new'],
  ]);
});

it('every item of either attempt is told once', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
  fc.assert(
    fc.property(ids, ids, (before, after) => {
      const compared = compareEvidence(
        before.map((id) => item(id)),
        after.map((id) => item(id)),
      );
      expect(compared.flatMap((one) => one.before?.id ?? [])).toEqual(before);
      expect(compared.flatMap((one) => one.after?.id ?? []).sort()).toEqual([...after].sort());
    }),
  );
});
