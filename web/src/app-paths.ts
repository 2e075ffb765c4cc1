/**
 * Addresses of the signed-in application, as the server's router writes parameters. The server answers them with an empty shell
 * in which the application starts; what stands there comes from the API.
 */
export const appPaths = [
  '/sign-in',
  '/sign-up',
  '/verify-email',
  '/forgot-password',
  '/reset-password',
  '/home',
  '/journeys/new',
  '/journeys/:journeyId',
  '/journeys/:journeyId/preview',
  '/evidence',
  '/badges',
  '/account',
  '/account/verify-address',
  '/organizations',
  '/organizations/:organizationId',
  '/invitations/:token',
  '/desk',
  '/evaluations/:evaluationId',
  '/journeys/:journeyId/feedback',
  '/connect',
  '/awards/:awardId/wallet',
  '/demo/mail',
];
