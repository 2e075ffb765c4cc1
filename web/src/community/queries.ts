import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

/** What the pages of groups ask of the API. */

const path = (groupId: string) => ({ params: { path: { groupId } } });

export const groupsQuery = infiniteQueryOptions({
  queryKey: ['groups'],
  queryFn: ({ pageParam }) =>
    answer(api.GET('/api/v1/groups', { params: { query: { limit: 30, ...(pageParam && { cursor: pageParam }) } } })),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

export const groupQuery = (groupId: string) =>
  queryOptions({ queryKey: ['groups', groupId], queryFn: () => answer(api.GET('/api/v1/groups/{groupId}', path(groupId))) });

export const boardQuery = (groupId: string) =>
  queryOptions({ queryKey: ['groups', groupId, 'board'], queryFn: () => answer(api.GET('/api/v1/groups/{groupId}/board', path(groupId))) });

export const invitationsQuery = (groupId: string) =>
  queryOptions({
    queryKey: ['groups', groupId, 'invitations'],
    queryFn: async () => (await answer(api.GET('/api/v1/groups/{groupId}/invitations', path(groupId)))).items,
  });

export const announcementsQuery = (groupId: string) =>
  infiniteQueryOptions({
    queryKey: ['groups', groupId, 'announcements'],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/groups/{groupId}/announcements', {
          params: { path: { groupId }, query: { limit: 10, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const invitationQuery = (key: string) =>
  queryOptions({
    queryKey: ['group-invitations', key],
    queryFn: () => answer(api.GET('/api/v1/group-invitations/{key}', { params: { path: { key } } })),
    retry: false,
  });

const loadGroup = (groupId: string) => answer(api.GET('/api/v1/groups/{groupId}', path(groupId)));
export type Group = Awaited<ReturnType<typeof loadGroup>>;
const loadBoard = (groupId: string) => answer(api.GET('/api/v1/groups/{groupId}/board', path(groupId)));
export type Board = Awaited<ReturnType<typeof loadBoard>>;
