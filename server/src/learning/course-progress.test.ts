import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCourseDefinition } from '../testing/learning.ts';
import { CourseDefinition, courseOfDraft, draftOfCourse } from './course-definition.ts';
import { nextIn, progressIn, type ResourceKey } from './course-progress.ts';

const anyCourse: fc.Arbitrary<CourseDefinition> = fc
  .array(fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 })
  .map((units) =>
    aCourseDefinition({
      units: units.map((resources, u) => ({
        id: `u${u}`,
        title: 'Unit',
        purpose: 'Something.',
        alignedTo: { stacks: [], microCredentials: [] },
        resources: resources.map((required, r) => ({ id: `r${r}`, kind: 'text' as const, title: 'Text', required, text: 'Words.' })),
      })),
    }),
  );
const anyKeys = fc.array(fc.record({ unitId: fc.nat(6).map((u) => `u${u}`), resourceId: fc.nat(6).map((r) => `r${r}`) }));

describe('progress in a course', () => {
  it('never counts more than is asked, and knows nothing left where it is complete', () => {
    fc.assert(
      fc.property(anyCourse, anyKeys, (course, keys) => {
        const { done, asked, complete } = progressIn(course, keys);
        expect(done).toBeLessThanOrEqual(asked);
        expect(complete).toBe(done === asked);
        expect(progressIn(course, [...keys, ...keys].reverse())).toEqual(progressIn(course, keys));
      }),
    );
  });

  it('going where it says always leads to the end', () => {
    fc.assert(
      fc.property(anyCourse, anyKeys, (course, keys) => {
        const done: ResourceKey[] = [...keys];
        let left: ResourceKey | null = null;
        for (let step = 0; !progressIn(course, done).complete; step += 1) {
          const next = nextIn(course, done, left);
          if (!next || step > 30) throw new Error('stuck before the end');
          done.push(next);
          left = next;
        }
      }),
    );
  });

  it('goes on at the resource one left, while that is not done', () => {
    const course = aCourseDefinition();
    const left = { unitId: 'memory', resourceId: 'more' };
    expect(nextIn(course, [], left)).toEqual(left);
    expect(nextIn(course, [left], left)).toEqual({ unitId: 'classroom', resourceId: 'try' });
    expect(nextIn(course, [], null)).toEqual({ unitId: 'memory', resourceId: 'read' });
  });

  it('a course survives being written as a draft', () => {
    fc.assert(
      fc.property(anyCourse, (course) => {
        expect(CourseDefinition.parse(courseOfDraft(draftOfCourse(course)))).toEqual(course);
      }),
    );
  });
});
