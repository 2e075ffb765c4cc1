import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/generated.ts';

/** What the portfolio's pages ask of the API. */

const path = (journeyId: string) => ({ params: { path: { journeyId } } });

export const journeyQuery = (journeyId: string) =>
  queryOptions({ queryKey: ['journeys', journeyId], queryFn: () => answer(api.GET('/api/v1/journeys/{journeyId}', path(journeyId))) });

export const checklistQuery = (journeyId: string) =>
  queryOptions({
    queryKey: ['journeys', journeyId, 'checklist'],
    queryFn: async () => (await answer(api.GET('/api/v1/journeys/{journeyId}/checklist', path(journeyId)))).gaps,
  });

export const previewQuery = (journeyId: string) =>
  queryOptions({
    queryKey: ['journeys', journeyId, 'preview'],
    queryFn: () => answer(api.GET('/api/v1/journeys/{journeyId}/preview', path(journeyId))),
    staleTime: 0,
  });

export const journeysQuery = infiniteQueryOptions({
  queryKey: ['journeys'],
  queryFn: ({ pageParam }) =>
    answer(api.GET('/api/v1/journeys', { params: { query: { limit: 30, ...(pageParam && { cursor: pageParam }) } } })),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
});

/** Which items of the library, and in what order. */
export interface LibraryFilter {
  words: string;
  kind: Kind | undefined;
  order: 'newest' | 'largest';
}
export const wholeLibrary: LibraryFilter = { words: '', kind: undefined, order: 'newest' };

type LibraryAsked = NonNullable<paths['/api/v1/evidence']['get']['parameters']['query']>;

/** Every list of items is read again when `['evidence']` is invalidated. */
const evidenceQuery = (asked: LibraryAsked) =>
  infiniteQueryOptions({
    queryKey: ['evidence', asked],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/evidence', { params: { query: { limit: 30, ...asked, ...(pageParam && { cursor: pageParam }) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // while one types, what was found before stays
    placeholderData: keepPreviousData,
    // what is added just now is looked at in the background
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.items.some(isBeingLookedAt)) ? 3000 : false),
  });

/** A minute long a link may still get its page's title, and a picture or recording its poster. */
const isBeingLookedAt = ({ kind, page, file, createdAt }: LibraryItem) =>
  Date.now() - Date.parse(createdAt) < 60_000 && (kind === 'link' ? !page : (kind === 'image' || kind === 'video') && !file?.poster);

const worded = (words: string) => (words.trim() ? { q: words.trim().slice(0, 200) } : {});
export const libraryQuery = ({ words, kind, order }: LibraryFilter) =>
  evidenceQuery({ ...worded(words), ...(kind && { kind }), ...(order !== 'newest' && { order }) });
/** Items that fit where one of these kinds is asked for. */
export const fittingQuery = (kinds: readonly Kind[], words: string) =>
  evidenceQuery({ ...worded(words), kind: kinds.filter((kind) => kind !== 'text').join(',') });
export const removedQuery = evidenceQuery({ removed: 'true' });

export const viewsQuery = (evidenceId: string) =>
  infiniteQueryOptions({
    queryKey: ['evidence', evidenceId, 'views'],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/evidence/{evidenceId}/views', {
          params: { path: { evidenceId }, query: { limit: 30, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const spaceQuery = queryOptions({ queryKey: ['evidence', 'space'], queryFn: () => answer(api.GET('/api/v1/evidence/space')) });

export const classRosterQuery = queryOptions({
  queryKey: ['account', 'class-roster'],
  queryFn: () => answer(api.GET('/api/v1/account/class-roster')),
  // it changes on its own page only
  staleTime: 300_000,
});

export type Journey = Awaited<ReturnType<typeof loadJourney>>;
const loadJourney = (journeyId: string) => answer(api.GET('/api/v1/journeys/{journeyId}', path(journeyId)));
export type ListedJourney = Awaited<ReturnType<typeof loadJourneys>>['items'][number];
const loadJourneys = () => answer(api.GET('/api/v1/journeys'));
export type Part = Journey['definition']['parts'][number];
export type Requirement = Part['requirements'][number];
export type Gap = Journey['gaps'][number];
export type EvidenceItem = Journey['evidence'][number]['item'];
export type Kind = EvidenceItem['kind'];
export type LibraryItem = Awaited<ReturnType<typeof loadLibrary>>['items'][number];
const loadLibrary = () => answer(api.GET('/api/v1/evidence'));
