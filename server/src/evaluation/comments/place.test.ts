import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CommentPlace, placeIn } from './place.ts';

const kinds = ['video', 'audio', 'image', 'document', 'link'];
const work = {
  answers: { 'overview/why': 'They decided, and looked back.' },
  evidence: kinds.map((kind) => ({ id: kind, kind })),
};
const anyPlace: fc.Arbitrary<CommentPlace> = fc.oneof(
  fc.record({ kind: fc.constant('moment' as const), seconds: fc.nat(7200) }),
  fc.record({
    kind: fc.constant('region' as const),
    x: fc.constant(0.1),
    y: fc.constant(0.2),
    width: fc.constant(0.3),
    height: fc.constant(0.4),
  }),
  fc.record({ kind: fc.constant('text' as const), start: fc.nat(20), end: fc.integer({ min: 21, max: 60 }), quote: fc.constant('looked') }),
);
const about = fc.oneof(
  fc.constantFrom(...kinds, 'nothing').map((evidenceId) => ({ evidenceId, answer: null })),
  fc.constantFrom('overview/why', 'overview/nothing', 'constructor').map((answer) => ({ evidenceId: null, answer })),
);

it('a comment fits where its piece of work has such places, and nowhere else', () => {
  fc.assert(
    fc.property(about, anyPlace, (commented, place) => {
      const found = placeIn(work, commented, place);
      const { evidenceId, answer } = commented;
      if (evidenceId === 'nothing' || (answer !== null && answer !== 'overview/why')) return found === 'nowhere';
      const fits =
        place.kind === 'moment'
          ? evidenceId === 'video' || evidenceId === 'audio'
          : place.kind === 'region'
            ? evidenceId === 'image'
            : answer !== null && place.end <= 30;
      return found === (fits ? 'fits' : 'misfit');
    }),
  );
});

it.each([
  ['a region beyond its picture', { kind: 'region', x: 0.8, y: 0, width: 0.4, height: 0.1 }],
  ['a region of no size', { kind: 'region', x: 0.1, y: 0.1, width: 0, height: 0.1 }],
  ['a moment before the beginning', { kind: 'moment', seconds: -1 }],
  ['a quote that is not as long as its range', { kind: 'text', start: 4, end: 10, quote: 'decided' }],
  ['a range that ends before it begins', { kind: 'text', start: 10, end: 4, quote: 'x' }],
])('%s is no place', (_, place) => {
  expect(CommentPlace.safeParse(place).success).toBe(false);
});
