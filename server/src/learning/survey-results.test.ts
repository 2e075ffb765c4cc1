import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aSurveyDefinition } from '../testing/learning.ts';
import type { Answers } from './survey-answers.ts';
import { type ResultCell, resultsOf, smallestCell, suppress, tally } from './survey-results.ts';

const survey = aSurveyDefinition();
const anonymous = aSurveyDefinition({ anonymous: true, changeable: false });
const response: fc.Arbitrary<Answers> = fc.record(
  { formal: fc.constantFrom('yes', 'no'), which: fc.constant('A course'), worth: fc.integer({ min: 1, max: 5 }) },
  { requiredKeys: [] },
);

describe('the results of a survey', () => {
  it('come to the same in any order and any portions', () => {
    fc.assert(
      fc.property(fc.array(response, { maxLength: 60 }), fc.nat(60), (responses, cut) => {
        const whole = tally(survey, responses);
        const portions = tally(survey, responses.slice(cut), tally(survey, responses.slice(0, cut)));
        expect(portions).toEqual(whole);
        expect(tally(survey, [...responses].reverse())).toEqual(whole);
      }),
    );
  });

  it('count everybody who answered', () => {
    fc.assert(
      fc.property(fc.array(response, { maxLength: 60 }), (responses) => {
        const [formal] = resultsOf(survey, tally(survey, responses));
        expect(formal?.answered).toBe(responses.filter(({ formal: answer }) => answer !== undefined).length);
        expect(formal?.cells.reduce((sum, { count }) => sum + (count ?? 0), 0)).toBe(formal?.answered);
      }),
    );
  });

  it('of an anonymous survey show no cell of few people, nor let it be worked out from the sum', () => {
    fc.assert(
      fc.property(fc.array(response, { maxLength: 60 }), (responses) => {
        for (const { kind, answered, cells, mean } of resultsOf(anonymous, tally(anonymous, responses))) {
          if (answered !== null) expect(answered === 0 || answered >= smallestCell).toBe(true);
          const shown = cells.filter(({ count }) => count !== null && count > 0);
          for (const { count } of shown) expect(count).toBeGreaterThanOrEqual(smallestCell);
          const hidden = cells.filter(({ count }) => count === null);
          // one hidden cell alone is the sum less the others
          if (hidden.length === 1) expect(shown).toEqual([]);
          // a mean and two hidden steps are an equation: beside a mean, all or nothing is shown
          if (kind === 'scale' && hidden.length && mean !== null) expect(hidden).toHaveLength(cells.length);
        }
      }),
    );
  });

  it('hide nothing where everybody is named', () => {
    const cells: ResultCell[] = [{ id: 'a', label: 'A', count: 1 }];
    expect(suppress(cells, true)).toEqual(cells);
    expect(suppress(cells, false)).toEqual([{ id: 'a', label: 'A', count: null }]);
  });
});
