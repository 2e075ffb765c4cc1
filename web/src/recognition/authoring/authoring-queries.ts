import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { components } from '../../api/generated.ts';

/** What writing programs asks of the API. */

export type ProgramDraft = components['schemas']['ProgramDraft'];
export type BeingWritten = components['schemas']['ProgramBeingWritten'];
export type AuthoredProgram = components['schemas']['AuthoredProgram'];
export type Changes = components['schemas']['ProgramChanges'];
export type Entry = ProgramDraft['entries'][number];
export type Step = ProgramDraft['steps'][number];

export const authoredProgramsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['programs', 'authored', organizationId],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/organizations/{organizationId}/authored-programs', { params: { path: { organizationId } } }))).items,
  });

export const programDraftQuery = (programId: string) =>
  queryOptions({
    queryKey: ['program-draft', programId],
    queryFn: () => answer(api.GET('/api/v1/programs/{programId}/draft', { params: { path: { programId } } })),
  });

/** What the draft would change now; asked anew each time. */
export const askChanges = (programId: string): Promise<Changes> =>
  answer(api.GET('/api/v1/programs/{programId}/draft/changes', { params: { path: { programId } } }));

export const termsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['recognition-terms', organizationId],
    queryFn: () => answer(api.GET('/api/v1/organizations/{organizationId}/recognition-terms', { params: { path: { organizationId } } })),
  });
