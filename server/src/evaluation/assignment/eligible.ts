import { type RawBuilder, sql } from 'kysely';
import { unseen } from '../../platform/database/planned-once.ts';
import { conflictBetween, type EmployingOrganization, type PersonAtWork, withoutConflict } from '../conflicts.ts';

/** A reading that waits, as far as it matters who may take it. */
export interface WaitingReading {
  id: string;
  submissionId: string;
  issuerId: string;
  microCredentialId: string;
  earner: PersonAtWork;
  reading: number;
  dueAt: Date;
  /** Only a lead may take it: an adjudication or appeal where the settings say so. */
  forLeads: boolean;
  /** Only evaluators named for the micro-credential may. */
  namedOnly: boolean;
  /** Only evaluators who have met the micro-credential's anchors may. */
  calibratedOnly: boolean;
  /** Who has read this submission already, or has it in hand. */
  readers: readonly string[];
  reservedFor: string | null;
  reservedUntil: Date | null;
}

/** An evaluator of an issuer, as far as it matters what to take. */
export interface PoolEvaluator extends PersonAtWork {
  issuerId: string;
  isLead: boolean;
  /** Micro-credentials a lead named the evaluator for. */
  namedFor: readonly string[];
  /** Micro-credentials whose anchors the evaluator has met. */
  calibratedFor: readonly string[];
}

/**
 * Whether an evaluator may take a reading: of the own issuer, without a conflict of interest, not read before, qualified and calibrated
 * where that is asked. The same rule stands in SQL below; a test holds the two to each other.
 */
export function isEligible(evaluator: PoolEvaluator, reading: WaitingReading, organizations: readonly EmployingOrganization[]): boolean {
  if (evaluator.issuerId !== reading.issuerId) return false;
  if (conflictBetween(evaluator, reading.earner, organizations) !== null) return false;
  if (reading.readers.includes(evaluator.personId)) return false;
  if (reading.forLeads && !evaluator.isLead) return false;
  if (reading.namedOnly && !evaluator.namedFor.includes(reading.microCredentialId)) return false;
  return !reading.calibratedOnly || evaluator.calibratedFor.includes(reading.microCredentialId);
}

/** True for rows of `evaluation` with which this person has nothing to do: no conflict, and no other reading of the submission. */
export function uninvolved(personId: string): RawBuilder<boolean> {
  return sql<boolean>`(${withoutConflict(personId)}
    and not exists (select from evaluation other where other.submission_id = evaluation.submission_id
      and other.id <> evaluation.id and other.evaluator_id = ${unseen(personId, 'uuid')}))`;
}

/** The rule in SQL: true for rows of `evaluation` that this member of the issuer may take. */
export function eligibleFor(evaluatorId: string): RawBuilder<boolean> {
  const evaluator = unseen(evaluatorId, 'uuid');
  return sql<boolean>`(${uninvolved(evaluatorId)}
    and (not evaluation.for_leads or exists (select from membership m
      where m.organization_id = evaluation.issuer_id and m.person_id = ${evaluator} and 'evaluation-lead' = any (m.roles)))
    and (not evaluation.named_only or exists (select from evaluator_qualification q
      where q.micro_credential_id = evaluation.micro_credential_id and q.person_id = ${evaluator}))
    and (not evaluation.calibrated_only or exists (select from calibration c
      where c.micro_credential_id = evaluation.micro_credential_id and c.person_id = ${evaluator} and c.met_at is not null)))`;
}

/** True for rows that nobody else is to see first. */
export function notReservedForOthers(evaluatorId: string): RawBuilder<boolean> {
  return sql<boolean>`(evaluation.reserved_for is null or evaluation.reserved_for = ${unseen(evaluatorId, 'uuid')} or evaluation.reserved_until <= now())`;
}

/** Hides a submission's second reading while its first waits for this evaluator, too: one line a submission. */
export function firstWaitingFor(evaluatorId: string): RawBuilder<boolean> {
  return sql<boolean>`not exists (select from evaluation earlier
    where earlier.submission_id = evaluation.submission_id and earlier.reading < evaluation.reading and earlier.state = 'waiting'
      and (earlier.reserved_for is null or earlier.reserved_for = ${unseen(evaluatorId, 'uuid')} or earlier.reserved_until <= now()))`;
}
