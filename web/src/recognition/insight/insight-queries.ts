import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { components } from '../../api/generated.ts';

export type DistrictInsight = components['schemas']['RecognitionInsight'];

/** What the figures are of; kept in the address. */
export interface InsightFilter {
  schoolId?: string;
  programId?: string;
  from?: string;
  to?: string;
}

export const insightQuery = (organizationId: string, filter: InsightFilter) =>
  queryOptions({
    queryKey: ['district-insight', organizationId, filter],
    queryFn: () =>
      answer(api.GET('/api/v1/organizations/{organizationId}/insight', { params: { path: { organizationId }, query: filter } })),
    // the figures before stay until others come
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.counting ? 3000 : false),
  });

/** The file of one table under the same filter. */
export function insightFile(organizationId: string, part: string, filter: InsightFilter): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value) as [string, string][]);
  return `/api/v1/organizations/${organizationId}/insight/${part}.csv${query.size ? `?${query}` : ''}`;
}
