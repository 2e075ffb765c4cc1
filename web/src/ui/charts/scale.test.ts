import { expect, it } from 'vitest';
import { labelled, scaleFor } from './scale.ts';

it('a scale ends on a round value at or above the largest', () => {
  expect(scaleFor([0, 3, 7])).toEqual({ max: 8, ticks: [0, 2, 4, 6, 8] });
  expect(scaleFor([183_400])).toEqual({ max: 200_000, ticks: [0, 50_000, 100_000, 150_000, 200_000] });
  expect(scaleFor([])).toEqual({ max: 1, ticks: [0] });
});

it('percent end at a hundred, unless all are low', () => {
  expect(scaleFor([83], 100).ticks).toEqual([0, 25, 50, 75, 100]);
  expect(scaleFor([7.2], 100).max).toBe(8);
});

it('labels leave one another room, and the last is always written', () => {
  const written = Array.from({ length: 24 }, (_, index) => index).filter(labelled(24, 6));
  expect(written).toEqual([3, 7, 11, 15, 19, 23]);
});
