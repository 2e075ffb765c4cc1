import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../shell/signed-in-route.tsx';
import type { TalentSearch } from './talent-queries.ts';

const views = ['people', 'gaps', 'endorsements'] as const;
const offers = ['coaching', 'leading'] as const;

/** What of an address the map understands; the rest is dropped. */
function validateSearch(search: Record<string, unknown>): TalentSearch {
  const text = (name: string) => {
    const value = search[name];
    return typeof value === 'string' && value ? { [name]: value } : {};
  };
  const number = (name: string, most: number) => {
    const value = Number(search[name]);
    return Number.isInteger(value) && value >= 1 && value <= most ? { [name]: value } : {};
  };
  const view = views.find((one) => one === search.view);
  const offer = offers.find((one) => one === search.offers);
  return {
    ...(view && { view }),
    ...(offer && { offers: offer }),
    ...text('program'),
    ...text('stack'),
    ...text('topic'),
    ...text('microCredential'),
    ...text('schoolId'),
    ...text('q'),
    ...number('months', 120),
    ...number('difficulty', 3),
  };
}

const talentPage = lazyRouteComponent(() => import('./talent-page.tsx'), 'TalentPage');

/** The talent map, and one's own say about being found. */
export const talentRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/talent',
    staticData: { frame: 'wide' },
    validateSearch,
    component: talentPage,
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/talent',
    staticData: { frame: 'wide' },
    validateSearch,
    component: talentPage,
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/found',
    component: lazyRouteComponent(() => import('./found-page.tsx'), 'FoundPage'),
  }),
];
