import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerSaver, type Revised } from './answer-saver.ts';

/** A server that answers as ours does, and a device, both in memory; time moves when told. */
class World {
  server: Revised = { text: '', revision: 0 };
  kept: Revised | null = null;
  up = true;
  signedIn = true;
  loseAnswers = false;
  timers: { at: number; run: () => void }[] = [];
  now = 0;

  open(): AnswerSaver {
    return new AnswerSaver({ ...this.server }, this.kept, {
      send: async ({ text, revision }) => {
        if (!this.up) throw { problem: { status: 0, code: 'unreachable' } };
        if (!this.signedIn) throw { problem: { status: 401, code: 'sign-in-required' } };
        if (revision !== this.server.revision && text !== this.server.text)
          throw { problem: { status: 409, code: 'edit-conflict', current: { ...this.server } } };
        if (text !== this.server.text || this.server.revision === 0) this.server = { text, revision: this.server.revision + 1 };
        const answered = { revision: this.server.revision };
        if (this.loseAnswers) throw { problem: { status: 0, code: 'unreachable' } };
        return answered;
      },
      keep: (answer) => {
        this.kept = { ...answer };
      },
      forget: () => {
        this.kept = null;
      },
      later: (milliseconds, run) => {
        const timer = { at: this.now + milliseconds, run };
        this.timers.push(timer);
        return () => {
          this.timers = this.timers.filter((other) => other !== timer);
        };
      },
      signIn: async () => {
        this.signedIn = true;
        return true;
      },
      changed: () => undefined,
    });
  }

  async pass(milliseconds: number): Promise<void> {
    this.now += milliseconds;
    for (let due = this.timers.find((timer) => timer.at <= this.now); due; due = this.timers.find((timer) => timer.at <= this.now)) {
      this.timers = this.timers.filter((timer) => timer !== due);
      due.run();
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    }
  }
}

describe('a text being written', () => {
  it('is saved within a second of the last keystroke and then let go on the device', async () => {
    const world = new World();
    const saver = world.open();
    for (const text of ['I', 'I a', 'I asked']) saver.type(text);
    expect(world.kept?.text).toBe('I asked');
    await world.pass(1000);
    expect([saver.state, world.server, world.kept]).toEqual(['saved', { text: 'I asked', revision: 1 }, null]);
  });

  it('is kept while offline and saved when the server is back', async () => {
    const world = new World();
    const saver = world.open();
    world.up = false;
    saver.type('offline words');
    await world.pass(5000);
    expect([saver.state, world.kept?.text]).toEqual(['offline', 'offline words']);
    world.up = true;
    await world.pass(30_000);
    expect([saver.state, world.server.text]).toEqual(['saved', 'offline words']);
  });

  it('goes on after the session ended', async () => {
    const world = new World();
    const saver = world.open();
    world.signedIn = false;
    saver.type('still here');
    await world.pass(1000);
    await world.pass(1000);
    expect([saver.state, world.server.text]).toEqual(['saved', 'still here']);
  });

  it('whose save arrived but was never answered makes no conflict with itself', async () => {
    const world = new World();
    const saver = world.open();
    world.loseAnswers = true;
    saver.type('one');
    await world.pass(800);
    world.loseAnswers = false;
    saver.type('one two');
    await world.pass(60_000);
    expect([saver.state, world.server.text]).toEqual(['saved', 'one two']);
  });

  it('changed elsewhere is a conflict that shows both, and ends as one decides', async () => {
    const world = new World();
    const saver = world.open();
    world.server = { text: 'from the other tab', revision: 1 };
    saver.type('mine');
    await world.pass(1000);
    expect([saver.state, saver.text, saver.theirs?.text]).toEqual(['conflict', 'mine', 'from the other tab']);
    expect(world.server.text).toBe('from the other tab');
    saver.resolve('both');
    await world.pass(1000);
    expect([saver.state, world.server]).toEqual(['saved', { text: 'both', revision: 2 }]);
  });

  it('comes back after a crash, as a conflict where the server has moved on', async () => {
    const world = new World();
    world.open().type('typed before the crash');
    const again = world.open();
    expect([again.text, again.state]).toEqual(['typed before the crash', 'unsaved']);
    world.server = { text: 'elsewhere', revision: 3 };
    expect(world.open().state).toBe('conflict');
  });

  it('is on the server or on the device after any course of events, and never overwrites another', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.string({ maxLength: 5 }).map((text) => ({ do: 'type' as const, text })),
            fc.constant({ do: 'crash' as const }),
            fc.constant({ do: 'elsewhere' as const }),
            fc.boolean().map((up) => ({ do: 'network' as const, up })),
            fc.boolean().map((lose) => ({ do: 'lose' as const, lose })),
            fc.constant({ do: 'session ends' as const }),
            fc.integer({ min: 0, max: 40_000 }).map((time) => ({ do: 'wait' as const, time })),
          ),
          { maxLength: 25 },
        ),
        async (course) => {
          const world = new World();
          let saver = world.open();
          let typed = '';
          let other: string | null = null;
          for (const [index, event] of course.entries()) {
            if (event.do === 'type') {
              typed = `${event.text} ${index}`;
              saver.type(typed);
            } else if (event.do === 'crash') {
              world.timers = [];
              saver = world.open();
              typed = saver.text;
            } else if (event.do === 'elsewhere') {
              other = `other ${index}`;
              world.server = { text: other, revision: world.server.revision + 1 };
            } else if (event.do === 'network') world.up = event.up;
            else if (event.do === 'lose') world.loseAnswers = event.lose;
            else if (event.do === 'session ends') world.signedIn = false;
            else await world.pass(event.time);
            if (typed) expect([world.server.text, world.kept?.text, saver.text]).toContain(typed);
            // our text replaced another's only if we had seen that one
            if (other && saver.state === 'conflict') expect(world.server.text).toBe(other);
            if (saver.state === 'saved' && typed && !other) expect(world.server.text).toBe(typed);
          }
        },
      ),
      { numRuns: 300 },
    ));
});
