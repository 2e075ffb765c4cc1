import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pageLinks } from './page-links.ts';

/** The addresses of a Link header by relation. */
const relations = (header: string) =>
  Object.fromEntries([...header.matchAll(/<([^>]+)>; rel="(\w+)"/g)].map(([, address = '', rel = '']) => [rel, new URL(address)]));

it('leads through every badge exactly once, from first over next, and says where the last page begins', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }), (total, limit) => {
      const seen: number[] = [];
      let at: URL | undefined = new URL('https://brevet.example/credentials?since=2026-01-01T00:00:00Z');
      let last = '';
      for (let offset = 0, turn = 0; at && turn < 100; turn += 1) {
        const links: Record<string, URL | undefined> = relations(pageLinks(at.href, { limit, offset, total }));
        for (let n = offset; n < Math.min(offset + limit, total); n += 1) seen.push(n);
        expect(links.first?.searchParams.get('offset')).toBe('0');
        expect('prev' in links).toBe(offset > 0);
        expect(links.next?.searchParams.get('since') ?? '2026-01-01T00:00:00Z').toBe('2026-01-01T00:00:00Z');
        last = links.last?.searchParams.get('offset') ?? '';
        at = links.next;
        if (at) offset = Number(at.searchParams.get('offset'));
        else expect(Number(last)).toBe(offset);
      }
      expect(seen).toEqual(Array.from({ length: total }, (_, n) => n));
    }),
  );
});
