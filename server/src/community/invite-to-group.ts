import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import type { Caller } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import { holdGroup } from './hold-group.ts';
import { invitationKey } from './invitation-key.ts';
import type { GroupRole } from './policy.ts';
import { alreadyInvited, alreadyMember } from './problems.ts';

/** The address of an invitation's page. */
export const invitationAddress = ({ config, secrets }: Pick<Ground, 'config' | 'secrets'>, id: string) =>
  `${config.url}/groups/join/${invitationKey(secrets, id)}`;

/** Makes a link that lets in whoever holds it, as a member, until it expires or is withdrawn. */
export async function makeLink(
  ground: Pick<Ground, 'database' | 'clock' | 'config' | 'secrets'>,
  { groupId, personId, days }: { groupId: string; personId: string; days: number },
): Promise<{ invitationId: string; link: string }> {
  return ground.database.transaction().execute(async (transaction) => {
    await holdGroup(transaction, groupId);
    const { id } = await transaction
      .insertInto('group_invitation')
      .values({ group_id: groupId, created_by: personId, expires_at: new Date(ground.clock().getTime() + days * 86_400_000) })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { invitationId: id, link: invitationAddress(ground, id) };
  });
}

const mailedDays = 14;

/**
 * Invites an address and mails it the link; it works once, for whoever reads that address. One that has run out gives way to the new one.
 *
 * @throws {Problem} 409 `already-member`, `already-invited`, `group-closed`
 */
export async function inviteByMail(
  ground: Pick<Ground, 'database' | 'clock' | 'config' | 'secrets' | 'mail'>,
  inviter: Caller,
  { groupId, email, role }: { groupId: string; email: string; role: GroupRole },
): Promise<{ invitationId: string }> {
  return ground.database.transaction().execute(async (transaction) => {
    const now = ground.clock();
    const group = await holdGroup(transaction, groupId);
    const { rows } = await sql`select from email_address address join group_member member on member.person_id = address.person_id
      where address.email = ${email} and address.verified_at is not null and member.group_id = ${groupId} and member.left_at is null`.execute(
      transaction,
    );
    if (rows.length) throw alreadyMember();
    const open = await transaction
      .selectFrom('group_invitation')
      .select(['id', 'expires_at as expiresAt'])
      .where('group_id', '=', groupId)
      .where('email', '=', email)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (open && open.expiresAt > now) throw alreadyInvited();
    if (open) await transaction.updateTable('group_invitation').set({ revoked_at: now }).where('id', '=', open.id).execute();
    const { id } = await transaction
      .insertInto('group_invitation')
      .values({
        group_id: groupId,
        email,
        role,
        created_by: inviter.personId,
        expires_at: new Date(now.getTime() + mailedDays * 86_400_000),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const as = { member: '', leader: ' as a leader', coach: ' as its coach' }[role];
    await ground.mail.send(
      {
        to: email,
        subject: `${inviter.name} invites you to “${group.name}”`,
        text: [
          'Hello,',
          `${inviter.name} invites you to the group “${group.name}”${as}. Educators in a group work on micro-credentials together.`,
          'You choose at joining whether the group sees how far you are. Nobody in it ever sees your evidence or your scores.',
          'The invitation works for 14 days and once.',
        ].join('\n\n'),
        action: { label: 'See the invitation', url: invitationAddress(ground, id) },
      },
      transaction,
    );
    return { invitationId: id };
  });
}

/** Withdraws a link or an invitation; it stops working at once. @throws {Problem} 404 */
export async function revokeInvitation(
  { database, clock }: Pick<Ground, 'database' | 'clock'>,
  groupId: string,
  invitationId: string,
): Promise<void> {
  const found = await database
    .updateTable('group_invitation')
    .set({ revoked_at: sql<Date>`coalesce(revoked_at, ${clock()})` })
    .where('id', '=', invitationId)
    .where('group_id', '=', groupId)
    .returning('id')
    .executeTakeFirst();
  if (!found) throw notFound('invitation');
}
