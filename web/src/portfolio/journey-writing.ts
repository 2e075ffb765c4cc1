import { createContext, use, useEffect, useSyncExternalStore } from 'react';
import { answer, api } from '../api/client.ts';
import { askToSignInAgain } from '../shell/sign-in-again.ts';
import { AnswerSaver, type Revised, type SaverState } from './answer-saver.ts';
import type { KeptDrafts } from './kept-drafts.ts';
import type { Journey } from './queries.ts';

/** The worst first: what the page says of all its texts together. */
const order: SaverState[] = ['conflict', 'failed', 'closed', 'signed-out', 'offline', 'saving', 'unsaved', 'saved'];
// browsers carry at most 64 kB on after a page is gone
const longestLastWords = 60_000;

/** All texts of one open journey on their way to the server. */
export class JourneyWriting {
  private readonly savers = new Map<string, AnswerSaver>();
  private readonly listeners = new Set<() => void>();
  private version = 0;
  private readonly journeyId: string;
  private readonly drafts: KeptDrafts;
  private readonly onSaved: () => void;

  /** @param onSaved told after each text the server confirmed */
  constructor(journey: Journey, drafts: KeptDrafts, onSaved: () => void) {
    this.journeyId = journey.id;
    this.drafts = drafts;
    this.onSaved = onSaved;
    const open = journey.state === 'drafting' || journey.state === 'not-yet';
    if (!open) return;
    for (const part of journey.definition.parts) {
      if (journey.passedParts.includes(part.id)) continue;
      for (const requirement of part.requirements) {
        if (!requirement.kinds.includes('text')) continue;
        const saved = journey.answers.find((each) => each.partId === part.id && each.requirementId === requirement.id);
        this.open(part.id, requirement.id, { text: saved?.text ?? '', revision: saved?.revision ?? 0 });
      }
    }
  }

  private open(partId: string, requirementId: string, server: Revised): void {
    const name = `${partId}/${requirementId}`;
    const saver = new AnswerSaver(server, this.drafts.adopted.get(name) ?? null, {
      send: async (body, last) => {
        const keepalive = last && body.text.length * 3 < longestLastWords;
        const saved = await answer(
          api.PUT('/api/v1/journeys/{journeyId}/answers/{partId}/{requirementId}', {
            params: { path: { journeyId: this.journeyId, partId, requirementId } },
            body,
            ...(keepalive && { keepalive }),
          }),
        );
        if (!last) this.onSaved();
        return saved;
      },
      keep: (draft) => this.drafts.keep(name, draft),
      forget: () => this.drafts.forget(name),
      later: (milliseconds, run) => {
        const timer = window.setTimeout(run, milliseconds);
        return () => window.clearTimeout(timer);
      },
      signIn: askToSignInAgain,
      changed: () => this.changed(),
    });
    this.savers.set(name, saver);
  }

  saver(partId: string, requirementId: string): AnswerSaver | undefined {
    return this.savers.get(`${partId}/${requirementId}`);
  }

  /** What the server tells anew goes into texts that are not being written. */
  receive(journey: Journey): void {
    for (const saved of journey.answers) this.saver(saved.partId, saved.requirementId)?.receive(saved);
  }

  get state(): SaverState {
    const states = new Set([...this.savers.values()].map((saver) => saver.state));
    return order.find((state) => states.has(state)) ?? 'saved';
  }

  get savedAt(): Date | null {
    return [...this.savers.values()].reduce<Date | null>(
      (latest, { savedAt }) => (savedAt && (!latest || savedAt > latest) ? savedAt : latest),
      null,
    );
  }

  flush(): void {
    for (const saver of this.savers.values()) saver.flush();
  }

  leave(): void {
    for (const saver of this.savers.values()) saver.leave();
  }

  private changed(): void {
    this.version += 1;
    for (const listener of this.listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): number => this.version;
}

export const WritingContext = createContext<JourneyWriting | null>(null);

/** The texts of the journey around; the component is drawn again whenever one of them changes its state. */
export function useWriting(): JourneyWriting {
  const writing = use(WritingContext);
  if (!writing) throw new Error('useWriting stands outside of a journey.');
  useSyncExternalStore(writing.subscribe, writing.snapshot);
  return writing;
}

/** Saves when the network comes back, and a last time when the page is left. */
export function useLastWords(writing: JourneyWriting | null): void {
  useEffect(() => {
    if (!writing) return;
    const flush = () => writing.flush();
    const leave = () => writing.leave();
    const hidden = () => {
      if (document.visibilityState === 'hidden') writing.flush();
    };
    window.addEventListener('online', flush);
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      writing.flush();
      window.removeEventListener('online', flush);
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', hidden);
    };
  }, [writing]);
}
