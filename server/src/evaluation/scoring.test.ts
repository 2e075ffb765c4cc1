import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition } from '../catalog/definition.ts';
import { anyGuide, aPart } from '../testing/guides.ts';
import { type CriterionLevel, decide, metCriteria, type Outcome, type Verdict } from './scoring.ts';

type Guide = Pick<Definition, 'parts'>;

const levels = ['developing', 'basic', 'proficient'];
const guide: Guide = {
  parts: [
    aPart('overview', ['not-yet', 'passing'], ['answers'], { level: 'passing', criteria: 'all' }),
    aPart('work', levels, ['plan', 'practice', 'proof'], { level: 'proficient', criteria: 2, floor: 'basic' }),
  ],
};
const scored = (overview: string, ...work: string[]): CriterionLevel[] => [
  { partId: 'overview', criterionId: 'answers', levelId: overview },
  ...['plan', 'practice', 'proof'].map((criterionId, i) => ({ partId: 'work', criterionId, levelId: work[i] ?? null })),
];
const outcomeOf = (verdict: Verdict): Outcome | null => (verdict.kind === 'decided' ? verdict.outcome : null);
const standings = (verdict: Verdict) =>
  verdict.kind === 'unknown' ? null : Object.fromEntries(verdict.parts.map(({ partId, standing }) => [partId, standing]));

describe('a submission', () => {
  it('passes when every part passes by its own rule', () => {
    expect(outcomeOf(decide(guide, scored('passing', 'proficient', 'proficient', 'basic'), []))).toBe('pass');
  });

  it('is not yet there when too few criteria reach the level', () => {
    const verdict = decide(guide, scored('passing', 'proficient', 'basic', 'basic'), []);
    expect(outcomeOf(verdict)).toBe('not-yet');
    expect(standings(verdict)).toEqual({ overview: 'passed', work: 'not-yet' });
  });

  it('is not yet there when one criterion is below the floor, however high the others', () => {
    const verdict = decide(guide, scored('passing', 'proficient', 'proficient', 'developing'), []);
    expect(outcomeOf(verdict)).toBe('not-yet');
    expect(verdict.kind === 'decided' && verdict.parts[1]?.belowFloor).toEqual(['proof']);
  });

  it('is undecided while criteria want a level, and says which', () => {
    const verdict = decide(guide, scored('passing', 'proficient', 'proficient'), []);
    expect(verdict).toMatchObject({ kind: 'incomplete', missing: [{ partId: 'work', criterionId: 'proof' }] });
    expect(standings(verdict)).toEqual({ overview: 'passed', work: 'open' });
  });

  it('keeps the parts that passed in an earlier attempt, whatever is said about them now', () => {
    const verdict = decide(guide, scored('not-yet', 'proficient', 'proficient', 'proficient'), ['overview']);
    expect(outcomeOf(verdict)).toBe('pass');
    expect(standings(verdict)).toEqual({ overview: 'carried', work: 'passed' });
  });

  it.each([
    ['a level of another part', { partId: 'overview', criterionId: 'answers', levelId: 'proficient' }],
    ['a criterion of another part', { partId: 'overview', criterionId: 'plan', levelId: 'passing' }],
    ['a part that is not there', { partId: 'essay', criterionId: 'plan', levelId: 'passing' }],
  ])('is refused with %s', (_, score) => {
    expect(decide(guide, [score], [])).toEqual({ kind: 'unknown', scores: [score] });
  });

  it('is refused when a criterion is scored twice', () => {
    const twice = { partId: 'work', criterionId: 'plan', levelId: 'proficient' };
    expect(decide(guide, [twice, { ...twice, levelId: 'basic' }], []).kind).toBe('unknown');
  });
});

/** A guide with a level for every criterion, and some parts carried. */
const anyScored = anyGuide.chain((guide) =>
  fc.record({
    guide: fc.constant(guide),
    carried: fc.subarray(guide.parts.map(({ id }) => id)),
    scores: fc.tuple(
      ...guide.parts.flatMap((part) =>
        part.criteria.map(({ id }) =>
          fc.constantFrom(...part.levels).map((level): CriterionLevel => ({ partId: part.id, criterionId: id, levelId: level.id })),
        ),
      ),
    ),
  }),
);

