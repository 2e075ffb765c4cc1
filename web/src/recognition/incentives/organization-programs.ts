import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';

/** The published programs of a recognizing entity. */
export const organizationProgramsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['programs', 'of', organizationId],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/organizations/{organizationId}/programs', { params: { path: { organizationId } } }))).items,
  });
