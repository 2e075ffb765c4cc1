import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

/** What the pages of exchange ask the API. */

export const connectionsQuery = queryOptions({ queryKey: ['connections'], queryFn: () => answer(api.GET('/api/v1/connections')) });
export const connectionRequestQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['connection-request', clientId],
    queryFn: () => answer(api.GET('/api/v1/connection-requests/{clientId}', { params: { path: { clientId } } })),
  });
export const badgeQuery = (awardId: string) =>
  queryOptions({
    queryKey: ['badge', awardId],
    queryFn: () => answer(api.GET('/api/v1/badges/{awardId}', { params: { path: { awardId } } })),
  });
export const importedQuery = infiniteQueryOptions({
  queryKey: ['imported-badges'],
  queryFn: ({ pageParam }) => answer(api.GET('/api/v1/imported-badges', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
});
