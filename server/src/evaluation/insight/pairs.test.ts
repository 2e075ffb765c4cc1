import { expect, it } from 'vitest';
import { cohensKappa } from '../agreement/kappa.ts';
import type { DoubleRead } from './double-readings.ts';
import { pairsOf } from './pairs.ts';

/** A criterion of a submission that two read. */
const read = (submission: number, readers: [string, number][], criterionId = 'voice'): DoubleRead => ({
  submissionId: `submission ${submission}`,
  partId: 'part',
  criterionId,
  month: '2026-03',
  evaluatorIds: readers.map(([id]) => id),
  heights: readers.map(([, height]) => height),
  levels: 4,
});

const levels: [number, number][] = [
  [0, 0],
  [1, 2],
  [2, 2],
  [3, 1],
  [3, 3],
  [0, 1],
];

it('a pair is one, whoever of the two read first', () => {
  const [pair, ...others] = pairsOf(
    levels.map(([ana, ben], index) =>
      read(
        index,
        index % 2
          ? [
              ['ana', ana],
              ['ben', ben],
            ]
          : [
              ['ben', ben],
              ['ana', ana],
            ],
      ),
    ),
  );
  expect(others).toEqual([]);
  expect(pair).toMatchObject({ evaluatorIds: ['ana', 'ben'], criteria: 6, percent: 50 });
  expect(pair?.kappa).toBeCloseTo(cohensKappa(levels, 'linear') as number, 12);
  expect(pair?.low).toBeLessThanOrEqual(pair?.kappa as number);
  expect(pair?.high).toBeGreaterThanOrEqual(pair?.kappa as number);
});

it('nothing is said of a pair that shared fewer than five submissions, however many criteria they had', () => {
  const four = levels.slice(0, 4).flatMap(([ana, ben], index) =>
    ['voice', 'depth', 'purpose'].map((criterion) =>
      read(
        index,
        [
          ['ana', ana],
          ['ben', ben],
        ],
        criterion,
      ),
    ),
  );
  expect(pairsOf(four)).toEqual([{ evaluatorIds: ['ana', 'ben'], criteria: 12, percent: 50, kappa: null, low: null, high: null }]);
});

it('who read the most together stands first', () => {
  const pairs = pairsOf([
    read(1, [
      ['ana', 1],
      ['cem', 1],
    ]),
    ...levels.map(([cem, ben], index) =>
      read(2 + index, [
        ['cem', cem],
        ['ben', ben],
      ]),
    ),
  ]);
  expect(pairs.map(({ evaluatorIds }) => evaluatorIds.join(' and '))).toEqual(['ben and cem', 'ana and cem']);
});
