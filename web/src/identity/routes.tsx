import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { signedInRoute } from '../shell/signed-in-route.tsx';

/** Text of a search parameter, if it is one. */
const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Pages of identity that one comes to signed out. */
export const identityRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    validateSearch: (search: Record<string, unknown>): { next?: string } => {
      const next = text(search.next);
      return next ? { next } : {};
    },
    component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
  }),
];

/** Pages of identity for signed-in people. */
export const signedInIdentityRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/account',
    component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
  }),
];
