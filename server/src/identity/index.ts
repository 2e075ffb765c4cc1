export { type Authentication, createAuthentication } from './authentication.ts';
export { changeProfile } from './change-profile.ts';
export { addMember, createOrganization } from './create-organization.ts';
export { createPerson, hashForPassword } from './create-person.ts';
export { sessionCookieName, signSessionToken } from './find-caller.ts';
export { invite } from './invite.ts';
export { readAccount } from './queries.ts';
export { identityRoutes } from './routes.ts';
export { PersonName } from './schemas.ts';
