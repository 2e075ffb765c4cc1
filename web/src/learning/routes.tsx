import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../shell/signed-in-route.tsx';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

/** Pages of courses and surveys: learning, answering, writing. */
export const learningRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/learning',
    component: lazyRouteComponent(() => import('./my-learning-page.tsx'), 'MyLearningPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/courses/$slug/join',
    validateSearch: (search: Record<string, unknown>): { key?: string } => {
      const key = text(search.key);
      return key ? { key } : {};
    },
    component: lazyRouteComponent(() => import('./join-course-page.tsx'), 'JoinCoursePage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/learn/$courseId',
    validateSearch: (search: Record<string, unknown>): { unit?: string } => {
      const unit = text(search.unit);
      return unit ? { unit } : {};
    },
    component: lazyRouteComponent(() => import('./learn-page.tsx'), 'LearnPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/surveys/$surveyId',
    component: lazyRouteComponent(() => import('./survey-page.tsx'), 'SurveyPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/surveys/$surveyId/results',
    component: lazyRouteComponent(() => import('./results-page.tsx'), 'ResultsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/organizations/$organizationId/learning',
    component: lazyRouteComponent(() => import('./organization-learning-page.tsx'), 'OrganizationLearningPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/authoring/courses/$courseId',
    component: lazyRouteComponent(() => import('./author-course-page.tsx'), 'AuthorCoursePage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/authoring/surveys/$surveyId',
    component: lazyRouteComponent(() => import('./author-survey-page.tsx'), 'AuthorSurveyPage'),
  }),
];
