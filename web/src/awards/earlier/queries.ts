import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { components } from '../../api/generated.ts';

export type Import = components['schemas']['AwardImport'];
export type ImportDetail = components['schemas']['AwardImportDetail'];
export type ImportRow = ImportDetail['items'][number];
export type RowState = ImportRow['state'];

/** How often one asks while a job is at work. */
const askAgainMs = 1_000;

export const importsQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: ['organization', organizationId, 'award-imports'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/award-imports', {
          params: { path: { organizationId }, query: pageParam ? { cursor: pageParam } : {} },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  });

/** How far an import is; asked again while it goes on. */
export const importQuery = (organizationId: string, importId: string) =>
  queryOptions({
    queryKey: ['organization', organizationId, 'award-imports', importId],
    queryFn: () =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/award-imports/{importId}', {
          params: { path: { organizationId, importId }, query: { limit: 1 } },
        }),
      ),
    refetchInterval: ({ state: { data } }) => (data?.state === 'checking' || data?.state === 'issuing' ? askAgainMs : false),
  });

/**
 * Its rows, in the order of the file.
 *
 * @param standing the state of the import; when it changes, the rows are asked for anew
 */
export const importRowsQuery = (organizationId: string, importId: string, state: RowState | undefined, standing: Import['state']) =>
  infiniteQueryOptions({
    queryKey: ['organization', organizationId, 'award-imports', importId, 'rows', standing, state ?? 'all'],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/award-imports/{importId}', {
          params: { path: { organizationId, importId }, query: { ...(state && { state }), ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  });
