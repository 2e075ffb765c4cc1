import { sql } from 'kysely';
import { anyOf, hasRole, isId, ownerOnly, type Policy, type Role } from '../platform/http/access.ts';
import { administersAbove } from './administers-above.ts';

/** Who may do what with accounts, organizations and invitations. */

export const addressOwner = ownerOnly('address-owner', 'The person whose e-mail address it is.', async ({ addressId }, database) => {
  if (!isId(addressId)) return null;
  const row = await database.selectFrom('email_address').select('person_id').where('id', '=', addressId).executeTakeFirst();
  return row?.person_id ?? null;
});

export const passkeyOwner = ownerOnly('passkey-owner', 'The person whose passkey it is.', async ({ passkeyId }, database) => {
  if (!isId(passkeyId)) return null;
  const row = await database.selectFrom('passkey').select('person_id').where('id', '=', passkeyId).executeTakeFirst();
  return row?.person_id ?? null;
});

export const sessionOwner = ownerOnly('session-owner', 'The person who is signed in by it.', async ({ sessionId }, database) => {
  if (!isId(sessionId)) return null;
  const row = await database.selectFrom('session').select('person_id').where('id', '=', sessionId).executeTakeFirst();
  return row?.person_id ?? null;
});

/** The roles that administer an organization. */
export const administrators = ['issuer-admin', 'recognizer-admin'] as const satisfies readonly Role[];

export const organizationMember: Policy = {
  name: 'organization-member',
  allows: 'Members of the organization, and administrators of the recognizing entity that it belongs to.',
  needsSignIn: true,
  async decide({ caller, params: { organizationId }, database }) {
    if (!caller || !isId(organizationId)) return 'hide';
    if (caller.memberships.some((membership) => membership.organizationId === organizationId.toLowerCase())) return 'allow';
    return (await administersAbove(database, organizationId, caller.personId)) ? 'allow' : 'hide';
  },
};

export const organizationAdministrator: Policy = {
  name: 'organization-administrator',
  allows: 'Administrators of the organization, and of the recognizing entity that it belongs to.',
  needsSignIn: true,
  async decide(question) {
    const { caller, params, database } = question;
    if (!caller || !isId(params.organizationId)) return 'hide';
    const organizationId = params.organizationId.toLowerCase();
    if (hasRole(caller, organizationId, administrators) || (await administersAbove(database, organizationId, caller.personId)))
      return 'allow';
    return (await organizationMember.decide(question)) === 'allow' ? 'forbid' : 'hide';
  },
};

const memberThemselves: Policy = {
  name: 'member-themselves',
  allows: 'The member whose membership it is.',
  needsSignIn: true,
  decide: (question) =>
    question.caller?.personId === question.params.personId?.toLowerCase() ? organizationMember.decide(question) : 'hide',
};

export const administratorOrMemberThemselves = anyOf('administrator-or-member-themselves', organizationAdministrator, memberThemselves);

export const invitedPerson: Policy = {
  name: 'invited-person',
  allows: 'The person who has confirmed the address that was invited.',
  needsSignIn: true,
  async decide({ caller, params: { invitationId }, database }) {
    if (!caller || !isId(invitationId)) return 'hide';
    const { rows } = await sql`select from invitation join email_address address on address.email = invitation.email
      where invitation.id = ${invitationId} and address.person_id = ${caller.personId} and address.verified_at is not null`.execute(
      database,
    );
    return rows.length ? 'allow' : 'hide';
  },
};
