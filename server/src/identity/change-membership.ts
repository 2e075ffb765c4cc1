import { sql } from 'kysely';
import { audit } from '../platform/audit.ts';
import type { Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import type { Caller, Role } from '../platform/http/access.ts';
import { editConflict, notFound } from '../platform/http/problem.ts';
import { administersAbove } from './administers-above.ts';
import { checkAdministratorStays, checkRoleChange, type OrganizationKind, sameRoles } from './roles.ts';

/**
 * Changes a member's roles.
 *
 * @param change.from the roles as the administrator saw them; others meanwhile are a conflict
 * @throws {Problem} `edit-conflict`, `roles-do-not-fit`, `roles-not-yours-to-change`, `last-administrator`
 */
export async function changeRoles(
  { database }: Ground,
  caller: Caller,
  { organizationId, personId, from, to }: { organizationId: string; personId: string; from: Role[]; to: Role[] },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const { kind, held, others } = await holdMembership(transaction, organizationId, personId);
    if (sameRoles(held, to)) return;
    if (!sameRoles(held, from)) throw editConflict({ roles: held });
    checkRoleChange(kind, await rolesToActWith(transaction, organizationId, caller.personId), held, to);
    checkAdministratorStays(held, to, others);
    await transaction
      .updateTable('membership')
      .set({ roles: to })
      .where('organization_id', '=', organizationId)
      .where('person_id', '=', personId)
      .execute();
    await audit(transaction, {
      personId: caller.personId,
      action: 'membership.roles-changed',
      subjectType: 'organization',
      subjectId: organizationId,
      details: { member: personId, from: held, to },
    });
  });
}

/**
 * Ends a membership: by an administrator, or by the member.
 *
 * @throws {Problem} `roles-not-yours-to-change`, `last-administrator`
 */
export async function endMembership(
  { database }: Ground,
  caller: Caller,
  { organizationId, personId }: { organizationId: string; personId: string },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const { kind, held, others } = await holdMembership(transaction, organizationId, personId);
    if (caller.personId !== personId) checkRoleChange(kind, await rolesToActWith(transaction, organizationId, caller.personId), held, []);
    checkAdministratorStays(held, [], others);
    await transaction.deleteFrom('membership').where('organization_id', '=', organizationId).where('person_id', '=', personId).execute();
    await audit(transaction, {
      personId: caller.personId,
      action: 'membership.ended',
      subjectType: 'organization',
      subjectId: organizationId,
      details: { member: personId, from: held },
    });
  });
}

/** Locks the organization, so that two administrators who leave at once do not both think the other stays. */
async function holdMembership(transaction: Writing, organizationId: string, personId: string) {
  const kind = await holdOrganization(transaction, organizationId);
  const held = await rolesNow(transaction, organizationId, personId);
  if (!held.length) throw notFound('member');
  const others = await transaction
    .selectFrom('membership')
    .select('roles')
    .where('organization_id', '=', organizationId)
    .where('person_id', '<>', personId)
    .where(sql<boolean>`roles && array['issuer-admin', 'recognizer-admin']`)
    .execute();
  return { kind, held, others: others.map(({ roles }) => roles as Role[]) };
}

/** What an organization is, locked until the transaction ends. */
export async function holdOrganization(transaction: Writing, organizationId: string): Promise<OrganizationKind> {
  const kind = await transaction
    .selectFrom('organization')
    .select(['is_issuer as isIssuer', 'is_recognizer as isRecognizer'])
    .where('id', '=', organizationId)
    .forUpdate()
    .executeTakeFirst();
  if (!kind) throw notFound('organization');
  return kind;
}

/** What somebody may act with in an organization: roles held in it, and the administration of what it belongs to. */
export async function rolesToActWith(transaction: Writing, organizationId: string, personId: string): Promise<Role[]> {
  const held = await rolesNow(transaction, organizationId, personId);
  return (await administersAbove(transaction, organizationId, personId)) ? [...held, 'recognizer-admin'] : held;
}

/** A member's roles as they stand in this transaction; a session's may be a moment old. */
export async function rolesNow(transaction: Writing, organizationId: string, personId: string): Promise<Role[]> {
  const row = await transaction
    .selectFrom('membership')
    .select('roles')
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return (row?.roles ?? []) as Role[];
}
