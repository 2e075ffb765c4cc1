import { expect, it } from 'vitest';
import { withEntries } from './list-entries.ts';

const found = { id: 'one', slug: 'active-listening', difficulty: 2, hours: 12 };

it('a line begins with what the catalog says of it', () => {
  expect(withEntries([], [found])).toEqual([
    { entryId: 'active-listening', microCredentialId: 'one', foreign: [], difficulty: 2, hours: '12' },
  ]);
});

it('what stands on the list is not added again, and keeps its demand', () => {
  const [line] = withEntries([], [found]);
  const own = line && { ...line, difficulty: 3 as const, hours: '20' };
  expect(withEntries(own ? [own] : [], [found, { ...found, id: 'two' }])).toMatchObject([
    { difficulty: 3, hours: '20' },
    { entryId: 'active-listening-2', microCredentialId: 'two' },
  ]);
});
