import fc from 'fast-check';
import { expect, it } from 'vitest';
import { comparable, decideUpsert } from './compare-badges.ts';

it('compares ids with escapes undone and blanks cut, whatever stands there', () => {
  expect(comparable(' https://example.org/a%20b ')).toBe('https://example.org/a b');
  expect(comparable('https://example.org/100%')).toBe('https://example.org/100%');
  fc.assert(fc.property(fc.webUrl(), (url) => comparable(encodeURIComponent(url)) === url));
  fc.assert(fc.property(fc.string(), (text) => typeof comparable(text) === 'string'));
});

it('takes in what is new, replaces by what is newer, and brings a badge to rest in any order of arrival', () => {
  const dates = fc.array(fc.date({ noInvalidDate: true }), { minLength: 1 });
  fc.assert(
    fc.property(dates, (arrivals) => {
      let kept: Date | null = null;
      for (const date of arrivals) if (decideUpsert(kept, date) !== 'keep') kept = date;
      expect(kept?.getTime()).toBe(Math.max(...arrivals.map(Number)));
    }),
  );
});
