import type { ProgramDraft } from './authoring-queries.ts';

/** What the parts of a program's editor work on. */
export interface PartProps {
  value: ProgramDraft;
  /** Changes some of it; takes what stands at that moment where the new depends on it. */
  set: (change: Partial<ProgramDraft> | ((now: ProgramDraft) => Partial<ProgramDraft>)) => void;
}
