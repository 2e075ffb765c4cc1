import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '../api/client.ts';
import { DeskDrafts, type Draft, type SendDraft, type Shelf } from './desk-drafts.ts';

/** A server that keeps fields as the real one does. */
class Server {
  fields = new Map<string, Draft & { revision: number }>();
  sent: Draft[] = [];
  failWith: { status: number; code: string } | null = null;
  readonly save: SendDraft = async (key, draft) => {
    await Promise.resolve();
    if (this.failWith) throw new ApiProblem({ ...this.failWith, type: '', title: '', detail: '' });
    this.sent.push(draft);
    const current = this.fields.get(key) ?? { levelId: null, feedback: '', revision: 0 };
    const isSame = current.levelId === draft.levelId && current.feedback === draft.feedback;
    if (current.revision !== draft.revision && !isSame)
      throw new ApiProblem({ status: 409, code: 'edit-conflict', type: '', title: '', detail: '', current });
    const next = isSame ? current : { ...draft, revision: current.revision + 1 };
    this.fields.set(key, next);
    return next;
  };
}

class MemoryShelf implements Shelf {
  items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
}

let server: Server;
let shelf: MemoryShelf;
const open = () => new DeskDrafts(server.fields, server.save, shelf, 'kept');
beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  shelf = new MemoryShelf();
});
afterEach(() => vi.useRealTimers());

describe('what is typed at the desk', () => {
  it('is saved after a breath, once, as it stands then', async () => {
    const drafts = open();
    for (const feedback of ['V', 'Vi', 'Vivid']) drafts.edit('a', { feedback }, 600);
    expect(drafts.state).toBe('unsaved');
    await vi.advanceTimersByTimeAsync(600);
    expect(server.sent.map(({ feedback }) => feedback)).toEqual(['Vivid']);
    expect(drafts.field('a')).toMatchObject({ state: 'saved', revision: 1 });
    expect(shelf.items.size).toBe(0);
  });

  it('keeps what is typed while a save is under way, and saves it next', async () => {
    const drafts = open();
    drafts.edit('a', { levelId: 'basic' }, 0);
    await vi.advanceTimersToNextTimerAsync();
    drafts.edit('a', { feedback: 'More' }, 600);
    await vi.advanceTimersByTimeAsync(600);
    expect(server.fields.get('a')).toEqual({ levelId: 'basic', feedback: 'More', revision: 2 });
    expect(drafts.state).toBe('saved');
  });

  it('stays on this device while there is no connection, and goes when there is', async () => {
    server.failWith = { status: 0, code: 'unreachable' };
    const drafts = open();
    drafts.edit('a', { feedback: 'Kept' }, 600);
    await vi.advanceTimersByTimeAsync(600);
    expect(drafts.state).toBe('offline');
    expect(shelf.items.get('kept')).toContain('Kept');
    server.failWith = null;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.fields.get('a')?.feedback).toBe('Kept');
    expect(drafts.state).toBe('saved');
  });

  it('waits for signing in again', async () => {
    server.failWith = { status: 401, code: 'sign-in-required' };
    const drafts = open();
    drafts.edit('a', { feedback: 'Kept' }, 0);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(drafts.state).toBe('signed-out');
    server.failWith = null;
    drafts.resume();
    await vi.advanceTimersByTimeAsync(0);
    expect(server.fields.get('a')?.feedback).toBe('Kept');
  });

  it('is taken up again by the next page', async () => {
    const closed = open();
    closed.edit('a', { feedback: 'Half a sen' }, 600);
    closed.stop();
    const drafts = open();
    expect(drafts.field('a')).toMatchObject({ feedback: 'Half a sen', state: 'unsaved' });
    await vi.advanceTimersByTimeAsync(0);
    expect(server.fields.get('a')?.feedback).toBe('Half a sen');
  });

  it.each(['mine', 'theirs'] as const)('shows what another tab saved, and lets one choose %s', async (choice) => {
    const drafts = open();
    server.fields = new Map([['a', { levelId: null, feedback: 'Theirs', revision: 1 }]]);
    drafts.edit('a', { feedback: 'Mine' }, 0);
    await vi.advanceTimersByTimeAsync(0);
    expect(drafts.field('a')).toMatchObject({ state: 'conflict', feedback: 'Mine', theirs: { feedback: 'Theirs' } });
    drafts.settle('a', choice);
    await vi.advanceTimersByTimeAsync(0);
    expect(drafts.state).toBe('saved');
    expect(server.fields.get('a')?.feedback).toBe(choice === 'mine' ? 'Mine' : 'Theirs');
    expect(drafts.field('a').feedback).toBe(choice === 'mine' ? 'Mine' : 'Theirs');
  });

  it('is all saved before a decision, or it says that it is not', async () => {
    const drafts = open();
    drafts.edit('a', { feedback: 'One' }, 600);
    drafts.edit('b', { levelId: 'basic' }, 600);
    expect(await drafts.flush()).toBe(true);
    expect([...server.fields.keys()]).toEqual(['a', 'b']);
    server.failWith = { status: 409, code: 'not-in-hand' };
    drafts.edit('a', { feedback: 'Two' }, 600);
    expect(await drafts.flush()).toBe(false);
    expect(drafts.field('a')).toMatchObject({ state: 'refused', problem: { code: 'not-in-hand' } });
  });
});
