import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { krippendorffsAlpha } from './alpha.ts';
import { bootstrapInterval, quantile } from './bootstrap.ts';
import { cohensKappa, fleissKappa, percentAgreement, type Rating } from './kappa.ts';
import { severityByEvaluator } from './severity.ts';

const _ = null;
/** Turns a row an evaluator into a column a thing. */
const byUnit = (evaluators: Rating[][]): Rating[][] => (evaluators[0] ?? []).map((_, unit) => evaluators.map((row) => row[unit] ?? null));
/** Pairs from a table of counts. */
const pairsOf = (table: readonly (readonly number[])[]) =>
  table.flatMap((row, a) => row.flatMap((count, b) => new Array<[Rating, Rating]>(count).fill([a, b])));

describe('published worked examples, to four digits', () => {
  // K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C: 4 observers, 12 units, with missing data
  const krippendorff = byUnit([
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
  ]);
  // the computational example of the encyclopedic articles on alpha: 3 coders, 15 units
  const threeCoders = byUnit([
    [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
    [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
    [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
  ]);
  it.each([
    [krippendorff, 'nominal', 0.7434],
    [krippendorff, 'ordinal', 0.8154],
    [krippendorff, 'interval', 0.8491],
    [threeCoders, 'nominal', 0.6914],
    [threeCoders, 'ordinal', 0.8067],
    [threeCoders, 'interval', 0.8108],
  ] as const)('Krippendorff’s alpha %#: %s', (units, scale, published) => {
    expect(krippendorffsAlpha(units, scale)).toBeCloseTo(published, 4);
  });

  // J. L. Fleiss (1971), Measuring nominal scale agreement among many raters: 30 patients, 6 psychiatrists, 5 diagnoses
  const diagnoses = [
    [0, 0, 0, 6, 0],
    [0, 3, 0, 0, 3],
    [0, 1, 4, 0, 1],
    [0, 0, 0, 0, 6],
    [0, 3, 0, 3, 0],
    [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2],
    [2, 0, 3, 1, 0],
    [2, 0, 0, 4, 0],
    [0, 0, 0, 0, 6],
    [1, 0, 0, 5, 0],
    [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0],
    [1, 0, 0, 5, 0],
    [0, 2, 0, 3, 1],
    [0, 0, 5, 0, 1],
    [3, 0, 0, 1, 2],
    [5, 1, 0, 0, 0],
    [0, 2, 0, 4, 0],
    [1, 0, 2, 0, 3],
    [0, 0, 0, 0, 6],
    [0, 1, 0, 5, 0],
    [0, 2, 0, 1, 3],
    [2, 0, 0, 4, 0],
    [1, 0, 0, 4, 1],
    [0, 5, 0, 1, 0],
    [4, 0, 0, 0, 2],
    [0, 2, 0, 4, 0],
    [1, 0, 5, 0, 0],
    [0, 0, 0, 0, 6],
  ];
  // the example of the encyclopedic article on Fleiss' kappa: 10 subjects, 14 raters, 5 categories, printed as 0.210
  const subjects = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
  ];
  const ratings = (table: number[][]) => table.map((counts) => counts.flatMap((count, level) => new Array<Rating>(count).fill(level)));
  it.each([
    [diagnoses, 0.4302],
    [subjects, 0.2099],
  ])('Fleiss’ kappa %#', (table, published) => expect(fleissKappa(ratings(table))).toBeCloseTo(published, 4));

  // SAS/STAT, FREQ procedure, kappa coefficients: simple 0.4842, weighted (linear) 0.4701
  const sas = [
    [0, 4, 1],
    [0, 8, 0],
    [0, 1, 5],
  ];
  // R package irr, data set anxiety, raters 2 and 3 (levels 1, 2, 3, 4 and 6 as 0 to 4): kappa2 unweighted, equal, squared
  const second = [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4];
  const third = [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2];
  const place = (level: number | undefined) => [1, 2, 3, 4, 6].indexOf(level ?? 0);
  const anxiety = second.map((level, index): [Rating, Rating] => [place(level), place(third[index])]);
  it.each([
    [pairsOf(sas), 'none', 0.4842],
    [pairsOf(sas), 'linear', 0.4701],
    [anxiety, 'none', -0.0063],
    [anxiety, 'linear', 0.1459],
    [anxiety, 'quadratic', 0.252],
    // J. Cohen (1960), A coefficient of agreement for nominal scales: 200 subjects, proportions of table 1
    [
      pairsOf([
        [88, 14, 18],
        [10, 40, 10],
        [2, 6, 12],
      ]),
      'none',
      0.4915,
    ],
  ] as const)('Cohen’s kappa %#: %s', (rated, weighting, published) => expect(cohensKappa(rated, weighting)).toBeCloseTo(published, 4));
});

describe('agreement', () => {
  const anyRatings = fc.array(fc.array(fc.option(fc.nat(4)), { minLength: 2, maxLength: 5 }), { maxLength: 30 });
  it('is 1 where everybody always says the same and more than one level is used', () => {
    const units = [
      [0, 0, _],
      [1, 1, 1],
      [2, 2, 2],
      [0, 0, 0],
    ];
    expect(percentAgreement(units)).toBe(1);
    for (const scale of ['nominal', 'ordinal', 'interval'] as const) expect(krippendorffsAlpha(units, scale)).toBe(1);
    expect(fleissKappa(units)).toBe(1);
  });
  it('is unknown, not zero or one, where nothing was rated twice or only one level was used', () => {
    for (const units of [[], [[1, _]], [[1], [2]]]) {
      expect(percentAgreement(units)).toBeNull();
      expect(krippendorffsAlpha(units, 'ordinal')).toBeNull();
      expect(fleissKappa(units)).toBeNull();
    }
    expect(
      krippendorffsAlpha(
        [
          [1, 1],
          [1, 1],
        ],
        'nominal',
      ),
    ).toBeNull();
    expect(
      cohensKappa([
        [1, 1],
        [1, 1],
      ]),
    ).toBeNull();
    expect(cohensKappa([])).toBeNull();
  });
  it('never exceeds 1 and does not depend on the order of things or evaluators', () => {
    fc.assert(
      fc.property(anyRatings, (units) => {
        for (const scale of ['nominal', 'ordinal', 'interval'] as const) {
          const alpha = krippendorffsAlpha(units, scale);
          const turned = krippendorffsAlpha(units.map((unit) => [...unit].reverse()).reverse(), scale);
          if (alpha === null) expect(turned).toBeNull();
          else {
            expect(alpha).toBeLessThanOrEqual(1);
            expect(turned).toBeCloseTo(alpha, 9);
          }
        }
      }),
    );
  });
  it('by alpha of two evaluators without missing data comes close to Fleiss’ kappa of the same, as it must', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 200, maxLength: 300 }), (units) => {
        const [alpha, kappa] = [krippendorffsAlpha(units, 'nominal'), fleissKappa(units)];
        expect(Math.abs((alpha ?? 9) - (kappa ?? 0))).toBeLessThan(0.01);
      }),
    );
  });
});

