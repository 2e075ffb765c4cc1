import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../shell/signed-in-route.tsx';

/** Pages of a recognizing entity about the people who work for it. */
export const rosterRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/employment',
    component: lazyRouteComponent(() => import('./employment-page.tsx'), 'EmploymentPage'),
    validateSearch: (search: Record<string, unknown>): { missing?: true } => (search.missing ? { missing: true } : {}),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/educators/$educatorId/employment',
    component: lazyRouteComponent(() => import('./educator-employment-page.tsx'), 'EducatorEmploymentPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/rosters',
    component: lazyRouteComponent(() => import('./rosters-page.tsx'), 'RostersPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/rosters/$importId',
    component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
  }),
];
