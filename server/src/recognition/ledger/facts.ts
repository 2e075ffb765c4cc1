import type { EntryKind, Rule } from '../incentives/rule.ts';
import type { Terms } from '../incentives/terms.ts';
import type { Difficulty } from '../programs/definition.ts';
import type { Hundredths } from './hundredths.ts';

/**
 * Everything that an educator's balances with a recognizer follow from. Dates are calendar dates in the recognizer's time zone, as text,
 * fixed when the fact was recorded.
 */

/** A posted claim whose award stands. */
export interface AwardFact {
  claimId: string;
  /** What counts once (programs/definition.ts); unique among an educator's facts. */
  countsAs: string;
  programId: string;
  difficulty: Difficulty;
  /** Credited by the approved list. */
  hours: Hundredths;
  earnedOn: string;
  /** When the claim was handed in. */
  proofOn: string;
  postedOn: string;
  /** When the pre-approval was granted; null without one. */
  approvedOn: string | null;
}

/** What Human Resources recorded, from a date on. */
export interface EmploymentFact {
  effectiveOn: string;
  position: string | null;
  contract: string | null;
  hiredOn: string | null;
  endedOn: string | null;
  licenceStartsOn: string | null;
  licenceEndsOn: string | null;
}

/** A balance from before. */
export interface StartingFact {
  id: string;
  kind: EntryKind;
  unit: string;
  amount: Hundredths;
  asOf: string;
  /** Whose caps it fills. */
  incentiveId: string | null;
}

/** All facts of one educator with one recognizer. */
export interface Facts {
  awards: readonly AwardFact[];
  /** By the date from which each holds; of two for one date the one recorded later stands later, and counts. */
  employment: readonly EmploymentFact[];
  starting: readonly StartingFact[];
}

/** A published version of an incentive. */
export interface RuleVersion {
  incentiveId: string;
  versionId: string;
  number: number;
  effectiveFrom: string;
  /** The last day; null while it holds. */
  effectiveUntil: string | null;
  rule: Rule;
}

/** Terms of a recognizer, from a date on. */
export interface TermsVersion {
  number: number;
  effectiveFrom: string;
  terms: Terms;
}

/** What is due for a reason: one entry of the ledger, if nothing else happens. */
export interface Allocation {
  /** Names it by all that it consists of: equal content, equal key. */
  key: string;
  /** Both null for a starting balance. */
  incentiveId: string | null;
  versionId: string | null;
  kind: EntryKind;
  unit: string;
  amount: Hundredths;
  earnedOn: string;
  effectiveOn: string;
  claimIds: readonly string[];
  startingBalanceIds: readonly string[];
}
