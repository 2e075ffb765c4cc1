import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database/database.ts';
import type { BadgeStatus } from './status-lists.ts';

/**
 * Chooses what badges that an organization signs from now on can tell verifiers elsewhere. Open Badges 3.0 gives a badge one status
 * (`credentialStatus` 0..1), so it is one or the other; badges that are signed keep theirs.
 */
export async function chooseBadgeStatus(
  database: Database,
  { organizationId, personId, badgeStatus }: { organizationId: string; personId: string; badgeStatus: BadgeStatus },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const changed = await transaction
      .updateTable('organization')
      .set({ badge_status: badgeStatus })
      .where('id', '=', organizationId)
      .where('badge_status', '<>', badgeStatus)
      .returning('id')
      .executeTakeFirst();
    if (!changed) return;
    const action = 'organization.badge-status-chosen';
    await audit(transaction, { personId, action, subjectType: 'organization', subjectId: organizationId, details: { badgeStatus } });
  });
}
