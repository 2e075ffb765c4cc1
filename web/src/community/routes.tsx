import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { signedInRoute } from '../shell/signed-in-route.tsx';

/** Pages of groups for their people. */
export const signedInCommunityRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/groups',
    component: lazyRouteComponent(() => import('./groups-page.tsx'), 'GroupsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/groups/new',
    component: lazyRouteComponent(() => import('./new-group-page.tsx'), 'NewGroupPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/groups/$groupId',
    component: lazyRouteComponent(() => import('./group-page.tsx'), 'GroupPage'),
  }),
];

/** The page behind a group's link, for whoever holds it. */
export const communityRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/groups/join/$key',
    component: lazyRouteComponent(() => import('./join-group-page.tsx'), 'JoinGroupPage'),
  }),
];
