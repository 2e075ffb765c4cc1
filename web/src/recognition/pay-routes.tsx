import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../shell/signed-in-route.tsx';

const claimsPage = lazyRouteComponent(() => import('./desk/claims-page.tsx'), 'ClaimsPage');

/** Pages on which awards become pay: my statement, the desk of Human Resources, incentives, payroll. */
export const payRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/statement',
    validateSearch: (search: Record<string, unknown>): { at?: string } => (typeof search.at === 'string' ? { at: search.at } : {}),
    component: lazyRouteComponent(() => import('./statement/statement-page.tsx'), 'StatementPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/educators/$educatorId/statement',
    component: lazyRouteComponent(() => import('./statement/statement-page.tsx'), 'EducatorStatementPage'),
  }),
  createRoute({ getParentRoute: () => signedInRoute, path: '/claims', staticData: { frame: 'wide' }, component: claimsPage }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/claims',
    staticData: { frame: 'wide' },
    component: claimsPage,
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/incentives',
    component: lazyRouteComponent(() => import('./incentives/incentives-page.tsx'), 'IncentivesPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/payroll',
    staticData: { frame: 'wide' },
    component: lazyRouteComponent(() => import('./payroll/payroll-page.tsx'), 'PayrollPage'),
  }),
];
