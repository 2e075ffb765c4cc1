import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';

/** The root that every page of the application hangs on. */
export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet });
