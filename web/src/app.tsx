import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { I18nextProvider } from 'react-i18next';
import { startTranslations } from './i18n/i18n.ts';
import { identityRoutes } from './identity/routes.tsx';
import { rootRoute } from './root-route.tsx';

const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 10_000, retry: 1 } } });
const translations = startTranslations();

/** Composes the application's pages; each capability brings its routes and texts. */
const router = createRouter({
  routeTree: rootRoute.addChildren([...identityRoutes]),
  context: { queries },
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

export function App() {
  return (
    <I18nextProvider i18n={translations}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nextProvider>
  );
}
