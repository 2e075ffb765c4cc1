import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';

/** Pages that only the demo fills. */
export const demoRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/demo/mail',
    validateSearch: (search: Record<string, unknown>): { to?: string } => (typeof search.to === 'string' ? { to: search.to } : {}),
    component: lazyRouteComponent(() => import('./mail-page.tsx'), 'MailPage'),
  }),
];
