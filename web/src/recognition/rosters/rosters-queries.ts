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

export type RosterImport = components['schemas']['RosterImport'];
export type RosterImportDetail = components['schemas']['RosterImportDetail'];
export type RosterChange = components['schemas']['RosterChange'];
export type Kind = RosterChange['kind'];
export type Action = RosterChange['action'];

const at = (organizationId: string) => ({ params: { path: { organizationId } } });

export const rosterQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['rosters', organizationId, 'stands'],
    queryFn: () => answer(api.GET('/api/v1/organizations/{organizationId}/roster', at(organizationId))),
  });

export const importsQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: ['rosters', organizationId, 'imports'],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/roster-imports', {
          params: { path: { organizationId }, query: { limit: 25, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Whether a job works on an import. */
export const isAtWork = (state: RosterImport['state'] | undefined): boolean =>
  state !== undefined && ['reading', 'checking', 'applying', 'undoing'].includes(state);

/** An import; asked again every second while a job works on it. */
export const importQuery = (organizationId: string, importId: string) =>
  queryOptions({
    queryKey: ['rosters', organizationId, 'import', importId],
    queryFn: () =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/roster-imports/{importId}', { params: { path: { organizationId, importId } } }),
      ),
    refetchInterval: ({ state: { data } }) => (isAtWork(data?.state) ? 1000 : false),
  });

export const changesQuery = (organizationId: string, importId: string, only: { kind: Kind; action: Action } | null) =>
  infiniteQueryOptions({
    queryKey: ['rosters', organizationId, 'import', importId, 'changes', only],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/roster-imports/{importId}/changes', {
          params: { path: { organizationId, importId }, query: { ...only, limit: 50, cursor: pageParam } },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const problemsQuery = (organizationId: string, importId: string) =>
  infiniteQueryOptions({
    queryKey: ['rosters', organizationId, 'import', importId, 'problems'],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/roster-imports/{importId}/problems', {
          params: { path: { organizationId, importId }, query: { limit: 50, cursor: pageParam } },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Sends files as a form; the API's document, and so its types, know only bodies of JSON. */
export function sendRoster(organizationId: string, files: readonly File[], mode: 'bulk' | 'delta'): Promise<{ importId: string }> {
  const form = new FormData();
  for (const file of files) form.append('file', file, file.name);
  const asForm: object = { body: form, bodySerializer: (body: FormData) => body };
  return answer(
    api.POST('/api/v1/organizations/{organizationId}/roster-imports', {
      params: { path: { organizationId }, query: { mode } },
      ...asForm,
    }),
  );
}
