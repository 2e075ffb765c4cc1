import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { I18nextProvider } from 'react-i18next';
import { ApiProblem } from './api/client.ts';
import { awardPlaces } from './awards/navigation.ts';
import { awardRoutes } from './awards/routes.tsx';
import { communityPlaces } from './community/navigation.ts';
import { communityRoutes, signedInCommunityRoutes } from './community/routes.tsx';
import { demoRoutes } from './demo/routes.tsx';
import { evaluationPlaces } from './evaluation/navigation.ts';
import { evaluationRoutes } from './evaluation/routes.tsx';
import { exchangeRoutes } from './exchange/routes.tsx';
import { applicationMessages } from './i18n/application-messages.ts';
import { startTranslations } from './i18n/i18n.ts';
import { identityPlaces } from './identity/navigation.ts';
import { identityRoutes, signedInIdentityRoutes } from './identity/routes.tsx';
import { learningPlaces } from './learning/navigation.ts';
import { learningRoutes } from './learning/routes.tsx';
import { portfolioPlaces } from './portfolio/navigation.ts';
import { portfolioRoutes } from './portfolio/routes.tsx';
import { erasureRoute, privacyRoutes } from './privacy/routes.tsx';
import { payPlaces } from './recognition/pay-navigation.ts';
import { payRoutes } from './recognition/pay-routes.tsx';
import { rosterRoutes } from './recognition/rosters/routes.tsx';
import { takingPartPlaces } from './recognition/taking-part-navigation.ts';
import { takingPartRoutes } from './recognition/taking-part-routes.tsx';
import { talentPlaces } from './recognition/talent/navigation.ts';
import { talentRoutes } from './recognition/talent/routes.tsx';
import { rootRoute } from './root-route.tsx';
import { ErrorPage, NotFoundPage } from './shell/error-page.tsx';
import { NavigationContext, type Place } from './shell/navigation.ts';
import { askToSignInAgain } from './shell/sign-in-again.ts';
import { signedInRoute } from './shell/signed-in-route.tsx';

/** A call that came back with "sign in first": the session ended while the page was open. */
const noticeSignedOut = (error: unknown) => {
  if (error instanceof ApiProblem && error.problem.code === 'sign-in-required') void askToSignInAgain();
};
const queries = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // a refusal stays one; only what never arrived is worth another try
      retry: (failures, error) => failures < 1 && error instanceof ApiProblem && error.problem.status === 0,
    },
  },
});

const translations = startTranslations();
for (const [namespace, texts] of Object.entries(applicationMessages)) translations.addResourceBundle('en', namespace, texts);

/** The main navigation, in this order. */
const places: Place[] = [
  ...portfolioPlaces,
  ...awardPlaces,
  { href: '/catalog', label: 'frame:catalog' },
  ...learningPlaces,
  ...communityPlaces,
  ...takingPartPlaces,
  ...payPlaces,
  ...talentPlaces,
  ...evaluationPlaces,
  ...identityPlaces,
];

/** Composes the application's pages; each capability brings its routes and texts. */
const router = createRouter({
  routeTree: rootRoute.addChildren([
    ...identityRoutes,
    erasureRoute,
    ...demoRoutes,
    ...communityRoutes,
    signedInRoute.addChildren([
      ...signedInIdentityRoutes,
      ...portfolioRoutes,
      ...privacyRoutes,
      ...evaluationRoutes,
      ...exchangeRoutes,
      ...awardRoutes,
      ...learningRoutes,
      ...takingPartRoutes,
      ...payRoutes,
      ...rosterRoutes,
      ...talentRoutes,
      ...signedInCommunityRoutes,
    ]),
  ]),
  context: { queries },
  defaultPreload: 'intent',
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
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
        <NavigationContext value={places}>
          <RouterProvider router={router} />
        </NavigationContext>
      </QueryClientProvider>
    </I18nextProvider>
  );
}
