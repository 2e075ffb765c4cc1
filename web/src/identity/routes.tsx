import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { nextAddress } from '../shell/next-address.ts';
import { sessionQuery } from '../shell/session.ts';
import { signedInRoute } from '../shell/signed-in-route.tsx';

/** Takes the named texts out of an address's query; other parameters are not ours. */
function texts<Name extends string>(...names: Name[]) {
  return (search: Record<string, unknown>): { [name in Name]?: string } => {
    const found: { [name in Name]?: string } = {};
    for (const name of names) if (typeof search[name] === 'string') found[name] = search[name];
    return found;
  };
}

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string; told?: 'changed' | 'confirmed' } => ({
    ...texts('next')(search),
    ...((search.told === 'changed' || search.told === 'confirmed') && { told: search.told }),
  }),
  async beforeLoad({ context, search: { next } }) {
    const session = await context.queries.fetchQuery(sessionQuery).catch(() => null); // offline: the page itself will tell
    if (session?.person) throw redirect({ href: nextAddress(next), replace: true });
  },
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
});

/** Pages of identity that one comes to signed out. */
export const identityRoutes = [
  signInRoute,
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-up',
    validateSearch: texts('next'),
    component: lazyRouteComponent(() => import('./sign-up-page.tsx'), 'SignUpPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/verify-email',
    validateSearch: texts('token', 'next'),
    component: lazyRouteComponent(() => import('./verify-email-page.tsx'), 'VerifyEmailPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/account/verify-address',
    validateSearch: texts('token'),
    component: lazyRouteComponent(() => import('./verify-address-page.tsx'), 'VerifyAddressPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/forgot-password',
    component: lazyRouteComponent(() => import('./forgot-password-page.tsx'), 'ForgotPasswordPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/reset-password',
    validateSearch: texts('token'),
    component: lazyRouteComponent(() => import('./reset-password-page.tsx'), 'ResetPasswordPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/invitations/$token',
    component: lazyRouteComponent(() => import('./invitation-page.tsx'), 'InvitationPage'),
  }),
];

/** Pages of identity for signed-in people. */
export const signedInIdentityRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/account',
    component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations',
    component: lazyRouteComponent(() => import('./organizations-page.tsx'), 'OrganizationsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId',
    validateSearch: texts('view'),
    component: lazyRouteComponent(() => import('./organization-page.tsx'), 'OrganizationPage'),
  }),
];
