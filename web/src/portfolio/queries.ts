import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

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

export const libraryQuery = infiniteQueryOptions({
  queryKey: ['evidence'],
  queryFn: ({ pageParam }) =>
    answer(api.GET('/api/v1/evidence', { params: { query: { limit: 30, ...(pageParam && { cursor: pageParam }) } } })),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
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