describe('the rule', () => {
  it('has an answer for everything', () => {
    const anyScore = fc.record({ partId: fc.string(), criterionId: fc.string(), levelId: fc.option(fc.string()) });
    fc.assert(
      fc.property(anyScored, fc.array(anyScore), fc.array(fc.string()), ({ guide, scores, carried }, noise, others) => {
        for (const some of [scores, noise, [...scores, ...noise], scores.slice(1), []])
          expect(['decided', 'incomplete', 'unknown']).toContain(decide(guide, some, [...carried, ...others]).kind);
        expect(decide(guide, scores, carried).kind).toBe('decided');
      }),
    );
  });

  it('never turns a pass into "not yet" when a level is raised', () => {
    fc.assert(
      fc.property(anyScored, fc.nat(), ({ guide, scores, carried }, pick) => {
        const raised = scores.map((score, index) => {
          if (index !== pick % scores.length) return score;
          const levels = guide.parts.find(({ id }) => id === score.partId)?.levels ?? [];
          const higher = levels[levels.findIndex(({ id }) => id === score.levelId) + 1];
          return higher ? { ...score, levelId: higher.id } : score;
        });
        const before = decide(guide, scores, carried);
        const after = decide(guide, raised, carried);
        if (before.kind !== 'decided' || after.kind !== 'decided') throw new Error('both are complete');
        if (before.outcome === 'pass') expect(after.outcome).toBe('pass');
        for (const [index, part] of before.parts.entries())
          if (part.standing === 'passed') expect(after.parts[index]?.standing).toBe('passed');
      }),
    );
  });

  it('does not depend on the order of the scores', () => {
    fc.assert(
      fc.property(
        anyScored.chain((one) =>
          fc.record({ one: fc.constant(one), shuffled: fc.shuffledSubarray(one.scores, { minLength: one.scores.length }) }),
        ),
        ({ one, shuffled }) => {
          expect(decide(one.guide, shuffled, one.carried)).toEqual(decide(one.guide, one.scores, one.carried));
        },
      ),
    );
  });

  it('never scores a carried part again', () => {
    fc.assert(
      fc.property(anyScored, ({ guide, scores, carried }) => {
        const without = scores.filter(({ partId }) => !carried.includes(partId));
        expect(decide(guide, without, carried)).toEqual(decide(guide, scores, carried));
        const verdict = decide(guide, without, carried);
        if (verdict.kind !== 'decided') throw new Error('carried parts need no levels');
        for (const part of verdict.parts) expect(part.standing === 'carried').toBe(carried.includes(part.partId));
      }),
    );
  });

  it('names every criterion without a level, and only those', () => {
    fc.assert(
      fc.property(anyScored, fc.infiniteStream(fc.boolean()), ({ guide, scores, carried }, drop) => {
        const dropped = scores.filter(() => drop.next().value);
        const verdict = decide(
          guide,
          scores.filter((score) => !dropped.includes(score)),
          carried,
        );
        const expected = dropped
          .filter(({ partId }) => !carried.includes(partId))
          .map(({ partId, criterionId }) => ({ partId, criterionId }));
        if (verdict.kind === 'incomplete') expect(verdict.missing).toEqual(expected);
        else expect(expected).toEqual([]);
      }),
    );
  });

  it('refuses a level that the part does not have', () => {
    fc.assert(
      fc.property(anyScored, fc.nat(), ({ guide, scores }, pick) => {
        const wrong = scores.map((score, index) => (index === pick % scores.length ? { ...score, levelId: 'no-such-level' } : score));
        expect(decide(guide, wrong, [])).toEqual({ kind: 'unknown', scores: [wrong[pick % scores.length]] });
      }),
    );
  });

  it('never scores a met criterion again, and counts it with the level it was met with', () => {
    fc.assert(
      fc.property(anyScored, fc.infiniteStream(fc.boolean()), fc.infiniteStream(fc.nat()), ({ guide, scores, carried }, keep, noise) => {
        const met = scores.filter(() => keep.next().value);
        const rest = scores.filter((score) => !met.includes(score));
        const others = met.map((score) => {
          const levels = guide.parts.find(({ id }) => id === score.partId)?.levels ?? [];
          return { ...score, levelId: levels[(noise.next().value ?? 0) % levels.length]?.id ?? null };
        });
        expect(decide(guide, rest, carried, met)).toEqual(decide(guide, scores, carried));
        expect(decide(guide, [...rest, ...others], carried, met)).toEqual(decide(guide, scores, carried));
      }),
    );
  });

  it('carries exactly what reached the passing level in parts that did not pass', () => {
    fc.assert(
      fc.property(anyScored, ({ guide, scores }) => {
        const verdict = decide(guide, scores, []);
        if (verdict.kind !== 'decided') throw new Error('every criterion has a level');
        const passed = verdict.parts.filter(({ standing }) => standing === 'passed').map(({ partId }) => partId);
        const met = metCriteria(guide, scores, passed);
        for (const score of scores) {
          const part = verdict.parts.find(({ partId }) => partId === score.partId);
          const stands = part?.standing === 'not-yet' && !part.below.includes(score.criterionId);
          expect(met.includes(score)).toBe(stands);
        }
        // an attempt that repeats the levels that were missing is where the one before was
        const again = scores.filter((score) => !met.includes(score) && !passed.includes(score.partId));
        expect(decide(guide, again, passed, met)).toMatchObject({ outcome: verdict.outcome });
      }),
    );
  });
});
