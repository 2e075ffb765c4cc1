import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../shell/signed-in-route.tsx';

/** Pages of awards for signed-in people; a badge's own page is public. */
export const awardRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/badges',
    component: lazyRouteComponent(() => import('./my-badges-page.tsx'), 'MyBadgesPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/earlier-awards',
    component: lazyRouteComponent(() => import('./earlier/earlier-awards-page.tsx'), 'EarlierAwardsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/earlier-awards/$importId',
    component: lazyRouteComponent(() => import('./earlier/import-page.tsx'), 'ImportPage'),
  }),
];
