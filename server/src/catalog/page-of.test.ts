import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countFacets } from './count-facets.ts';
import { type Page, pageOf } from './page-of.ts';

const sorts = ['relevance', 'title', 'newest', 'hours'] as const;
const candidate = fc.record({ id: fc.uuid(), rank: fc.double({ min: 0, max: 1, noNaN: true }), title: fc.string(), hours: fc.nat(30) });

describe('pages of candidates', () => {
  it('show each once, in order, whatever the size of a page', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(candidate, { selector: ({ id }) => id, maxLength: 40 }),
        fc.constantFrom(...sorts),
        fc.integer({ min: 1, max: 9 }),
        (all, sort, limit) => {
          const keyOf = (one: (typeof all)[number]) => (sort === 'relevance' ? one.rank : sort === 'hours' ? one.hours : one.title);
          const list = { ids: all.map(({ id }) => id), keys: all.map(keyOf) };
          const shown: string[] = [];
          let page: Page = { shown: [], more: true };
          while (page.more) {
            page = pageOf(list, sort, page.shown.at(-1) ?? null, limit);
            shown.push(...page.shown.map(({ id }) => id));
          }
          expect([...shown].sort()).toEqual([...list.ids].sort());
          const keys = shown.map((id) => list.keys[list.ids.indexOf(id)] ?? '');
          const descends = sort === 'relevance' || sort === 'newest';
          for (const [at, key] of keys.slice(1).entries()) expect(descends ? (keys[at] ?? '') >= key : (keys[at] ?? '') <= key).toBe(true);
        },
      ),
    );
  });
});

describe('facets', () => {
  it('count each micro-credential once for each of its values', () => {
    const values = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'));
    fc.assert(
      fc.property(
        fc.array(fc.record({ topics: values, stacks: values, hours: fc.nat(40), difficulty: fc.integer({ min: 1, max: 3 }) })),
        (all) => {
          const counts = countFacets(all.map((one) => ({ ...one, issuer: 'one' })));
          for (const topic of ['a', 'b', 'c'])
            expect(counts.topics.get(topic) ?? 0).toBe(all.filter(({ topics }) => topics.includes(topic as 'a')).length);
          expect(counts.issuers.get('one') ?? 0).toBe(all.length);
          expect([...counts.difficulties.values()].reduce((sum, count) => sum + count, 0)).toBe(all.length);
          expect(counts.hours.get('20')).toBe(all.filter(({ hours }) => hours <= 20).length);
        },
      ),
    );
  });
});
