import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Hold, isOver, retentionClock, withNotice } from './retention-clock.ts';

const decided = new Date('2026-01-31T20:00:00Z');
const aHold = (overrides: Partial<Hold> = {}): Hold => ({
  issuer: 'Friday Institute',
  organizationId: 'friday',
  days: 30,
  since: decided,
  open: false,
  shown: false,
  ...overrides,
});
const anyHold = fc.record({
  issuer: fc.constantFrom('Friday Institute', 'MTLC'),
  organizationId: fc.constantFrom('friday', 'mtlc'),
  days: fc.option(fc.integer({ min: 30, max: 3650 }), { freq: 6 }),
  since: fc.option(fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }), { freq: 6 }),
  open: fc.boolean(),
  shown: fc.boolean(),
});

describe('how long evidence is kept', () => {
  it('is so many days after the decision, through the last of them', () => {
    const clock = retentionClock([aHold()]);
    expect(clock).toMatchObject({ state: 'running', until: '2026-03-02' });
    expect(isOver(clock, new Date('2026-03-02T23:59:59Z'))).toBe(false);
    expect(isOver(clock, new Date('2026-03-03T00:00:00Z'))).toBe(true);
  });

  it('has no end without a submission, without a policy, and while it is shown on a badge', () => {
    for (const holds of [[], [aHold({ days: null })], [aHold({ shown: true })]]) expect(retentionClock(holds)).toEqual({ state: 'no-end' });
  });

  it('stands still while an attempt or an appeal is open, or nothing was decided', () => {
    for (const hold of [aHold({ open: true }), aHold({ since: null })]) expect(retentionClock([hold])).toMatchObject({ state: 'stopped' });
  });

  it('never ends before any of its holders lets it, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(anyHold, { minLength: 1, maxLength: 6 }), fc.integer(), (holds, turn) => {
        const clock = retentionClock(holds);
        const turned = holds.map((_, index) => holds[(index + Math.abs(turn)) % holds.length] as Hold);
        expect(retentionClock(turned).state).toBe(clock.state);
        if (clock.state !== 'running') return;
        for (const hold of holds) {
          const alone = retentionClock([hold]);
          expect(alone.state === 'running' && alone.until <= clock.until).toBe(true);
        }
      }),
    );
  });

  it('is never shorter for one more holder', () => {
    fc.assert(
      fc.property(fc.array(anyHold, { minLength: 1, maxLength: 5 }), anyHold, (holds, more) => {
        const one = retentionClock(holds);
        const both = retentionClock([...holds, more]);
        if (both.state === 'running') expect(one.state === 'running' && one.until <= both.until).toBe(true);
      }),
    );
  });

  it('lets nothing go before its earner knew it for two weeks, and never earlier than without notice', () => {
    const clock = retentionClock([aHold()]);
    const late = new Date('2026-03-01T00:00:00Z');
    expect(withNotice(clock, null, late)).toMatchObject({ until: '2026-03-15' });
    expect(withNotice(clock, { for: '2026-03-02', at: new Date('2026-02-16T10:00:00Z') }, late)).toEqual(clock);
    // what was told of another day does not count
    expect(withNotice(clock, { for: '2026-04-02', at: decided }, late)).toMatchObject({ until: '2026-03-15' });
  });
});
