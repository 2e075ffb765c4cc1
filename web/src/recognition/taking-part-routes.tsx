import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../shell/signed-in-route.tsx';

/** Pages of programs as people meet them: mine, one of them, a request for pre-approval, the reviewers' desk. */
export const takingPartRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/my-programs',
    component: lazyRouteComponent(() => import('./my-programs-page.tsx'), 'MyProgramsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/my-programs/$programId',
    component: lazyRouteComponent(() => import('./my-program-page.tsx'), 'MyProgramPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/my-programs/$programId/nominations',
    component: lazyRouteComponent(() => import('./nominations-page.tsx'), 'NominationsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/nominations/$nominationId',
    component: lazyRouteComponent(() => import('./nomination-page.tsx'), 'NominationPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/pre-approvals/$preApprovalId',
    component: lazyRouteComponent(() => import('./pre-approval-page.tsx'), 'PreApprovalPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/reviews',
    staticData: { frame: 'wide' },
    component: lazyRouteComponent(() => import('./reviews-page.tsx'), 'ReviewsPage'),
  }),
];