describe('a confidence interval', () => {
  const units = Array.from({ length: 60 }, (_, index): Rating[] => [index % 3, index % 7 === 0 ? (index + 1) % 3 : index % 3]);
  const alpha = (sample: Rating[][]) => krippendorffsAlpha(sample, 'ordinal');
  it('is the same for the same seed, holds the figure, and narrows with more data', () => {
    const one = bootstrapInterval(units, alpha, { seed: 7, samples: 400 });
    expect(bootstrapInterval(units, alpha, { seed: 7, samples: 400 })).toEqual(one);
    const figure = alpha(units) as number;
    expect(one?.low).toBeLessThan(figure);
    expect(one?.high).toBeGreaterThan(figure);
    const many = bootstrapInterval([...units, ...units, ...units, ...units], alpha, { seed: 7, samples: 400 });
    expect((many?.high ?? 9) - (many?.low ?? 0)).toBeLessThan((one?.high ?? 0) - (one?.low ?? 9));
  });
  // published intervals are of large samples and by formula (Fleiss, Cohen and Everitt 1969); resampling must come to the same but for what is left of chance
  it.each([
    // R package statpsych, ci.kappa(.05, 31, 12, 4, 58): 0.6756757, from 0.5317210 to 0.8196303
    {
      table: [
        [31, 12],
        [4, 58],
      ],
      kappa: 0.6756757,
      low: 0.531721,
      high: 0.8196303,
      within: 0.02,
    },
    // Stata, kapci, as printed on Statalist in December 2009: .3411969207847029, from .2896667786271169 to .3927270629422889
    {
      table: [
        [1395, 118],
        [261, 158],
      ],
      kappa: 0.3411969,
      low: 0.2896668,
      high: 0.3927271,
      within: 0.005,
    },
  ])('of Cohen’s kappa is the published one: $low to $high', ({ table, kappa, low, high, within }) => {
    const rated = pairsOf(table);
    expect(cohensKappa(rated)).toBeCloseTo(kappa, 6);
    const interval = bootstrapInterval(rated, (sample) => cohensKappa(sample), { seed: 3, samples: 2000 });
    expect(Math.abs((interval?.low ?? 9) - low)).toBeLessThan(within);
    expect(Math.abs((interval?.high ?? 9) - high)).toBeLessThan(within);
  });
  it('comes, to four digits, to that of all samples there are', () => {
    // five things have 5^5 = 3125 equally likely samples: few enough to take each once, without chance
    const few: Rating[][] = [
      [0, 0],
      [1, 1],
      [2, 2],
      [1, 2],
      [0, 2],
    ];
    const all = Array.from({ length: 5 ** 5 }, (_, number) =>
      alpha(Array.from({ length: 5 }, (_, place) => few[Math.floor(number / 5 ** place) % 5] ?? [])),
    ).filter((value) => value !== null);
    all.sort((a, b) => a - b);
    const drawn = bootstrapInterval(few, alpha, { seed: 5, samples: 20_000, confidence: 0.8 });
    expect(drawn?.low).toBeCloseTo(quantile(all, 0.1), 4);
    expect(drawn?.high).toBeCloseTo(quantile(all, 0.9), 4);
  });
  it('is not given for hardly any data', () => {
    expect(bootstrapInterval([[1, 1]], alpha, { seed: 1 })).toBeNull();
    expect(
      bootstrapInterval(
        [
          [1, 1],
          [1, 1],
        ],
        alpha,
        { seed: 1, samples: 50 },
      ),
    ).toBeNull();
  });
  it('is cut at quantiles between neighbours', () => {
    expect([0, 0.25, 0.5, 0.9, 1].map((at) => quantile([1, 2, 3, 4], at))).toEqual([1, 1.75, 2.5, 3.7, 4]);
  });
});

describe('severity', () => {
  it('is the distance from the others on the same work', () => {
    const level = (unit: string, evaluatorId: string, height: number) => ({ unit, evaluatorId, height });
    expect(
      severityByEvaluator([
        level('a', 'strict', 0),
        level('a', 'kind', 1),
        level('a', 'middle', 0.5),
        level('b', 'strict', 0.5),
        level('b', 'kind', 1),
        level('c', 'alone', 1),
      ]),
    ).toEqual([
      { evaluatorId: 'alone', lean: null, shared: 0 },
      { evaluatorId: 'kind', lean: 0.625, shared: 2 },
      { evaluatorId: 'middle', lean: 0, shared: 1 },
      { evaluatorId: 'strict', lean: -0.625, shared: 2 },
    ]);
  });
});
