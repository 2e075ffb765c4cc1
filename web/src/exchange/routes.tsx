import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../shell/signed-in-route.tsx';

/** Pages of exchange for signed-in people. */
export const exchangeRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/connect',
    component: lazyRouteComponent(() => import('./consent-page.tsx'), 'ConsentPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/awards/$awardId/wallet',
    component: lazyRouteComponent(() => import('./wallet-page.tsx'), 'WalletPage'),
  }),
];
