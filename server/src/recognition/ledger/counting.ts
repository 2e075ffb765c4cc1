import { addMonths, daysBetween } from '../incentives/terms.ts';
import type { AwardFact, EmploymentFact } from './facts.ts';
import { inForce, type ReadVersion, type Rulebook } from './rulebook.ts';

/** Which incentives an award counts for. */

/**
 * The versions that an award counts for: in force on its date, asking for nothing it lacks; of those that exclude one another the one
 * of the lowest rank.
 */
export function countingVersions(award: AwardFact, rulebook: Rulebook, employed: EmploymentFact | null): ReadVersion[] {
  const counting = rulebook.incentives.flatMap(({ versions }) => {
    const version = inForce(versions, award.earnedOn);
    return version && countsFor(award, version) && isEligible(version, employed, award.earnedOn) ? [version] : [];
  });
  return counting.filter((version) => {
    const { exclusive } = version.rule;
    if (!exclusive) return true;
    return !counting.some((other) => {
      if (other === version || other.rule.exclusive?.group !== exclusive.group) return false;
      const { rank } = other.rule.exclusive;
      return rank < exclusive.rank || (rank === exclusive.rank && other.incentiveId < version.incentiveId);
    });
  });
}

/** Whether an award is one of those that a version counts, whoever earned it. */
export function countsFor(award: AwardFact, { rule: { counts }, value }: ReadVersion): boolean {
  if (value.kind === 'convert') return false;
  if (value.kind === 'by-difficulty' && value.amounts[award.difficulty] === undefined) return false;
  if (value.kind === 'set' && !value.achievements.has(award.countsAs)) return false;
  if (counts.programs && !counts.programs.includes(award.programId)) return false;
  if (counts.difficulties && !counts.difficulties.includes(award.difficulty)) return false;
  if (counts.preApproved && (award.approvedOn === null || award.approvedOn > award.earnedOn)) return false;
  if (!counts.proofWithin) return true;
  const since = counts.proofWithin.of === 'award' ? award.earnedOn : award.approvedOn;
  return since !== null && daysBetween(since, award.proofOn) <= counts.proofWithin.days;
}

/** Whether the educator is one whom the incentive is for, on a day. */
export function isEligible({ rule: { eligibility } }: ReadVersion, employed: EmploymentFact | null, date: string): boolean {
  const { positions, contracts, employedForMonths } = eligibility;
  if (positions && !(employed?.position && positions.includes(employed.position))) return false;
  if (contracts && !(employed?.contract && contracts.includes(employed.contract))) return false;
  if (employedForMonths === null) return true;
  if (!employed?.hiredOn || (employed.endedOn !== null && employed.endedOn < date)) return false;
  return addMonths(employed.hiredOn, employedForMonths) <= date;
}

/** What Human Resources had on record for a day; of two records for one day the later one. */
export function employmentOn(employment: readonly EmploymentFact[], date: string): EmploymentFact | null {
  return employment.findLast(({ effectiveOn: from }) => from <= date) ?? null;
}
