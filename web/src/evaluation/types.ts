import type { paths } from '../api/generated.ts';

type Answer<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: { content: { 'application/json': infer Body } } } } }
  ? Body
  : never;

/** A submission on the desk, as the API answers. */
export type Evaluation = Answer<'/api/v1/evaluations/{evaluationId}'>;
export type Part = Evaluation['definition']['parts'][number];
export type Evidence = Evaluation['evidence'][number];
export type Follows = Evaluation['follows'];
export type Standing = Follows['parts'][number];
/** What the earner reads. */
export type JourneyFeedback = Answer<'/api/v1/journeys/{journeyId}/feedback'>;
export type Attempt = JourneyFeedback['attempts'][number];
/** The desk's first page. */
export type Desk = Answer<'/api/v1/desk'>;
export type QueueItem = Desk['waiting']['items'][number];
export type OverseenItem = Answer<'/api/v1/organizations/{organizationId}/evaluations'>['items'][number];
