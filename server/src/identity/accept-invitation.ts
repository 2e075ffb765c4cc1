import { sql } from 'kysely';
import { audit } from '../platform/audit.ts';
import type { Ground } from '../platform/ground.ts';
import type { Caller, Role } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import { confirmAddress, orAddressTaken } from './confirm-address.ts';
import { hashMailedToken } from './mailed-token.ts';
import { invitationClosed } from './problems.ts';

/** By the mailed token, or by the id for somebody who has confirmed the invited address. */
export type Accepting = { token: string } | { invitationId: string };

/**
 * Makes the caller a member with the invited roles, beside those held already. The mailed token proves that the caller reads the
 * invited address, so it becomes a confirmed address of theirs. A second click leads to the same state.
 *
 * @throws {Problem} `invitation-accepted`, `-withdrawn`, `-expired`; `address-taken` when another account confirmed the address
 */
export async function acceptInvitation(
  { clock, database }: Ground,
  caller: Caller,
  accepting: Accepting,
): Promise<{ organizationId: string }> {
  return orAddressTaken(
    database.transaction().execute(async (transaction) => {
      const now = clock();
      let query = transaction
        .selectFrom('invitation')
        .select(['id', 'organization_id as organizationId', 'email', 'roles', 'expires_at as expiresAt'])
        .select(['accepted_at as acceptedAt', 'accepted_by as acceptedBy', 'withdrawn_at as withdrawnAt'])
        .forUpdate();
      query =
        'token' in accepting
          ? query.where('token_hash', '=', hashMailedToken(accepting.token))
          : query.where('id', '=', accepting.invitationId);
      const invitation = await query.executeTakeFirst();
      if (!invitation) throw notFound('invitation');
      const { organizationId, roles } = invitation;
      if (invitation.acceptedAt && invitation.acceptedBy === caller.personId) return { organizationId };
      if (invitation.acceptedAt) throw invitationClosed('accepted');
      if (invitation.withdrawnAt) throw invitationClosed('withdrawn');
      if (invitation.expiresAt <= now) throw invitationClosed('expired');
      await confirmAddress(transaction, caller.personId, invitation.email);
      await sql`insert into membership (organization_id, person_id, roles) values (${organizationId}, ${caller.personId}, ${roles})
        on conflict (organization_id, person_id) do update
          set roles = (select array_agg(distinct role) from unnest(membership.roles || excluded.roles) role)`.execute(transaction);
      await transaction
        .updateTable('invitation')
        .set({ accepted_at: now, accepted_by: caller.personId })
        .where('id', '=', invitation.id)
        .execute();
      await audit(transaction, {
        personId: caller.personId,
        action: 'invitation.accepted',
        subjectType: 'organization',
        subjectId: organizationId,
        details: { email: invitation.email, roles: roles as Role[] },
      });
      return { organizationId };
    }),
  );
}
