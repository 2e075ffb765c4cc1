import type { ProgramDefinition } from './definition.ts';

/** Whether a program can be joined, and why not: its days lie ahead or are over, its places are taken, it has ended or is not published. */
export const joinings = ['open', 'not-yet', 'over', 'full', 'closed'] as const;
export type Joining = (typeof joinings)[number];

/**
 * Whether a program can be joined by those it is for.
 *
 * @param on.today calendar date in the recognizer's time zone
 * @param on.taken how many take part
 */
export function joiningOf(
  { opensOn, closesOn, capacity }: Pick<ProgramDefinition, 'opensOn' | 'closesOn' | 'capacity'>,
  { state, today, taken }: { state: string; today: string; taken: number },
): Joining {
  if (state !== 'open') return 'closed';
  if (opensOn && today < opensOn) return 'not-yet';
  if (closesOn && today > closesOn) return 'over';
  return capacity !== null && taken >= capacity ? 'full' : 'open';
}
