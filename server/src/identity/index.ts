export { type Authentication, createAuthentication } from './authentication.ts';
export { identityRoutes } from './routes.ts';
