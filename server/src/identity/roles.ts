import { issuerRoles, type Role, recognizerRoles } from '../platform/http/access.ts';
import { lastAdministrator, rolesDoNotFit, rolesNotYours } from './problems.ts';

/** What an organization is; it may be both. */
export interface OrganizationKind {
  isIssuer: boolean;
  isRecognizer: boolean;
}

/** The roles an organization has. */
export function rolesOf({ isIssuer, isRecognizer }: OrganizationKind): readonly Role[] {
  return [...(isIssuer ? issuerRoles : []), ...(isRecognizer ? recognizerRoles : [])];
}

/** The roles that holders of these roles may give and take: each kind of administrator those of its kind. */
export function rolesGivenBy(held: readonly Role[]): readonly Role[] {
  return [...(held.includes('issuer-admin') ? issuerRoles : []), ...(held.includes('recognizer-admin') ? recognizerRoles : [])];
}

/**
 * Whether one may change a member's roles so: they fit the organization, and what is given or taken is the administrator's to give.
 *
 * @param by the roles of whoever changes them
 * @throws {Problem} `roles-do-not-fit`, `roles-not-yours-to-change`
 */
export function checkRoleChange(kind: OrganizationKind, by: readonly Role[], from: readonly Role[], to: readonly Role[]): void {
  const strange = to.filter((role) => !rolesOf(kind).includes(role));
  if (strange.length) throw rolesDoNotFit(strange);
  const changed = [...from.filter((role) => !to.includes(role)), ...to.filter((role) => !from.includes(role))];
  const foreign = changed.filter((role) => !rolesGivenBy(by).includes(role));
  if (foreign.length) throw rolesNotYours(foreign);
}

/**
 * Keeps an organization from losing the last administrator of a kind.
 *
 * @param others the roles of every other member that administers
 * @throws {Problem} `last-administrator`
 */
export function checkAdministratorStays(from: readonly Role[], to: readonly Role[], others: readonly (readonly Role[])[]): void {
  for (const role of ['issuer-admin', 'recognizer-admin'] as const) {
    if (from.includes(role) && !to.includes(role) && !others.some((roles) => roles.includes(role))) throw lastAdministrator(role);
  }
}

/** Whether two lists hold the same roles. */
export const sameRoles = (one: readonly Role[], other: readonly Role[]): boolean =>
  one.length === other.length && one.every((role) => other.includes(role));
