import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDistrictDefinition } from '../../testing/recognition.ts';
import { afterAct, beginning, type CaseAct, canUndo, caseActs, caseStates, isOver, type Standing, undoWithin } from './case-states.ts';
import { isGrantedInTime } from './granted-in-time.ts';
import { choiceComplaint, sizeComplaint, whatIsMissing } from './readiness.ts';

const acts = fc.array(fc.constantFrom(...caseActs), { maxLength: 40 });
const approvers = fc.integer({ min: 1, max: 3 });

/** Does what can be done, and leaves out what cannot. */
function follow(sequence: CaseAct[], count: number): Standing {
  return sequence.reduce<Standing>((standing, act) => afterAct(standing, act, count) ?? standing, beginning);
}

describe('the chain of approval', () => {
  it('leads every sequence of acts to one known standing within the chain', () => {
    fc.assert(
      fc.property(acts, approvers, (sequence, count) => {
        const { state, step } = follow(sequence, count);
        expect(caseStates).toContain(state);
        expect(step).toBeGreaterThanOrEqual(1);
        expect(step).toBeLessThanOrEqual(count);
        expect(follow(sequence, count)).toEqual({ state, step });
      }),
    );
  });

  it('lets nothing be done after the end', () => {
    fc.assert(
      fc.property(acts, approvers, fc.constantFrom(...caseActs), (sequence, count, act) => {
        const standing = follow(sequence, count);
        fc.pre(isOver(standing));
        expect(afterAct(standing, act, count)).toBeNull();
      }),
    );
  });

  it('approves only when each approver has said yes since it was begun or taken up again', () => {
    fc.assert(
      fc.property(acts, approvers, (sequence, count) => {
        let standing = beginning;
        let yes = 0;
        for (const act of sequence) {
          const next = afterAct(standing, act, count);
          if (!next) continue;
          if (act === 'approve') yes += 1;
          if (act === 'revise') yes = 0;
          standing = next;
        }
        if (standing.state === 'approved') expect(yes).toBe(count);
        if (standing.state === 'submitted') expect(standing.step).toBe(yes + 1);
      }),
    );
  });

  it('is taken back by who decided, for two minutes, while nothing followed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 * undoWithin }),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(...caseActs),
        (ms, own, followed, act) => {
          const takenAt = new Date('2026-03-01T12:00:00Z');
          const may = canUndo({ act, takenBy: 'one', takenAt }, own ? 'one' : 'other', new Date(takenAt.getTime() + ms), followed);
          expect(may).toBe(own && !followed && ms <= undoWithin && ['approve', 'ask-back', 'decline'].includes(act));
        },
      ),
    );
    expect(canUndo({ act: 'undo', takenBy: 'one', takenAt: new Date(0) }, 'one', new Date(0), false)).toBe(false);
  });
});

describe('what a request needs', () => {
  it('takes groups of the size the program says, and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 0, max: 60 }), fc.nat({ max: 150 }), (min, more, members) => {
        const rule = { mode: 'optional' as const, min, max: min + more };
        expect(sizeComplaint(rule, members) === null).toBe(members >= min && members <= min + more);
        expect(sizeComplaint({ ...rule, mode: 'none' }, members)).not.toBeNull();
      }),
    );
  });

  it('never takes more than may be chosen', () => {
    fc.assert(
      fc.property(fc.option(fc.integer({ min: 1, max: 30 })), fc.nat({ max: 60 }), (atMost, chosen) => {
        const complaint = choiceComplaint({ choice: { atLeast: 0, atMost, changeAfterBegun: false } }, chosen);
        expect(complaint === null).toBe(atMost === null || chosen <= atMost);
        const missing = whatIsMissing(
          {
            rationale: 'r',
            studentEffect: 's',
            missionFit: 'm',
            startsOn: '2026-01-01',
            endsOn: '2026-02-01',
            group: false,
            members: [{ educatorId: 'one', entryIds: Array.from({ length: chosen }, (_, n) => `entry-${(n % 40) + 1}`) }],
          },
          { ...aDistrictDefinition(), choice: { atLeast: 0, atMost, changeAfterBegun: false } },
        );
        expect(missing.length === 0).toBe(chosen > 0 && (atMost === null || chosen <= atMost));
      }),
    );
  });

  it('is granted before the work is handed in, to the instant', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), fc.date({ noInvalidDate: true }), (granted, handedIn) => {
        expect(isGrantedInTime(granted, handedIn)).toBe(granted < handedIn);
      }),
    );
  });
});
