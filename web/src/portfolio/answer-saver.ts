import type { ProblemDocument } from '../api/client.ts';

/** A text and the revision it was made from. */
export interface Revised {
  text: string;
  revision: number;
}

/** How safe what was typed is. `closed`: the journey takes no changes any more; the text is kept on this device. */
export type SaverState = 'saved' | 'unsaved' | 'saving' | 'offline' | 'signed-out' | 'conflict' | 'failed' | 'closed';

/** What a saver needs of the world around it. */
export interface SaverPorts {
  /** Saves on the server; throws an error with `problem`. `last` when the page is being left: the answer may never be read. */
  send(answer: Revised, last: boolean): Promise<{ revision: number }>;
  /** Keeps on this device, at once. */
  keep(answer: Revised): void;
  forget(): void;
  /** Runs something later; returns how to call it off. */
  later(milliseconds: number, run: () => void): () => void;
  /** Asks to sign in again; true once that happened. */
  signIn(): Promise<boolean>;
  changed(): void;
}

const pauseAfterTyping = 800;
const firstRetry = 1000;
const longestRetry = 30_000;

/**
 * Carries one text to the server. Each keystroke is kept on the device first and let go only when the server has confirmed it;
 * saving waits for a pause in typing, one save at a time; what does not arrive is tried again; a text that was changed elsewhere
 * meanwhile becomes a conflict, never an overwrite.
 */
export class AnswerSaver {
  state: SaverState = 'saved';
  text: string;
  /** What stands on the server instead, while `state` is `conflict`. */
  theirs: Revised | null = null;
  /** When the server last confirmed, for "Saved at". */
  savedAt: Date | null = null;
  private base: number;
  private confirmed: string;
  /** A text whose save was never answered; it may stand on the server all the same. */
  private unanswered: string | null = null;
  private sending = false;
  private retry = firstRetry;
  private cancel: () => void = () => undefined;
  private readonly ports: SaverPorts;

  /**
   * @param server what the server has
   * @param kept what this device kept and the server never confirmed
   */
  constructor(server: Revised, kept: Revised | null, ports: SaverPorts) {
    this.ports = ports;
    this.text = server.text;
    this.confirmed = server.text;
    this.base = server.revision;
    if (!kept) return;
    if (kept.text === server.text) {
      ports.forget();
      return;
    }
    this.text = kept.text;
    if (kept.revision === server.revision) {
      this.state = 'unsaved';
      this.saveIn(0);
    } else {
      this.state = 'conflict';
      this.theirs = server;
      ports.keep({ text: kept.text, revision: kept.revision });
    }
  }

  /** Every keystroke comes through here. */
  type(text: string): void {
    // the database takes no zero byte; some programs paste one
    this.text = text.replaceAll('\u0000', '');
    this.ports.keep({ text: this.text, revision: this.base });
    if (this.state !== 'conflict' && this.state !== 'closed' && this.state !== 'signed-out') {
      if (this.state !== 'offline') this.state = 'unsaved';
      this.saveIn(pauseAfterTyping);
    }
    this.ports.changed();
  }

  /** Saves at once: the field was left, the network came back. */
  flush(): void {
    if (this.state === 'unsaved' || this.state === 'offline') this.saveIn(0);
  }

  /** The page is being left: one last try that the browser carries on without it. What is kept on the device stays. */
  leave(): void {
    if (this.text === this.confirmed || this.state === 'conflict' || this.state === 'closed') return;
    this.unanswered = this.text;
    void this.ports.send({ text: this.text, revision: this.base }, true).catch(() => undefined);
  }

  /** The server told of a newer text, and nothing here waits to be saved. */
  receive(server: Revised): void {
    if (this.state !== 'saved' || this.sending || server.revision <= this.base) return;
    this.base = server.revision;
    this.text = server.text;
    this.confirmed = server.text;
    this.ports.changed();
  }

  /** Ends a conflict with the text to go on with: one's own, the other, or both brought together. */
  resolve(text: string): void {
    if (!this.theirs) return;
    this.base = this.theirs.revision;
    this.confirmed = this.theirs.text;
    this.theirs = null;
    this.text = text;
    if (text === this.confirmed) {
      this.ports.forget();
      this.state = 'saved';
    } else {
      this.ports.keep({ text, revision: this.base });
      this.state = 'unsaved';
      this.saveIn(0);
    }
    this.ports.changed();
  }

  private saveIn(milliseconds: number): void {
    this.cancel();
    this.cancel = this.ports.later(milliseconds, () => void this.save());
  }

  private async save(): Promise<void> {
    if (this.sending || this.state === 'conflict' || this.state === 'closed') return;
    const text = this.text;
    this.sending = true;
    if (this.state !== 'offline') this.state = 'saving';
    this.ports.changed();
    try {
      const { revision } = await this.ports.send({ text, revision: this.base }, false);
      this.arrived(text, revision);
    } catch (error) {
      const problem = (error as { problem?: ProblemDocument }).problem;
      if (!problem) this.unanswered = text;
      this.refused(text, problem);
    } finally {
      this.sending = false;
      this.ports.changed();
    }
  }

  private arrived(text: string, revision: number): void {
    this.base = revision;
    this.confirmed = text;
    this.unanswered = null;
    this.retry = firstRetry;
    this.savedAt = new Date();
    if (this.text === text) {
      this.state = 'saved';
      this.ports.forget();
    } else {
      this.state = 'unsaved';
      this.ports.keep({ text: this.text, revision });
      this.saveIn(pauseAfterTyping);
    }
  }

  private refused(text: string, problem: ProblemDocument | undefined): void {
    if (problem?.code === 'edit-conflict') {
      const current = problem.current as Revised;
      // our own save arrived after all; only its answer was lost
      if (current.text === text || current.text === this.unanswered) {
        this.arrived(current.text, current.revision);
        if (this.text !== current.text) this.saveIn(0);
        return;
      }
      this.theirs = current;
      this.state = 'conflict';
    } else if (problem?.code === 'sign-in-required') {
      this.state = 'signed-out';
      void this.ports.signIn().then((signedIn) => {
        if (this.state !== 'signed-out') return;
        this.state = 'offline';
        if (signedIn) this.saveIn(0);
        this.ports.changed();
      });
    } else if (problem?.code === 'journey-closed' || problem?.code === 'part-passed') {
      this.state = 'closed';
    } else if (!problem || problem.status === 0 || problem.status >= 500 || problem.status === 429) {
      if (problem?.status === 0) this.unanswered = text;
      this.state = 'offline';
      this.saveIn(this.retry);
      this.retry = Math.min(this.retry * 2, longestRetry);
    } else {
      this.state = 'failed';
    }
  }
}
