import './events.ts';
import type { Ground } from '../platform/ground.ts';
import type { Server } from '../platform/http/server.ts';
import { courseAuthoringRoutes } from './authoring-routes.ts';
import { courseRoutes } from './course-routes.ts';
import { sendDigests } from './send-digests.ts';
import { surveyRoutes } from './survey-routes.ts';

export { bringCourse } from './author-course.ts';
export { bringSurvey } from './author-survey.ts';
export { courseHead, hasCompletedCourse, hasCompletedSurvey, surveyHead } from './completions.ts';
export { CourseDefinition } from './course-definition.ts';
export { learningHolding } from './holding.ts';
export { learningPages } from './pages.ts';
export { SurveyDefinition } from './survey-definition.ts';

/** Courses with their discussions, and surveys. */
export async function learningRoutes(server: Server, ground: Ground): Promise<void> {
  courseRoutes(server, ground);
  courseAuthoringRoutes(server, ground);
  surveyRoutes(server, ground);
  await ground.jobs.every('send-discussion-digests', '30 10 * * *', async () => {
    await sendDigests(ground);
  });
}
