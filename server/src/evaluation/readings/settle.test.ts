import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyGuide } from '../../testing/guides.ts';
import { type CriterionLevel, decide } from '../scoring.ts';
import { type Reading, type SettlementRule, settle } from './settle.ts';

const one = anyGuide.chain((guide) =>
  fc.record({
    guide: fc.constant(guide),
    rule: fc.record({
      readings: fc.constantFrom(1, 2),
      apart: fc.integer({ min: 0, max: 3 }),
      carriedParts: fc.subarray(guide.parts.map(({ id }) => id)),
      carriedCriteria: fc.constant([] as CriterionLevel[]),
    }),
    readings: fc.array(
      fc.record({
        purpose: fc.constantFrom('reading' as const, 'adjudication' as const, 'appeal' as const),
        levels: fc.tuple(
          ...guide.parts.flatMap((part) =>
            part.criteria.map(({ id }) =>
              fc.constantFrom(...part.levels).map((level): CriterionLevel => ({ partId: part.id, criterionId: id, levelId: level.id })),
            ),
          ),
        ),
      }),
      { maxLength: 4 },
    ),
  }),
);
const numbered = (readings: Omit<Reading, 'reading'>[]): Reading[] =>
  readings.map((reading, index) => ({ ...reading, reading: index + 1 }));
/** not yet < under way < pass */
const height = (guide: Parameters<typeof settle>[0], rule: SettlementRule, readings: Reading[]) => {
  const settlement = settle(guide, rule, readings);
  return settlement.kind !== 'settled' ? 1 : settlement.outcome === 'pass' ? 2 : 0;
};

describe('what follows from several readings', () => {
  it('has an answer for everything, however broken the readings', () => {
    const anyReading = fc.record({
      reading: fc.integer(),
      purpose: fc.constantFrom('reading' as const, 'adjudication' as const, 'appeal' as const),
      levels: fc.array(fc.record({ partId: fc.string(), criterionId: fc.string(), levelId: fc.option(fc.string()) })),
    });
    fc.assert(
      fc.property(one, fc.array(anyReading), ({ guide, rule, readings }, noise) => {
        for (const some of [numbered(readings), noise, [...numbered(readings), ...noise]])
          expect(['wait', 'adjudicate', 'settled']).toContain(settle(guide, rule, some).kind);
      }),
    );
  });

  it('never turns a pass into "not yet" when any level of any reading is raised', () => {
    fc.assert(
      fc.property(one, fc.nat(), fc.nat(), ({ guide, rule, readings }, pickReading, pickLevel) => {
        const before = numbered(readings);
        if (!before.length) return;
        const at = pickReading % before.length;
        const after = before.map((reading, index) => {
          if (index !== at) return reading;
          const levels = reading.levels.map((level, place) => {
            if (place !== pickLevel % reading.levels.length) return level;
            const known = guide.parts.find(({ id }) => id === level.partId)?.levels ?? [];
            const higher = known[known.findIndex(({ id }) => id === level.levelId) + 1];
            return higher ? { ...level, levelId: higher.id } : level;
          });
          return { ...reading, levels };
        });
        if (height(guide, rule, before) === 2) expect(height(guide, rule, after)).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on who decided first', () => {
    fc.assert(
      fc.property(one, ({ guide, rule, readings }) => {
        const inOrder = numbered(readings);
        expect(settle(guide, rule, [...inOrder].reverse())).toEqual(settle(guide, rule, inOrder));
      }),
    );
  });

  it('waits, for as many as are missing, while fewer readings are there than planned and nobody adjudicated', () => {
    fc.assert(
      fc.property(one, fc.integer({ min: 1, max: 4 }), ({ guide, rule, readings }, planned) => {
        const there = numbered(readings.slice(0, planned - 1).map((reading) => ({ ...reading, purpose: 'reading' as const })));
        // begun and not whole, it is as good as not there
        const begun = { reading: there.length + 1, purpose: 'reading' as const, levels: [] };
        const isAllCarried = rule.carriedParts.length === guide.parts.length;
        for (const some of isAllCarried ? [there] : [there, [...there, begun]])
          expect(settle(guide, { ...rule, readings: planned }, some)).toEqual({ kind: 'wait', missing: planned - there.length });
      }),
    );
  });

  it('is one evaluator’s decision where one reading is planned', () => {
    fc.assert(
      fc.property(one, ({ guide, rule, readings }) => {
        const [first] = numbered(readings.map((reading) => ({ ...reading, purpose: 'reading' as const })));
        if (!first) return;
        const verdict = decide(guide, first.levels, rule.carriedParts);
        expect(settle(guide, { ...rule, readings: 1 }, [first])).toMatchObject({
          kind: 'settled',
          by: 1,
          outcome: verdict.kind === 'decided' ? verdict.outcome : '',
        });
      }),
    );
  });

  it('is settled without a third exactly where every part stands the same and no criterion is too far apart', () => {
    fc.assert(
      fc.property(one, ({ guide, rule, readings }) => {
        const [first, second] = numbered(readings.map((reading) => ({ ...reading, purpose: 'reading' as const })));
        if (!first || !second) return;
        const settlement = settle(guide, { ...rule, readings: 2 }, [first, second]);
        const parts = [first, second].map(({ levels }) => decide(guide, levels, rule.carriedParts));
        const standings = parts.map((verdict) => ('parts' in verdict ? verdict.parts.map(({ standing }) => standing).join() : ''));
        const far = first.levels.some((level, index) => {
          if (rule.carriedParts.includes(level.partId)) return false;
          const known = guide.parts.find(({ id }) => id === level.partId)?.levels ?? [];
          const at = (levelId: string | null | undefined) => known.findIndex(({ id }) => id === levelId);
          return Math.abs(at(level.levelId) - at(second.levels[index]?.levelId)) > rule.apart;
        });
        expect(settlement.kind).toBe(standings[0] === standings[1] && !far ? 'settled' : 'adjudicate');
      }),
    );
  });

  it('leaves an adjudication, once there, to decide alone', () => {
    fc.assert(
      fc.property(one, ({ guide, rule, readings }) => {
        const all = numbered(readings);
        const last = all.filter(({ purpose }) => purpose !== 'reading').at(-1);
        if (last) expect(settle(guide, rule, all)).toMatchObject({ kind: 'settled', by: last.reading });
      }),
    );
  });
});
