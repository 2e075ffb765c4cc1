import type { Ground } from '../../platform/ground.ts';
import type { Caller } from '../../platform/http/access.ts';
import { Problem } from '../../platform/http/problem.ts';
import { decideCase } from './act-on-case.ts';

/** What became of one request of several. */
export interface ApprovalResult {
  preApprovalId: string;
  outcome: 'approved' | 'refused';
  /** Why it was refused. */
  detail: string | null;
}

/**
 * Approves several requests of a desk, each in a transaction of its own: one that cannot be approved keeps no other from it.
 *
 * @param request.readable the ids among them that the caller may see
 */
export async function approveCases(
  ground: Pick<Ground, 'database' | 'events' | 'clock' | 'jobs'>,
  { preApprovalIds, readable, caller }: { preApprovalIds: string[]; readable: Set<string>; caller: Caller },
): Promise<ApprovalResult[]> {
  const results: ApprovalResult[] = [];
  for (const preApprovalId of new Set(preApprovalIds.map((id) => id.toLowerCase()))) {
    if (!readable.has(preApprovalId)) {
      results.push({ preApprovalId, outcome: 'refused', detail: 'There is no such request here.' });
      continue;
    }
    try {
      await ground.database
        .transaction()
        .execute((transaction) => decideCase(ground, transaction, { preApprovalId, act: 'approve', reason: null, number: null, caller }));
      results.push({ preApprovalId, outcome: 'approved', detail: null });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      results.push({ preApprovalId, outcome: 'refused', detail: error.message });
    }
  }
  return results;
}
