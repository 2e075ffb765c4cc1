import { useEffect, useState, useSyncExternalStore } from 'react';
import { ApiProblem } from '../api/client.ts';
import { AnswerSaver, type SaverState } from '../portfolio/answer-saver.ts';
import { type KeptDrafts, openDrafts } from '../portfolio/kept-drafts.ts';
import { useSignedIn } from '../shell/session.ts';
import { askToSignInAgain } from '../shell/sign-in-again.ts';

/**
 * A document that saves itself: a draft, the answers to a survey. It goes the way that answers of journeys go (kept on the device with each
 * change, saved after a pause, tried again, a conflict shown), as text.
 */

/** As text, with members in one order, so that the same document is the same text wherever it comes from. */
export function writeDocument(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member === 'string') return member.replaceAll('\u0000', '');
    if (member === null || typeof member !== 'object' || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

export interface DocumentPorts<T> {
  /** Saves on the server. @param last the page is being left: carry on without it */
  send(saved: { value: T; revision: number }, last: boolean): Promise<{ revision: number }>;
  /** The document in a conflict's `current`. */
  current(problem: Record<string, unknown>): { value: T; revision: number };
}

/** One open document on its way to the server. */
export class SavedDocument<T> {
  private readonly saver: AnswerSaver;
  private readonly listeners = new Set<() => void>();
  private version = 0;
  private read: { text: string; value: T };
  private latest: number;

  constructor(server: { value: T; revision: number }, drafts: KeptDrafts, ports: DocumentPorts<T>) {
    const text = writeDocument(server.value);
    this.read = { text, value: server.value };
    this.latest = server.revision;
    const name = 'document';
    this.saver = new AnswerSaver({ text, revision: server.revision }, drafts.adopted.get(name) ?? null, {
      send: async (body, last) => {
        try {
          const saved = await ports.send({ value: JSON.parse(body.text) as T, revision: body.revision }, last);
          this.latest = saved.revision;
          return saved;
        } catch (error) {
          if (error instanceof ApiProblem && error.problem.code === 'edit-conflict') {
            const { value, revision } = ports.current(error.problem.current as Record<string, unknown>);
            this.latest = revision;
            throw new ApiProblem({ ...error.problem, current: { text: writeDocument(value), revision } });
          }
          throw error;
        }
      },
      keep: (draft) => drafts.keep(name, draft),
      forget: () => drafts.forget(name),
      later: (milliseconds, run) => {
        const timer = window.setTimeout(run, milliseconds);
        return () => window.clearTimeout(timer);
      },
      signIn: askToSignInAgain,
      changed: () => this.changed(),
    });
  }

  get value(): T {
    if (this.read.text !== this.saver.text) this.read = { text: this.saver.text, value: JSON.parse(this.saver.text) as T };
    return this.read.value;
  }
  get state(): SaverState {
    return this.saver.state;
  }
  get savedAt(): Date | null {
    return this.saver.savedAt;
  }
  /** The revision that the server has confirmed last. */
  get revision(): number {
    return this.latest;
  }
  change(value: T): void {
    this.saver.type(writeDocument(value));
  }
  flush(): void {
    this.saver.flush();
  }
  leave(): void {
    this.saver.leave();
  }
  /** Ends a conflict with what stands here, or with the other. */
  resolve(which: 'mine' | 'theirs'): void {
    const { theirs } = this.saver;
    if (theirs) this.saver.resolve(which === 'mine' ? this.saver.text : theirs.text);
  }

  /** Waits until everything is on the server. @throws when it cannot be now */
  async settled(): Promise<void> {
    this.flush();
    await new Promise<void>((settle, fail) => {
      const look = () => {
        if (this.state === 'saved') settle();
        else if (this.state !== 'saving' && this.state !== 'unsaved') fail(new Error(this.state));
        else return;
        stop();
      };
      const stop = this.subscribe(look);
      look();
    });
  }

  private changed(): void {
    this.version += 1;
    for (const listener of [...this.listeners]) listener();
  }
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): number => this.version;
}

/**
 * Opens a document once it is there, and keeps it until its name changes.
 *
 * @param name of what it is and whose, e.g. `course-draft/01936b4e…`
 */
export function useSavedDocument<T>(
  name: string,
  server: { value: T; revision: number } | undefined,
  ports: DocumentPorts<T>,
): SavedDocument<T> | null {
  const { person } = useSignedIn();
  const [opened, setOpened] = useState<{ name: string; it: SavedDocument<T> } | null>(null);
  const known = opened?.name === name;
  useEffect(() => {
    if (!server || known) return;
    let live = true;
    void openDrafts(person.id, name).then((drafts) => {
      if (live) setOpened({ name, it: new SavedDocument(server, drafts, ports) });
    });
    return () => {
      live = false;
    };
  }, [server, known, person.id, name, ports]);
  const document_ = known ? opened.it : null;
  useEffect(() => {
    if (!document_) return;
    const flush = () => document_.flush();
    const leave = () => document_.leave();
    const hidden = () => {
      if (document.visibilityState === 'hidden') document_.flush();
    };
    window.addEventListener('online', flush);
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      document_.flush();
      window.removeEventListener('online', flush);
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', hidden);
    };
  }, [document_]);
  useSyncExternalStore(document_?.subscribe ?? nothing, document_?.snapshot ?? zero);
  return document_;
}
const nothing = () => () => undefined;
const zero = () => 0;
