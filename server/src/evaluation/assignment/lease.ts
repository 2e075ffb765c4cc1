import type { EvaluationSettings } from '../settings/settings.ts';

const hour = 3_600_000;

/**
 * Until when a submission stays in an evaluator's hands without another save or look.
 *
 * Usually `leaseHours`; when the promised day is near, a quarter of that (at least two hours), so that somebody else can still keep the
 * promise. Never in the past of `activeAt`, so nobody loses what was just touched.
 */
export function leaseEnd(
  { leaseHours, nearHours }: Pick<EvaluationSettings, 'leaseHours' | 'nearHours'>,
  { activeAt, dueAt }: { activeAt: Date; dueAt: Date },
): Date {
  const usual = activeAt.getTime() + leaseHours * hour;
  const short = activeAt.getTime() + Math.max(2, leaseHours / 4) * hour;
  const near = dueAt.getTime() - nearHours * hour;
  return new Date(Math.min(usual, Math.max(short, near)));
}

/** The promised day: so many days after the submission. */
export const dueAfter = (submittedAt: Date, turnaroundDays: number): Date => new Date(submittedAt.getTime() + turnaroundDays * 24 * hour);
