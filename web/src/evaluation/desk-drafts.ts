import { ApiProblem, type ProblemDocument } from '../api/client.ts';

/**
 * What an evaluator sets and types, on its way to the server. Each field is kept on this device from the keystroke until the server
 * has it; saves go one after another, so that the last answer always tells what follows from all of them.
 */

/** A field's content: the level and feedback of a criterion, or (with no level) the feedback on the whole. */
export interface Draft {
  levelId: string | null;
  feedback: string;
}

/** `signed-out`: the session ended; saving goes on after `resume`. `refused`: the server will not have it, see `problem`. */
export type DraftState = 'saved' | 'unsaved' | 'saving' | 'offline' | 'signed-out' | 'conflict' | 'refused';

export interface Field extends Draft {
  /** The server's revision this content builds on. */
  revision: number;
  state: DraftState;
  /** In a conflict: what stands on the server. */
  theirs?: Draft & { revision: number };
  problem?: ProblemDocument;
}

/** Sends one field; answers with what is saved. @throws {ApiProblem} */
export type SendDraft = (key: string, draft: Draft & { revision: number }) => Promise<Draft & { revision: number }>;

/** Where unsaved fields are kept; `localStorage` fits. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The fields at a glance, worst first. */
const bySeverity: DraftState[] = ['conflict', 'refused', 'signed-out', 'offline', 'saving', 'unsaved', 'saved'];
const retryAfter = [1_000, 2_000, 5_000, 10_000, 30_000];

export class DeskDrafts {
  #fields: ReadonlyMap<string, Field>;
  #listeners = new Set<() => void>();
  #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #queue: Promise<void> = Promise.resolve();
  #failures = 0;
  #send: SendDraft;
  #shelf: Shelf | null;
  #shelfKey: string;

