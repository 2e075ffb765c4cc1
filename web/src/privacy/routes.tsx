import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { signedInRoute } from '../shell/signed-in-route.tsx';

/** Pages about one's own data. */
export const privacyRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/account/data',
    component: lazyRouteComponent(() => import('./your-data-page.tsx'), 'YourDataPage'),
  }),
];

/** Where the mailed link of an erasure leads, signed in or not. */
export const erasureRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/erasure',
  validateSearch: (search: Record<string, unknown>): { token?: string } =>
    typeof search.token === 'string' ? { token: search.token } : {},
  component: lazyRouteComponent(() => import('./erasure-page.tsx'), 'ErasurePage'),
});
