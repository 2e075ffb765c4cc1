import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../shell/signed-in-route.tsx';
import { attemptOf } from './growth/attempt-of.ts';
import { viewOf } from './oversight/view-of.ts';

/** Pages of evaluation: the desk with its queue, one submission on it, and the earner's feedback and attempts. */
export const evaluationRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/desk',
    staticData: { frame: 'wide' },
    component: lazyRouteComponent(() => import('./queue-page.tsx'), 'QueuePage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/evaluations/$evaluationId',
    staticData: { frame: 'wide' },
    component: lazyRouteComponent(() => import('./evaluation-page.tsx'), 'EvaluationPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/evaluation',
    staticData: { frame: 'wide' },
    validateSearch: viewOf,
    component: lazyRouteComponent(() => import('./oversight/oversight-page.tsx'), 'OversightPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/journeys/$journeyId/feedback',
    component: lazyRouteComponent(() => import('./feedback-page.tsx'), 'FeedbackPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/journeys/$journeyId/attempts',
    staticData: { frame: 'wide' },
    validateSearch: attemptOf,
    component: lazyRouteComponent(() => import('./growth/attempts-page.tsx'), 'AttemptsPage'),
  }),
];