  /**
   * @param saved the fields as the server has them
   * @param shelfKey names what is kept on this device
   */
  constructor(saved: ReadonlyMap<string, Draft & { revision: number }>, send: SendDraft, shelf: Shelf | null, shelfKey: string) {
    this.#send = send;
    this.#shelf = shelf;
    this.#shelfKey = shelfKey;
    this.#fields = new Map([...saved].map(([key, draft]) => [key, { ...draft, state: 'saved' }]));
    this.#takeUpKept();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly snapshot = (): ReadonlyMap<string, Field> => this.#fields;

  /** A field; empty before its first edit. */
  field(key: string): Field {
    return this.#fields.get(key) ?? { levelId: null, feedback: '', revision: 0, state: 'saved' };
  }

  /** How all fields together stand. */
  get state(): DraftState {
    const states = new Set([...this.#fields.values()].map(({ state }) => state));
    return bySeverity.find((state) => states.has(state)) ?? 'saved';
  }

  /**
   * Changes a field: kept on this device at once, saved soon.
   *
   * @param afterMs how long to wait for more; a level is saved at once, typing after a breath
   */
  edit(key: string, change: Partial<Draft>, afterMs: number): void {
    const field = this.field(key);
    this.#set(key, { ...field, ...change, state: field.state === 'conflict' ? 'conflict' : 'unsaved' });
    if (field.state !== 'conflict') this.#saveLater(key, afterMs);
  }

  /** Takes up a field that the server has got by another way. */
  hold(key: string, saved: Draft & { revision: number }): void {
    this.#set(key, { ...saved, state: 'saved' });
  }

  /** Lets go of a field that is no more. */
  forget(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#fields = new Map([...this.#fields].filter(([other]) => other !== key));
    this.#keep();
    for (const listener of this.#listeners) listener();
  }

  /** Settles a conflict: one's own words over theirs, or theirs instead. */
  settle(key: string, choice: 'mine' | 'theirs'): void {
    const { theirs, ...field } = this.field(key);
    if (!theirs) return;
    if (choice === 'theirs') this.#set(key, { ...theirs, state: 'saved' });
    else {
      this.#set(key, { ...field, revision: theirs.revision, state: 'unsaved' });
      this.#saveLater(key, 0);
    }
  }

  /** Saves again what waited for a connection or a sign-in. */
  resume(): void {
    for (const [key, { state }] of this.#fields) if (state === 'offline' || state === 'signed-out') this.#saveLater(key, 0);
  }

  /** Saves everything now. @returns whether all of it is saved */
  async flush(): Promise<boolean> {
    for (const [key, { state }] of this.#fields)
      if (state !== 'saved' && state !== 'conflict' && state !== 'refused') this.#saveLater(key, -1);
    let waited: Promise<void>;
    do {
      waited = this.#queue;
      await waited;
    } while (waited !== this.#queue);
    return this.state === 'saved';
  }

  /** Ends the waiting of timers; what is unsaved stays on this device. */
  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #saveLater(key: string, afterMs: number): void {
    clearTimeout(this.#timers.get(key));
    const save = () => {
      this.#timers.delete(key);
      this.#queue = this.#queue.then(() => this.#save(key));
    };
    if (afterMs < 0) save();
    else this.#timers.set(key, setTimeout(save, afterMs));
  }

  async #save(key: string): Promise<void> {
    const { levelId, feedback, revision, state } = this.field(key);
    if (state === 'saved' || state === 'conflict') return;
    const sent = { levelId, feedback, revision };
    this.#set(key, { ...sent, state: 'saving' });
    const isAsSent = () => sameDraft(this.field(key), sent);
    try {
      const saved = await this.#send(key, sent);
      this.#failures = 0;
      // typed on while it was under way: that part is not saved yet, and has its own timer
      if (isAsSent()) this.#set(key, { ...saved, state: 'saved' });
      else this.#set(key, { ...this.field(key), revision: saved.revision });
    } catch (error) {
      this.#failed(key, error);
    }
  }

  #failed(key: string, error: unknown): void {
    const { theirs: _, ...field } = this.field(key);
    const problem = error instanceof ApiProblem ? error.problem : null;
    const isPassing = !problem || problem.status === 0 || problem.status >= 500 || problem.status === 429;
    if (isPassing) {
      this.#set(key, { ...field, state: 'offline' });
      this.#saveLater(key, retryAfter[Math.min(this.#failures, retryAfter.length - 1)] ?? 0);
      this.#failures += 1;
      return;
    }
    const current = problem.code === 'edit-conflict' ? (problem.current as (Partial<Draft> & { revision: number }) | undefined) : undefined;
    if (!current) {
      this.#set(key, { ...field, state: problem.status === 401 ? 'signed-out' : 'refused', problem });
      return;
    }
    const theirs = { levelId: current.levelId ?? null, feedback: current.feedback ?? '', revision: current.revision };
    if (sameDraft(field, theirs)) this.#set(key, { ...theirs, state: 'saved' });
    else this.#set(key, { ...field, state: 'conflict', theirs });
  }

  #set(key: string, field: Field): void {
    this.#fields = new Map(this.#fields).set(key, field);
    this.#keep();
    for (const listener of this.#listeners) listener();
  }

  /** Keeps on this device what the server does not have. */
  #keep(): void {
    const unsaved = [...this.#fields].filter(([, { state }]) => state !== 'saved');
    try {
      if (!unsaved.length) this.#shelf?.removeItem(this.#shelfKey);
      else
        this.#shelf?.setItem(
          this.#shelfKey,
          JSON.stringify(unsaved.map(([key, { levelId, feedback, revision }]) => [key, { levelId, feedback, revision }])),
        );
    } catch {
      // a full or forbidden store: saving to the server goes on all the same
    }
  }

  #takeUpKept(): void {
    let kept: [string, Draft & { revision: number }][] = [];
    try {
      kept = JSON.parse(this.#shelf?.getItem(this.#shelfKey) ?? '[]');
    } catch {
      return;
    }
    for (const [key, draft] of kept) {
      const { state: _, ...saved } = this.field(key);
      if (sameDraft(saved, draft)) continue;
      if (saved.revision === draft.revision) {
        this.#set(key, { ...draft, state: 'unsaved' });
        this.#saveLater(key, 0);
      } else this.#set(key, { ...draft, state: 'conflict', theirs: saved });
    }
    this.#keep();
  }
}

const sameDraft = (one: Draft, other: Draft) => one.levelId === other.levelId && one.feedback === other.feedback;
