import type { Ground } from '../../platform/ground.ts';
import { Problem } from '../../platform/http/problem.ts';
import { type Decision, decideCase } from './act-on-case.ts';
import { reasonMissing } from './problems.ts';

/** What became of one request of several. */
export interface DecisionResult {
  preApprovalId: string;
  outcome: 'decided' | 'refused';
  /** Why it was refused. */
  detail: string | null;
}

/**
 * Decides over several requests of a desk alike, each in a transaction of its own: one that cannot be decided keeps no other from it.
 *
 * @param request.reason needed to ask back and to decline; everybody who asked reads it
 * @param request.readable the ids among them that the caller may see
 * @throws {Problem} 422 `reason-needed`, before anything is decided
 */
export async function decideCases(
  ground: Pick<Ground, 'database' | 'events' | 'clock' | 'jobs'>,
  {
    preApprovalIds,
    act,
    reason,
    readable,
    caller,
  }: Pick<Decision, 'act' | 'reason' | 'caller'> & { preApprovalIds: string[]; readable: Set<string> },
): Promise<DecisionResult[]> {
  if (act !== 'approve' && !reason) throw reasonMissing();
  const results: DecisionResult[] = [];
  for (const preApprovalId of new Set(preApprovalIds.map((id) => id.toLowerCase()))) {
    if (!readable.has(preApprovalId)) {
      results.push({ preApprovalId, outcome: 'refused', detail: 'There is no such request here.' });
      continue;
    }
    try {
      await ground.database
        .transaction()
        .execute((transaction) => decideCase(ground, transaction, { preApprovalId, act, reason, number: null, caller }));
      results.push({ preApprovalId, outcome: 'decided', detail: null });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      results.push({ preApprovalId, outcome: 'refused', detail: error.message });
    }
  }
  return results;
}
