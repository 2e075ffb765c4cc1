import { createRoute, Outlet, redirect, useMatches } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { AppFrame } from './app-frame.tsx';
import { sessionQuery } from './session.ts';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The frame's width over this page; `page` unless told. */
    frame?: 'page' | 'wide';
  }
}

/**
 * The route every page for signed-in people hangs on: leads others to sign in and back, and draws the frame around the page.
 *
 * @example createRoute({ getParentRoute: () => signedInRoute, path: '/desk', staticData: { frame: 'wide' }, component: … })
 */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  async beforeLoad({ context, location }) {
    const session = await context.queries.ensureQueryData(sessionQuery);
    if (!session.person) throw redirect({ to: '/sign-in', search: { next: location.href } });
  },
  component: FramedPage,
});

function FramedPage() {
  const width = useMatches({ select: (matches) => matches.at(-1)?.staticData.frame });
  return (
    <AppFrame {...(width && { width })}>
      <Outlet />
    </AppFrame>
  );
}
