import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

/** What the page of one's data asks the API. */

export const exportsQuery = queryOptions({
  queryKey: ['account', 'exports'],
  queryFn: () => answer(api.GET('/api/v1/account/exports')),
  // one that is being made is looked for until it is ready
  refetchInterval: ({ state }) => (state.data?.items.some(({ state }) => state === 'under-way') ? 2000 : false),
});

export const erasureQuery = queryOptions({
  queryKey: ['account', 'erasure'],
  queryFn: () => answer(api.GET('/api/v1/account/erasure')),
});

export const erasureByLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['erasure', token],
    queryFn: () => answer(api.GET('/api/v1/erasures/{token}', { params: { path: { token } } })),
  });

export const retentionQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organization', organizationId, 'evidence-retention'],
    queryFn: () => answer(api.GET('/api/v1/organizations/{organizationId}/evidence-retention', { params: { path: { organizationId } } })),
  });
