import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';

const at = (organizationId: string) => ({ params: { path: { organizationId } } });

export const settingsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['evaluation-settings', organizationId],
    queryFn: () => answer(api.GET('/api/v1/organizations/{organizationId}/evaluation-settings', at(organizationId))),
  });
export const recommendationsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['recommendations', organizationId],
    queryFn: () => answer(api.GET('/api/v1/organizations/{organizationId}/recommendations', at(organizationId))),
  });
export const appealsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['appeals', organizationId],
    queryFn: () => answer(api.GET('/api/v1/organizations/{organizationId}/appeals', at(organizationId))),
  });
export const evaluatorsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['evaluators', organizationId],
    queryFn: () => answer(api.GET('/api/v1/organizations/{organizationId}/evaluators', at(organizationId))),
  });
export const anchorsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['anchors', organizationId],
    queryFn: () => answer(api.GET('/api/v1/organizations/{organizationId}/anchors', at(organizationId))),
  });
export const insightQuery = (organizationId: string, microCredentialId: string, since: string) =>
  queryOptions({
    queryKey: ['evaluation-insight', organizationId, microCredentialId, since],
    queryFn: () =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/evaluation-insight', {
          params: { path: { organizationId }, query: { ...(microCredentialId && { microCredentialId }), ...(since && { since }) } },
        }),
      ),
  });
