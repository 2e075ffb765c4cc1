import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { components } from '../../api/generated.ts';

/** What the screens of employment and rosters ask of the API. */

export type EmployedEducator = components['schemas']['EmployedEducator'];
export type Employment = components['schemas']['Employment'];
export type RecordedEmployment = components['schemas']['RecordedEmployment'];

export const employmentQuery = (organizationId: string, q: string, missing: boolean) =>
  infiniteQueryOptions({
    queryKey: ['employment', organizationId, 'list', q, missing],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/employment', {
          params: {
            path: { organizationId },
            query: { missing: missing ? 'true' : 'false', limit: 50, ...(q && { q }), ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const educatorEmploymentQuery = (organizationId: string, educatorId: string) =>
  queryOptions({
    queryKey: ['employment', organizationId, 'of', educatorId],
    queryFn: () =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/educators/{educatorId}/employment', {
          params: { path: { organizationId, educatorId } },
        }),
      ),
  });
