import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

/** What the pages of those who earned and those who award ask of the API. */

export const myAwardsQuery = infiniteQueryOptions({
  queryKey: ['awards'],
  queryFn: ({ pageParam }) => answer(api.GET('/api/v1/awards', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
});

/** How long a badge that was just decided takes: it is signed by a job, so one asks again until it is there. */
const askAgainMs = 2_000;

/** What a journey earned; null while its badge is being signed. */
export const awardOfJourneyQuery = (journeyId: string) =>
  queryOptions({
    queryKey: ['awards', 'journey', journeyId],
    queryFn: async () => (await answer(api.GET('/api/v1/awards', { params: { query: { journeyId, limit: 1 } } }))).items[0] ?? null,
    refetchInterval: ({ state }) => (state.data === null ? askAgainMs : false),
  });

export const issuedAwardsQuery = (organizationId: string, q: string) =>
  infiniteQueryOptions({
    queryKey: ['organization', organizationId, 'awards', q],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/awards', {
          params: { path: { organizationId }, query: { ...(q && { q }), ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  });

export const keysQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organization', organizationId, 'keys'],
    queryFn: () => answer(api.GET('/api/v1/organizations/{organizationId}/keys', { params: { path: { organizationId } } })),
  });

/** What an organization endorsed. */
export const endorsementsQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: ['organization', organizationId, 'endorsements'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/endorsements', {
          params: { path: { organizationId }, query: pageParam ? { cursor: pageParam } : {} },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  });

/** What others say of an organization and its micro-credentials. */
export const receivedEndorsementsQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: ['organization', organizationId, 'endorsements-received'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/endorsements/received', {
          params: { path: { organizationId }, query: pageParam ? { cursor: pageParam } : {} },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  });

/** Who issues here. */
export const issuersQuery = queryOptions({ queryKey: ['issuers'], queryFn: () => answer(api.GET('/api/v1/issuers')) });

/** Whether one shows a page of one's own, and where. */
export const profileQuery = queryOptions({
  queryKey: ['account', 'profile'],
  queryFn: () => answer(api.GET('/api/v1/account/profile')),
});
