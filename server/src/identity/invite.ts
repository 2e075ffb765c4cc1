import { audit } from '../platform/audit.ts';
import type { Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import type { Caller, Role } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import { holdOrganization, rolesToActWith } from './change-membership.ts';
import { makeMailedToken } from './mailed-token.ts';
import { invitationMail } from './mails.ts';
import { alreadyInvited, alreadyMember, invitationClosed } from './problems.ts';
import { checkRoleChange } from './roles.ts';

const openMilliseconds = 14 * 24 * 60 * 60 * 1000;

/**
 * Invites an address to an organization and mails it the link. An invitation that has run out gives way to the new one.
 *
 * @param inviter null for an operator, who may give every role the organization has
 * @throws {Problem} `roles-do-not-fit`, `roles-not-yours-to-change`, `already-member`, `already-invited`
 */
export async function invite(
  ground: Pick<Ground, 'clock' | 'config' | 'mail'>,
  transaction: Writing,
  inviter: Caller | null,
  { organizationId, email, roles }: { organizationId: string; email: string; roles: Role[] },
): Promise<{ invitationId: string }> {
  const now = ground.clock();
  const kind = await holdOrganization(transaction, organizationId);
  const by = inviter
    ? await rolesToActWith(transaction, organizationId, inviter.personId)
    : (['issuer-admin', 'recognizer-admin'] as const);
  checkRoleChange(kind, by, [], roles);
  const member = await transaction
    .selectFrom('email_address')
    .innerJoin('membership', 'membership.person_id', 'email_address.person_id')
    .select('membership.person_id')
    .where('email_address.email', '=', email)
    .where('email_address.verified_at', 'is not', null)
    .where('membership.organization_id', '=', organizationId)
    .executeTakeFirst();
  if (member) throw alreadyMember();
  const open = await transaction
    .selectFrom('invitation')
    .select(['id', 'expires_at as expiresAt'])
    .where('organization_id', '=', organizationId)
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (open && open.expiresAt > now) throw alreadyInvited();
  if (open) await transaction.updateTable('invitation').set({ withdrawn_at: now }).where('id', '=', open.id).execute();
  const { token, hash } = makeMailedToken();
  const { id } = await transaction
    .insertInto('invitation')
    .values({
      organization_id: organizationId,
      email,
      roles,
      token_hash: hash,
      invited_by: inviter?.personId ?? null,
      expires_at: new Date(now.getTime() + openMilliseconds),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await mailInvitation(ground, transaction, id, token);
  if (inviter)
    await audit(transaction, {
      personId: inviter.personId,
      action: 'invitation.sent',
      subjectType: 'organization',
      subjectId: organizationId,
      details: { email, roles },
    });
  return { invitationId: id };
}

/**
 * Mails an open invitation again, with a new link and another 14 days; the link before stops working.
 *
 * @throws {Problem} `invitation-accepted`, `invitation-withdrawn`
 */
export async function inviteAgain(ground: Ground, organizationId: string, invitationId: string): Promise<void> {
  await ground.database.transaction().execute(async (transaction) => {
    await holdOpenInvitation(transaction, organizationId, invitationId);
    const { token, hash } = makeMailedToken();
    await transaction
      .updateTable('invitation')
      .set({ token_hash: hash, expires_at: new Date(ground.clock().getTime() + openMilliseconds) })
      .where('id', '=', invitationId)
      .execute();
    await mailInvitation(ground, transaction, invitationId, token);
  });
}

/**
 * Withdraws an invitation; its link stops working.
 *
 * @throws {Problem} `invitation-accepted`, `invitation-withdrawn`
 */
export async function withdrawInvitation(ground: Ground, caller: Caller, organizationId: string, invitationId: string): Promise<void> {
  await ground.database.transaction().execute(async (transaction) => {
    const { email } = await holdOpenInvitation(transaction, organizationId, invitationId);
    await transaction.updateTable('invitation').set({ withdrawn_at: ground.clock() }).where('id', '=', invitationId).execute();
    await audit(transaction, {
      personId: caller.personId,
      action: 'invitation.withdrawn',
      subjectType: 'organization',
      subjectId: organizationId,
      details: { email },
    });
  });
}

async function holdOpenInvitation(transaction: Writing, organizationId: string, invitationId: string): Promise<{ email: string }> {
  const invitation = await transaction
    .selectFrom('invitation')
    .select(['email', 'accepted_at as acceptedAt', 'withdrawn_at as withdrawnAt'])
    .where('id', '=', invitationId)
    .where('organization_id', '=', organizationId)
    .forUpdate()
    .executeTakeFirst();
  if (!invitation) throw notFound('invitation');
  if (invitation.acceptedAt) throw invitationClosed('accepted');
  if (invitation.withdrawnAt) throw invitationClosed('withdrawn');
  return invitation;
}

async function mailInvitation(
  { config, mail }: Pick<Ground, 'config' | 'mail'>,
  transaction: Writing,
  invitationId: string,
  token: string,
): Promise<void> {
  const { email, roles, organization, inviter } = await transaction
    .selectFrom('invitation')
    .innerJoin('organization', 'organization.id', 'invitation.organization_id')
    .leftJoin('person', 'person.id', 'invitation.invited_by')
    .select(['invitation.email', 'invitation.roles', 'organization.name as organization', 'person.name as inviter'])
    .where('invitation.id', '=', invitationId)
    .executeTakeFirstOrThrow();
  const words = new Intl.ListFormat('en').format(roles.map((role) => role.replace('-', ' ')));
  const link = `${config.url}/invitations/${token}`;
  await mail.send({ to: email, ...invitationMail(organization, inviter ?? organization, words, link) }, transaction);
}
