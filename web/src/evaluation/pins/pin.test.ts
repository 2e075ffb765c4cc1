import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findPassage, nudged, regionBetween } from './pin.ts';

it('a passage is found where it was, else where the text says the same nearest by', () => {
  expect(findPassage('they ask, they wait, they ask', { start: 21, quote: 'they ask' })).toBe(21);
  expect(findPassage('They wait. they ask, they wait, they ask', { start: 21, quote: 'they ask' })).toBe(11);
  expect(findPassage('something else', { start: 0, quote: 'they ask' })).toBeNull();
});

const corner = fc.record({ x: fc.double({ min: -1, max: 2, noNaN: true }), y: fc.double({ min: -1, max: 2, noNaN: true }) });
const isWithin = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) =>
  x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1.000001 && y + height <= 1.000001;

it('a region stays within its picture, however it is drawn, moved and sized', () => {
  fc.assert(
    fc.property(
      corner,
      corner,
      fc.array(fc.tuple(fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'), fc.boolean()), { maxLength: 60 }),
      (one, other, keys) => {
        const drawn = regionBetween(one, other);
        if (!drawn) return true;
        return isWithin(keys.reduce((region, [key, sizing]) => nudged(region, key, sizing, 0.05) ?? region, drawn));
      },
    ),
  );
});
