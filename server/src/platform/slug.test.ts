import fc from 'fast-check';
import { expect, it } from 'vitest';
import { freeSlug } from './slug.ts';

it('an address is free and fits, whatever the title', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.nat({ max: 4 }), (title, others) => {
      const taken = new Set<string>();
      for (let other = 0; other <= others; other += 1) {
        const slug = freeSlug(title, 'program', taken, 56);
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(64);
        expect(taken.has(slug)).toBe(false);
        taken.add(slug);
      }
    }),
  );
});
