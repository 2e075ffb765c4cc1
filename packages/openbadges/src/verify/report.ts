import type { EndorsementCredential, OpenBadgeCredential } from '../model/types.ts';

/**
 * The questions that a verification answers, in this order. `resources` and `endorsements` are asked of badges that have some, `contents`
 * and `holder` of learner records and presentations.
 */
export type CheckId =
  | 'parsed'
  | 'data-model'
  | 'proof'
  | 'issuer-key'
  | 'dates'
  | 'status'
  | 'resources'
  | 'contents'
  | 'holder'
  | 'endorsements'
  | 'recipient'
  | 'achievement-issuer'
  | 'known-issuer';

/**
 * - `passed`: checked and right
 * - `failed`: checked and wrong; the badge is invalid
 * - `warning`: a remark that leaves the badge valid
 * - `not-checked`: nobody asked, or it could not be found out
 */
export type Outcome = 'passed' | 'failed' | 'warning' | 'not-checked';

export interface Check {
  id: CheckId;
  outcome: Outcome;
  /** A stable word for what was found, to translate or to switch on. */
  reason: string;
  /** The same in plain English. */
  message: string;
  details: Record<string, unknown>;
}

export interface Report {
  /** `undetermined`: nothing is known to be wrong, but something that matters could not be checked. */
  verdict: 'valid' | 'invalid' | 'undetermined';
  checks: Check[];
  /** The badge as read, as soon as it could be read; not to be trusted unless the verdict is `valid`. */
  credential?: OpenBadgeCredential | EndorsementCredential;
  /** What was read: a badge of version 3.0 or an endorsement, a badge of version 2.0, a learner record, a presentation. */
  kind?: Kind;
  /** A badge of version 2.0 as read, with its BadgeClass and issuer in place where they could be read; `credential` is not there then. */
  assertion?: Record<string, unknown>;
  /** Of a learner record or presentation: a report on each credential inside. */
  contents?: Report[];
  /** A report on each endorsement inside the badge. */
  endorsements?: Report[];
}

export type Kind = 'badge' | 'badge-2.0' | 'learner-record' | 'presentation';

const decisive: ReadonlySet<CheckId> = new Set(['parsed', 'data-model', 'proof', 'issuer-key', 'dates', 'status']);

/** What makes the verdict open when it could not be checked, where it is asked at all. */
const decisiveIfAsked: ReadonlySet<CheckId> = new Set(['contents']);

/** The verdict over all checks. A remark never spoils a badge, and what could not be checked never passes for checked. */
export function verdictOf(checks: Check[]): Report['verdict'] {
  if (checks.some((check) => check.outcome === 'failed')) return 'invalid';
  const settled = [...decisive].every((id) => checks.some((check) => check.id === id && check.outcome !== 'not-checked'));
  const isOpen = checks.some((check) => decisiveIfAsked.has(check.id) && check.outcome === 'not-checked');
  return settled && !isOpen ? 'valid' : 'undetermined';
}
