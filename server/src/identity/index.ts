export { type Authentication, createAuthentication } from './authentication.ts';
export { addMember, createOrganization, type NewOrganization } from './create-organization.ts';
export { createPerson, hashForPassword } from './create-person.ts';
export { sessionCookieName, signSessionToken } from './find-caller.ts';
export { identityRoutes } from './routes.ts';
