import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { signedInRoute } from '../shell/signed-in-route.tsx';

/** Pages of journeys and evidence. */
export const portfolioRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/home',
    component: lazyRouteComponent(() => import('./home-page.tsx'), 'HomePage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/journeys/new',
    validateSearch: (search: Record<string, unknown>) => ({ microCredential: String(search.microCredential ?? '') }),
    beforeLoad: ({ search }) => {
      if (!search.microCredential) throw redirect({ href: '/catalog', reloadDocument: true });
    },
    component: lazyRouteComponent(() => import('./start-journey-page.tsx'), 'StartJourneyPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/journeys/$journeyId',
    component: lazyRouteComponent(() => import('./journey-page.tsx'), 'JourneyPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/journeys/$journeyId/preview',
    component: lazyRouteComponent(() => import('./preview-page.tsx'), 'PreviewPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/evidence',
    component: lazyRouteComponent(() => import('./evidence-page.tsx'), 'EvidencePage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/class-roster',
    component: lazyRouteComponent(() => import('./class-roster/class-roster-page.tsx'), 'ClassRosterPage'),
  }),
];
