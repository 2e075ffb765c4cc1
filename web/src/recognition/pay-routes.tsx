import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../shell/signed-in-route.tsx';
import type { InsightFilter } from './insight/insight-queries.ts';

const claimsPage = lazyRouteComponent(() => import('./desk/claims-page.tsx'), 'ClaimsPage');
const insightPage = lazyRouteComponent(() => import('./insight/insight-page.tsx'), 'InsightPage');

const month = /^\d{4}-\d{2}$/;
/** What an address says of the figures to show; anything else in it is left out. */
function insightFilter(search: Record<string, unknown>): InsightFilter {
  const { schoolId, programId, from, to } = search;
  return {
    ...(typeof schoolId === 'string' && { schoolId }),
    ...(typeof programId === 'string' && { programId }),
    ...(typeof from === 'string' && month.test(from) && { from }),
    ...(typeof to === 'string' && month.test(to) && { to }),
  };
}

/** Pages on which awards become pay: my statement, the desk of Human Resources, programs as they are written, incentives, terms, payroll, insight. */
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
    path: '/organizations/$organizationId/programs',
    component: lazyRouteComponent(() => import('./authoring/programs-page.tsx'), 'ProgramsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/programs/$programId',
    component: lazyRouteComponent(() => import('./authoring/participants-page.tsx'), 'ParticipantsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/authoring/programs/$programId',
    component: lazyRouteComponent(() => import('./authoring/author-program-page.tsx'), 'AuthorProgramPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/terms',
    component: lazyRouteComponent(() => import('./authoring/terms-page.tsx'), 'TermsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/payroll',
    staticData: { frame: 'wide' },
    component: lazyRouteComponent(() => import('./payroll/payroll-page.tsx'), 'PayrollPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/insight',
    staticData: { frame: 'wide' },
    validateSearch: insightFilter,
    component: insightPage,
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/insight',
    staticData: { frame: 'wide' },
    validateSearch: insightFilter,
    component: insightPage,
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/simulator',
    component: lazyRouteComponent(() => import('./simulator/simulations-page.tsx'), 'SimulationsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/simulator/new',
    component: lazyRouteComponent(() => import('./simulator/new-simulation-page.tsx'), 'NewSimulationPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/simulator/$simulationId',
    component: lazyRouteComponent(() => import('./simulator/simulation-page.tsx'), 'SimulationPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/simulator/$simulationId/board',
    component: lazyRouteComponent(() => import('./simulator/board-page.tsx'), 'BoardPage'),
  }),
];
