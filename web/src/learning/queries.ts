import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

/** What the pages of courses and surveys ask of the API. */

const course = (courseId: string) => ({ params: { path: { courseId } } });
const survey = (surveyId: string) => ({ params: { path: { surveyId } } });
const page = (cursor: string | null) => ({ limit: 20, ...(cursor && { cursor }) });

export const enrolmentsQuery = queryOptions({
  queryKey: ['enrolments'],
  queryFn: async () => (await answer(api.GET('/api/v1/enrolments'))).items,
});

export const learningQuery = (courseId: string) =>
  queryOptions({
    queryKey: ['courses', courseId, 'learning'],
    queryFn: () => answer(api.GET('/api/v1/courses/{courseId}/learning', course(courseId))),
  });

export const postsQuery = (courseId: string, unitId: string) =>
  infiniteQueryOptions({
    queryKey: ['courses', courseId, 'posts', unitId],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/courses/{courseId}/units/{unitId}/posts', {
          params: { path: { courseId, unitId }, query: page(pageParam) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const repliesQuery = (postId: string) =>
  infiniteQueryOptions({
    queryKey: ['posts', postId, 'replies'],
    queryFn: ({ pageParam }) => answer(api.GET('/api/v1/posts/{postId}/replies', { params: { path: { postId }, query: page(pageParam) } })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const courseDraftQuery = (courseId: string) =>
  queryOptions({
    queryKey: ['courses', courseId, 'draft'],
    queryFn: () => answer(api.GET('/api/v1/courses/{courseId}/draft', course(courseId))),
  });

export const authoredCoursesQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: ['organizations', organizationId, 'courses'],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/organizations/{organizationId}/courses', { params: { path: { organizationId }, query: page(pageParam) } })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const authoredSurveysQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: ['organizations', organizationId, 'surveys'],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/organizations/{organizationId}/surveys', { params: { path: { organizationId }, query: page(pageParam) } })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const surveyQuery = (surveyId: string) =>
  queryOptions({
    queryKey: ['surveys', surveyId],
    queryFn: () => answer(api.GET('/api/v1/surveys/{surveyId}', survey(surveyId))),
  });

export const mySurveysQuery = infiniteQueryOptions({
  queryKey: ['surveys'],
  queryFn: ({ pageParam }) => answer(api.GET('/api/v1/surveys', { params: { query: page(pageParam) } })),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

export const surveyDraftQuery = (surveyId: string) =>
  queryOptions({
    queryKey: ['surveys', surveyId, 'draft'],
    queryFn: () => answer(api.GET('/api/v1/surveys/{surveyId}/draft', survey(surveyId))),
  });

export const resultsQuery = (surveyId: string) =>
  queryOptions({
    queryKey: ['surveys', surveyId, 'results'],
    queryFn: () => answer(api.GET('/api/v1/surveys/{surveyId}/results', survey(surveyId))),
    staleTime: 0,
  });

export const textsQuery = (surveyId: string, questionId: string) =>
  infiniteQueryOptions({
    queryKey: ['surveys', surveyId, 'texts', questionId],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/surveys/{surveyId}/results/{questionId}/texts', {
          params: { path: { surveyId, questionId }, query: { offset: pageParam, limit: 20 } },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: ({ nextOffset }) => nextOffset,
  });

const loadLearning = (courseId: string) => answer(api.GET('/api/v1/courses/{courseId}/learning', course(courseId)));
export type Learning = Awaited<ReturnType<typeof loadLearning>>;
export type Unit = Learning['definition']['units'][number];
export type Resource = Unit['resources'][number];
const loadCourseDraft = (courseId: string) => answer(api.GET('/api/v1/courses/{courseId}/draft', course(courseId)));
export type CourseDraftAnswer = Awaited<ReturnType<typeof loadCourseDraft>>;
export type CourseDraft = CourseDraftAnswer['definition'];
const loadSurvey = (surveyId: string) => answer(api.GET('/api/v1/surveys/{surveyId}', survey(surveyId)));
export type SurveyAnswer = Awaited<ReturnType<typeof loadSurvey>>;
const loadSurveyDraft = (surveyId: string) => answer(api.GET('/api/v1/surveys/{surveyId}/draft', survey(surveyId)));
export type SurveyDraftAnswer = Awaited<ReturnType<typeof loadSurveyDraft>>;
export type SurveyDraft = SurveyDraftAnswer['definition'];
const loadResults = (surveyId: string) => answer(api.GET('/api/v1/surveys/{surveyId}/results', survey(surveyId)));
export type Results = Awaited<ReturnType<typeof loadResults>>;
