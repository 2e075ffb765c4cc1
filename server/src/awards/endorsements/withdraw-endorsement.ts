import { audit } from '../../platform/audit.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';

/**
 * Withdraws an endorsement for good: pages show it no more, and whoever has it reads in the status list that it was revoked. Withdrawing
 * again changes nothing.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function withdrawEndorsement(
  { database, clock }: Pick<Ground, 'database' | 'clock'>,
  { endorsementId, personId }: { endorsementId: string; personId: string },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const endorsement = await transaction
      .selectFrom('endorsement')
      .select(['organization_id as organizationId', 'status_list_id', 'status_index'])
      .where('id', '=', endorsementId)
      .executeTakeFirst();
    if (!endorsement) throw notFound('endorsement');
    const { organizationId, status_list_id, status_index } = endorsement;
    const first = await transaction
      .insertInto('endorsement_withdrawal')
      .values({ endorsement_id: endorsementId, withdrawn_by: personId, withdrawn_at: clock(), status_list_id, status_index })
      .onConflict((conflict) => conflict.doNothing())
      .returning('endorsement_id')
      .executeTakeFirst();
    if (!first) return;
    await audit(transaction, {
      personId,
      action: 'endorsement.withdrawn',
      subjectType: 'endorsement',
      subjectId: endorsementId,
      details: { organizationId },
    });
  });
}
