import type { EndorsementCredential, OpenBadgeCredential } from '../model/types.ts';

/** The questions that a verification answers, in this order. */
export type CheckId =
  | 'parsed'
  | 'data-model'
  | 'proof'
  | 'issuer-key'
  | 'dates'
  | 'status'
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
}

const decisive: ReadonlySet<CheckId> = new Set(['parsed', 'data-model', 'proof', 'issuer-key', 'dates', 'status']);

/** The verdict over all checks. A remark never spoils a badge, and what could not be checked never passes for checked. */
export function verdictOf(checks: Check[]): Report['verdict'] {
  if (checks.some((check) => check.outcome === 'failed')) return 'invalid';
  const settled = [...decisive].every((id) => checks.some((check) => check.id === id && check.outcome !== 'not-checked'));
  return settled ? 'valid' : 'undetermined';
}
