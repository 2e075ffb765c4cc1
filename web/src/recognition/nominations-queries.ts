import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/generated.ts';

export type ListedNomination = components['schemas']['ListedNomination'];
export type Nomination = components['schemas']['Nomination'];

/** Nominations of a program in a state. */
export const nominationsQuery = (programId: string, state: ListedNomination['state']) =>
  infiniteQueryOptions({
    queryKey: ['nominations', programId, state],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/programs/{programId}/nominations', {
          params: { path: { programId }, query: { state, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** One nomination. */
export const nominationQuery = (nominationId: string) =>
  queryOptions({
    queryKey: ['nominations', nominationId],
    queryFn: () => answer(api.GET('/api/v1/nominations/{nominationId}', { params: { path: { nominationId } } })),
  });
