import fc from 'fast-check';
import { type Definition, SubmissionPart } from '../catalog/definition.ts';

type Guide = Pick<Definition, 'parts'>;

/** A part that differs in nothing but its levels, criteria and passing rule. */
export function aPart(
  id: string,
  levels: string[],
  criteria: string[],
  passing: { level: string; criteria: 'all' | number; floor?: string },
): SubmissionPart {
  return SubmissionPart.parse({
    id,
    kind: 'work-examples',
    title: id,
    instructions: 'Show your work.',
    requirements: [{ id: 'work', title: 'Your work', kinds: ['text'], min: 1, max: 1 }],
    levels: levels.map((level) => ({ id: level, name: level })),
    criteria: criteria.map((criterion) => ({
      id: criterion,
      title: criterion,
      descriptors: Object.fromEntries(levels.map((level) => [level, `What ${level} looks like`])),
    })),
    passing,
  });
}

/** A guide of one to four parts with any levels, criteria, passing level, count and floor. */
const anyPart = (id: string) =>
  fc.record({ levels: fc.integer({ min: 2, max: 6 }), criteria: fc.integer({ min: 1, max: 6 }) }).chain((size) =>
    fc
      .record({
        level: fc.nat(size.levels - 1),
        floor: fc.option(fc.nat(size.levels - 1), { nil: undefined }),
        needed: fc.oneof(fc.constant('all' as const), fc.integer({ min: 1, max: size.criteria })),
      })
      .map(({ level, floor, needed }) =>
        aPart(
          id,
          Array.from({ length: size.levels }, (_, i) => `level-${i}`),
          Array.from({ length: size.criteria }, (_, i) => `criterion-${i}`),
          { level: `level-${level}`, criteria: needed, ...(floor === undefined ? {} : { floor: `level-${floor}` }) },
        ),
      ),
  );
/** A scoring guide of any shape. */
export const anyGuide: fc.Arbitrary<Guide> = fc
  .integer({ min: 1, max: 4 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => anyPart(`part-${i}`))))
  .map((parts) => ({ parts }));
