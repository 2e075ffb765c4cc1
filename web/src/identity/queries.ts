import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/generated.ts';

/** What the pages of identity ask the API. */

export const accountQuery = queryOptions({ queryKey: ['account'], queryFn: () => answer(api.GET('/api/v1/account')) });
export const passkeysQuery = queryOptions({
  queryKey: ['account', 'passkeys'],
  queryFn: () => answer(api.GET('/api/v1/account/passkeys')),
});
export const sessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: () => answer(api.GET('/api/v1/account/sessions')),
});
export const myInvitationsQuery = queryOptions({
  queryKey: ['account', 'invitations'],
  queryFn: () => answer(api.GET('/api/v1/account/invitations')),
});
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => answer(api.GET('/api/v1/invitations/{token}', { params: { path: { token } } })),
  });

export const organizationQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organization', organizationId],
    queryFn: () => answer(api.GET('/api/v1/organizations/{organizationId}', { params: { path: { organizationId } } })),
  });

/** An organization as its members see it. */
export type Organization = paths['/api/v1/organizations/{organizationId}']['get']['responses'][200]['content']['application/json'];

/** A role as the API names it. */
export type RoleName = NonNullable<
  NonNullable<paths['/api/v1/organizations/{organizationId}/members']['get']['parameters']['query']>['role']
>;

export const membersQuery = (organizationId: string, search: { q: string; role: RoleName | '' }) =>
  infiniteQueryOptions({
    queryKey: ['organization', organizationId, 'members', search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/members', {
          params: {
            path: { organizationId },
            query: {
              ...(search.q && { q: search.q }),
              ...(search.role && { role: search.role }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const invitationsQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: ['organization', organizationId, 'invitations'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/invitations', {
          params: { path: { organizationId }, query: pageParam ? { cursor: pageParam } : {} },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
