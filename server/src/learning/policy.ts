import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { type AccessQuestion, anyOf, hasRole, holdersOf, isId, type Policy, type Role } from '../platform/http/access.ts';

/** Who may do what with courses, discussions and surveys. */

/** The roles that write courses and surveys for an organization. */
export const authoringRoles = ['author', 'issuer-admin', 'recognizer-admin'] as const satisfies readonly Role[];
const authors = 'Authors and administrators of the organization.';

export const learningAuthor = holdersOf('learning-author', authors, authoringRoles, ({ organizationId }) =>
  isId(organizationId) ? organizationId.toLowerCase() : null,
);

const organizationOfCourse = async ({ courseId }: AccessQuestion['params'], database: Database) => {
  if (!isId(courseId)) return null;
  const course = await database.selectFrom('course').select('organization_id').where('id', '=', courseId).executeTakeFirst();
  return course?.organization_id ?? null;
};
const organizationOfSurvey = async ({ surveyId }: AccessQuestion['params'], database: Database) => {
  if (!isId(surveyId)) return null;
  const survey = await database.selectFrom('survey').select('organization_id').where('id', '=', surveyId).executeTakeFirst();
  return survey?.organization_id ?? null;
};

export const courseAuthor = holdersOf('course-author', authors, authoringRoles, organizationOfCourse);
export const surveyAuthor = holdersOf('survey-author', authors, authoringRoles, organizationOfSurvey);

export const courseLearner: Policy = {
  name: 'course-learner',
  allows: 'Those enrolled in the course.',
  needsSignIn: true,
  async decide({ caller, params: { courseId }, database }) {
    if (!caller || !isId(courseId)) return 'hide';
    const { rows } = await sql<{ enrolled: boolean }>`select exists (
      select from enrolment where course_id = course.id and person_id = ${caller.personId}) as enrolled
      from course where id = ${courseId}`.execute(database);
    if (!rows[0]) return 'hide';
    return rows[0].enrolled ? 'allow' : 'forbid';
  },
};

/** Learners take part; authors of the organization read along and answer. */
export const courseDiscussion = anyOf('course-discussion', courseLearner, courseAuthor);

const postOf = (database: Database, postId: string) =>
  database
    .selectFrom('discussion_post as post')
    .innerJoin('course', 'course.id', 'post.course_id')
    .select(['post.author_id as authorId', 'course.organization_id as organizationId', 'course.id as courseId'])
    .where('post.id', '=', postId)
    .executeTakeFirst();

export const postAuthor: Policy = {
  name: 'post-author',
  allows: 'The person who wrote the post.',
  needsSignIn: true,
  async decide({ caller, params: { postId }, database }) {
    if (!caller || !isId(postId)) return 'hide';
    const post = await postOf(database, postId);
    return post?.authorId === caller.personId ? 'allow' : 'hide';
  },
};

export const postModerator: Policy = {
  name: 'post-moderator',
  allows: 'Authors and administrators of the organization whose course it is.',
  needsSignIn: true,
  async decide({ caller, params: { postId }, database }) {
    if (!caller || !isId(postId)) return 'hide';
    const post = await postOf(database, postId);
    return post && hasRole(caller, post.organizationId, authoringRoles) ? 'allow' : 'hide';
  },
};

export const postReader: Policy = {
  name: 'post-reader',
  allows: 'Those enrolled in the course, and authors of its organization.',
  needsSignIn: true,
  async decide({ caller, params: { postId }, database }) {
    if (!caller || !isId(postId)) return 'hide';
    const post = await postOf(database, postId);
    if (!post) return 'hide';
    return courseDiscussion.decide({ caller, params: { courseId: post.courseId }, database });
  },
};
