import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { components } from '../../api/generated.ts';

/** What the talent map asks of the API. */

export type TalentMap = components['schemas']['TalentMap'];
export type FoundPerson = components['schemas']['FoundPerson'];
export type TalentGap = components['schemas']['TalentGap'];
export type PriorityKind = TalentGap['kind'];

/** What stands in the address of the page. */
export interface TalentSearch {
  view?: 'people' | 'gaps' | 'endorsements';
  /** A program's approved list, by its id; `none` for whole stacks. */
  program?: string;
  stack?: string;
  topic?: string;
  microCredential?: string;
  schoolId?: string;
  months?: number;
  difficulty?: number;
  q?: string;
  offers?: 'coaching' | 'leading';
}

const at = (organizationId: string) => ({ params: { path: { organizationId } } });
const key = (organizationId: string, ...rest: unknown[]) => ['talent', organizationId, ...rest];

export const choicesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'choices'),
    queryFn: () => answer(api.GET('/api/v1/organizations/{organizationId}/talent/choices', at(organizationId))),
  });

const mapFilter = ({ program, stack, topic, schoolId, months, difficulty }: TalentSearch) => ({
  ...(program && program !== 'none' && !stack && !topic && { programId: program }),
  ...(stack && { stack }),
  ...(topic && { topic }),
  ...(schoolId && { schoolId }),
  ...(months && { months }),
  ...(difficulty && { difficulty }),
});

export const mapQuery = (organizationId: string, search: TalentSearch) =>
  queryOptions({
    queryKey: key(organizationId, 'map', mapFilter(search)),
    queryFn: () =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/talent/map', {
          params: { path: { organizationId }, query: mapFilter(search) },
        }),
      ),
  });

/** Where the map lies as a file. */
export const mapFile = (organizationId: string, search: TalentSearch): string => {
  const query = new URLSearchParams(Object.entries(mapFilter(search)).map(([name, value]) => [name, String(value)]));
  return `/api/v1/organizations/${organizationId}/talent/map.csv?${query}`;
};

export const peopleQuery = (organizationId: string, search: TalentSearch) => {
  const { q, microCredential, stack, topic, schoolId, months, offers } = search;
  const query = {
    ...(q && { q }),
    ...(microCredential && { microCredential }),
    ...(stack && { stack }),
    ...(topic && { topic }),
    ...(schoolId && { schoolId }),
    ...(months && { months }),
    ...(offers && { offers }),
  };
  return infiniteQueryOptions({
    queryKey: key(organizationId, 'people', query),
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/talent/people', {
          params: { path: { organizationId }, query: { ...query, limit: 20, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
};

export const gapsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'gaps'),
    queryFn: () => answer(api.GET('/api/v1/organizations/{organizationId}/talent/gaps', at(organizationId))),
  });

export const prioritiesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'priorities'),
    queryFn: () => answer(api.GET('/api/v1/organizations/{organizationId}/talent/priorities', at(organizationId))),
  });

export const endorsementsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'endorsements'),
    queryFn: async () => (await answer(api.GET('/api/v1/organizations/{organizationId}/talent/endorsements', at(organizationId)))).items,
  });

export const endorsedQuery = (organizationId: string, incentiveId: string, standing: 'complete' | 'lacks-one') =>
  infiniteQueryOptions({
    queryKey: key(organizationId, 'endorsements', incentiveId, standing),
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/organizations/{organizationId}/talent/endorsements/{incentiveId}', {
          params: { path: { organizationId, incentiveId }, query: { standing, limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

const loadConsents = async () => (await answer(api.GET('/api/v1/talent-consents'))).items;
export type Consent = Awaited<ReturnType<typeof loadConsents>>[number];
export const consentsQuery = queryOptions({ queryKey: ['talent-consents'], queryFn: loadConsents });
