import { issuerRoles, type Role, recognizerRoles } from '../../platform/http/access.ts';

/** Who asks. Roles are held in the organization that the route is about, or elsewhere: in another organization. */
export type Actor = 'nobody' | 'no-role' | Role | `${Role} elsewhere` | (string & {});

/** Every role, as its holder in the organization that the route is about. */
export const members: readonly Role[] = [...issuerRoles, ...recognizerRoles];
/** The same roles, held in another organization. */
export const elsewhere = members.map((role) => `${role} elsewhere` as const);
/** Everybody whom every policy is asked about, besides those who stand in a relation to things of the world. */
export const actors: readonly Actor[] = ['nobody', 'no-role', ...members, ...elsewhere];
