import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earnsStack } from './stack-progress.ts';

const members = fc.uniqueArray(fc.nat({ max: 30 }).map(String), { minLength: 1, maxLength: 12 });
const held = fc.array(fc.nat({ max: 30 }).map(String), { maxLength: 30 });
const rule = fc.oneof(
  fc.constant({ kind: 'all' as const }),
  fc.record({ kind: fc.constant('count' as const), count: fc.integer({ min: 1, max: 14 }) }),
);

describe('a stack', () => {
  it('is earned by all of its members, whatever else one holds', () => {
    fc.assert(fc.property(members, held, (all, more) => earnsStack({ kind: 'all' }, all, [...more, ...all])));
  });

  it('is never lost by earning more', () => {
    fc.assert(
      fc.property(
        rule,
        members,
        held,
        held,
        (by, all, first, more) => !earnsStack(by, all, first) || earnsStack(by, all, [...first, ...more]),
      ),
    );
  });

  it('counts each member once', () => {
    fc.assert(
      fc.property(rule, members, held, (by, all, holds) => earnsStack(by, all, [...holds, ...holds]) === earnsStack(by, all, holds)),
    );
  });

  it('of which n suffice is earned by exactly n of its members, not by fewer', () => {
    fc.assert(
      fc.property(members, fc.nat(), (all, seed) => {
        const count = 1 + (seed % all.length);
        return (
          earnsStack({ kind: 'count', count }, all, all.slice(0, count)) &&
          !earnsStack({ kind: 'count', count }, all, all.slice(0, count - 1))
        );
      }),
    );
  });

  it('without members is never earned', () => expect(earnsStack({ kind: 'all' }, [], ['1'])).toBe(false));
});
