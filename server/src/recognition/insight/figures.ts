import type { EntryKind } from '../incentives/rule.ts';
import type { Month } from './raises.ts';

/** What an award passes through, each step with the one before it: how long from there to here. */
export const steps = ['approved', 'award', 'claimed', 'posted', 'paid'] as const;
export type Step = (typeof steps)[number];

/** Where work stands that is not posted yet. A recognizer is never told more of it. */
export const pipelineStates = ['chosen', 'asked', 'approved', 'in-progress', 'awarded', 'handed-in'] as const;
export type PipelineState = (typeof pipelineStates)[number];

/** Numbers by month; months without any are left out. */
export type ByMonth = Record<Month, number>;

/** Educators of a school or of all, and when they began. */
export interface Adoption {
  /** Who is employed as an educator today. */
  educators: number;
  /** Those of them whose first standing award was earned in the month. */
  firsts: ByMonth;
  /** Standing awards by the month they were earned, also of people who have left. */
  awards: ByMonth;
}

/** The kept figures of one view: all, or one school, one program, one of both. */
export interface Figures extends Adoption {
  /** How many people the entries are of. */
  paidPeople: number;
  /** Days from the step before, as pairs of days and how often, by the month in which the step was done. */
  steps: Record<Step, Record<Month, [days: number, times: number][]>>;
  /** What the ledger sums to: money by the month from which it is due, everything else by the month it was earned. */
  worth: { kind: EntryKind; unit: string; months: Record<Month, string> }[];
  pipeline: Record<PipelineState, { lines: number; educators: number }>;
  /** Each school's adoption; only in views of all schools. */
  schools: Record<string, Adoption>;
}

/** Figures of a view about which nothing is known. */
export const noFigures = (): Figures => ({
  educators: 0,
  firsts: {},
  awards: {},
  paidPeople: 0,
  steps: { approved: {}, award: {}, claimed: {}, posted: {}, paid: {} },
  worth: [],
  pipeline: {
    chosen: { lines: 0, educators: 0 },
    asked: { lines: 0, educators: 0 },
    approved: { lines: 0, educators: 0 },
    'in-progress': { lines: 0, educators: 0 },
    awarded: { lines: 0, educators: 0 },
    'handed-in': { lines: 0, educators: 0 },
  },
  schools: {},
});
