import { invite } from '../../identity/index.ts';
import { audit } from '../../platform/audit.ts';
import type { Ground } from '../../platform/ground.ts';
import { notFound } from '../../platform/http/problem.ts';
import { candidatesFor } from './pool.ts';

/**
 * Invites an educator who holds a micro-credential to evaluate it: by the usual invitation, and named for it already, so that the first
 * thing they find is what they know.
 *
 * @throws {Problem} 404 for somebody who does not hold it; 409 `already-invited`, `already-member`
 */
export async function inviteCandidate(
  ground: Pick<Ground, 'database' | 'clock' | 'config' | 'mail'>,
  { issuerId, personId, microCredentialId, by }: { issuerId: string; personId: string; microCredentialId: string; by: string },
): Promise<void> {
  await ground.database.transaction().execute(async (transaction) => {
    const candidate = (await candidatesFor(transaction, issuerId, microCredentialId, personId))[0];
    if (!candidate) throw notFound('holder of this micro-credential');
    const { email } = await transaction.selectFrom('person').select('email').where('id', '=', personId).executeTakeFirstOrThrow();
    await invite(ground, transaction, null, { organizationId: issuerId, email: email.toLowerCase(), roles: ['evaluator'] });
    await transaction
      .insertInto('evaluator_qualification')
      .values({ micro_credential_id: microCredentialId, person_id: personId, granted_by: by })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await audit(transaction, {
      personId: by,
      action: 'evaluation.candidate-invited',
      subjectType: 'person',
      subjectId: personId,
      details: { issuerId },
    });
  });
}
