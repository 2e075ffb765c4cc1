import { audit } from '../../platform/audit.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { isAbout } from './still-holds.ts';

/**
 * Takes what others say of an organization off its own pages and documents, or shows it again. The endorsement itself stays what it is:
 * signed, at its address, its endorser's to withdraw. Again changes nothing.
 *
 * @throws {Problem} 404 `not-found` for an endorsement of something else
 */
export async function showEndorsement(
  { database, clock }: Pick<Ground, 'database' | 'clock'>,
  { organizationId, endorsementId, personId, shown }: { organizationId: string; endorsementId: string; personId: string; shown: boolean },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const endorsement = await transaction
      .selectFrom('endorsement as e')
      .select('e.id')
      .where('e.id', '=', endorsementId)
      .where(isAbout(organizationId))
      .executeTakeFirst();
    if (!endorsement) throw notFound('endorsement');
    const changed = shown
      ? await transaction.deleteFrom('endorsement_hiding').where('endorsement_id', '=', endorsementId).returning('endorsement_id').execute()
      : await transaction
          .insertInto('endorsement_hiding')
          .values({ endorsement_id: endorsementId, hidden_by: personId, hidden_at: clock() })
          .onConflict((conflict) => conflict.doNothing())
          .returning('endorsement_id')
          .execute();
    if (!changed.length) return;
    await audit(transaction, {
      personId,
      action: shown ? 'endorsement.shown' : 'endorsement.hidden',
      subjectType: 'endorsement',
      subjectId: endorsementId,
      details: { organizationId },
    });
  });
}
