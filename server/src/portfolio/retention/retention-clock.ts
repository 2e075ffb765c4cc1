/** What one submission says about how long an item is to be kept. */
export interface Hold {
  issuer: string;
  organizationId: string;
  /** Days after the decision by the issuer's policy, for an item like this; null without end. */
  days: number | null;
  /** The latest decision, or the earner's last work on the journey after a "not yet"; null while there was none. */
  since: Date | null;
  /** An attempt or an appeal is open: the clock stands still. */
  open: boolean;
  /** Its earner shows it on a badge, for everybody to see. */
  shown: boolean;
}

/** How long an item is kept. Days are calendar dates in UTC; it is kept through the last. */
export type Clock =
  /** No issuer has asked that it goes. */
  | { state: 'no-end' }
  /** It goes some time after what is open is decided. */
  | { state: 'stopped'; issuer: string }
  | { state: 'running'; until: string; issuer: string; organizationId: string };

const dayMilliseconds = 86_400_000;

/**
 * Decides how long an item is kept.
 *
 * Every submission that holds it has its say, and the longest wins: one issuer's time never takes from another what it still needs. Without
 * an end for one of them there is none, and what is shown on a badge stays for as long as it is shown. Anything open stops the clock.
 */
export function retentionClock(holds: readonly Hold[]): Clock {
  const [first] = holds;
  if (!first || holds.some(({ days, shown }) => days === null || shown)) return { state: 'no-end' };
  const waiting = holds.find(({ open, since }) => open || since === null);
  if (waiting) return { state: 'stopped', issuer: waiting.issuer };
  const ends = holds.map(({ since, days, ...hold }) => ({ ...hold, end: (since as Date).getTime() + (days as number) * dayMilliseconds }));
  const last = ends.reduce((one, other) => (other.end > one.end ? other : one));
  const { issuer, organizationId } = last;
  return { state: 'running', until: new Date(last.end).toISOString().slice(0, 10), issuer, organizationId };
}

/** Days for which its earner knows that an item goes. */
export const noticeDays = 14;

/**
 * The last day of an item with its notice: a policy that became shorter, or a clock that was not told of yet, deletes nothing before two weeks
 * have passed.
 *
 * @param told of which day the earner was told last, and when
 */
export function withNotice(clock: Clock, told: { for: string; at: Date } | null, now: Date): Clock {
  if (clock.state !== 'running') return clock;
  const from = told?.for === clock.until ? told.at : now;
  const earliest = new Date(from.getTime() + noticeDays * dayMilliseconds).toISOString().slice(0, 10);
  return earliest > clock.until ? { ...clock, until: earliest } : clock;
}

/** Whether an item is to go: its last day is over. */
export const isOver = (clock: Clock, now: Date): clock is Extract<Clock, { state: 'running' }> =>
  clock.state === 'running' && clock.until < now.toISOString().slice(0, 10);
