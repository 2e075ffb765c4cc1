import { aPerson } from '../builders.ts';
import { aCourse, aSurvey } from '../learning.ts';
import { aFile, besidesOf } from '../portfolio.ts';
import type { TestApp } from '../test-app.ts';
import type { Contribution, Ground } from './contribution.ts';

/** A course and a survey of the organization; a learner in the course who wrote in its discussion; a file of the course. */
export async function learningWorld(app: TestApp, { organizationId }: Ground): Promise<Contribution> {
  const { database } = app;
  const { courseId } = await aCourse(app, { organizationId });
  const { surveyId } = await aSurvey(app, { organizationId });
  const learner = await aPerson(database);
  const send = await app.as(learner.id);
  await send('POST', `/api/v1/courses/${courseId}/enrolments`, {});
  const posted = await send('POST', `/api/v1/courses/${courseId}/units/classroom/posts`, { text: 'One instruction at a time.' });
  const file = await aFile(app, learner.id, { name: 'Reading.png' });
  await besidesOf(app, file.id);
  await database
    .insertInto('file_use')
    .values({ file_id: file.id, used_by: `course:${courseId}`, public: true })
    .execute();
  return {
    ids: {
      courseId,
      surveyId,
      unitId: 'classroom',
      resourceId: 'try',
      questionId: 'which',
      postId: posted.json<{ postId: string }>().postId,
      courseFileId: file.id,
    },
    people: { 'a learner of the course': learner },
  };
}
