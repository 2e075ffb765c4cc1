import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { callerOf } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { addCourseFile } from './add-course-file.ts';
import { changeEnrolling, createCourse, publishCourse, renewLink } from './author-course.ts';
import { CourseDraft } from './course-definition.ts';
import { courseKey } from './course-link.ts';
import { listAuthoredCourses, readAuthored } from './course-queries.ts';
import { readDraft, saveDraft } from './drafts.ts';
import { courseAuthor, learningAuthor } from './policy.ts';
import {
  AuthoredCourse,
  CourseDraftAnswer,
  CourseFile,
  CourseParams,
  Done,
  done,
  OrganizationParams,
  Paging,
  page,
  Revision,
  Saved,
  Title,
} from './schemas.ts';

const tags = ['course authoring'];

/** Writing courses for an organization. */
export function courseAuthoringRoutes(server: Server, ground: Ground): void {
  const { database } = ground;
  server.get(
    '/api/v1/organizations/:organizationId/courses',
    {
      config: { access: learningAuthor },
      schema: {
        tags,
        summary: 'The organization’s courses, published or not',
        params: OrganizationParams,
        querystring: Paging,
        response: { 200: page(AuthoredCourse) },
      },
    },
    ({ params, query }) => listAuthoredCourses(database, params.organizationId, query),
  );
  server.post(
    '/api/v1/organizations/:organizationId/courses',
    {
      config: { access: learningAuthor },
      schema: {
        tags,
        summary: 'Begin a course',
        params: OrganizationParams,
        body: Title,
        response: { 201: z.object({ courseId: z.uuid() }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await createCourse(ground, { ...request.params, ...request.body, personId: callerOf(request).personId })),
  );
  server.get(
    '/api/v1/courses/:courseId/draft',
    {
      config: { access: courseAuthor },
      schema: { tags, summary: 'A course as it is being written', params: CourseParams, response: { 200: CourseDraftAnswer } },
    },
    async ({ params: { courseId } }) => {
      const [{ linkNumber, ...course }, draft] = await Promise.all([
        readAuthored(database, courseId),
        readDraft<CourseDraft>(database, 'course', courseId),
      ]);
      const link =
        course.enrolment === 'invited'
          ? `${ground.config.url}/courses/${course.slug}/join?key=${courseKey(ground.secrets, courseId, linkNumber)}`
          : null;
      return { ...course, ...draft, link };
    },
  );
  server.put(
    '/api/v1/courses/:courseId/draft',
    {
      config: { access: courseAuthor },
      schema: {
        tags,
        summary: 'Save the draft, naming the revision it was made from',
        params: CourseParams,
        body: z.object({ definition: CourseDraft, revision: Revision }),
        response: { 200: Saved },
      },
    },
    (request) => saveDraft(database, 'course', request.params.courseId, { ...request.body, personId: callerOf(request).personId }),
  );
  server.post(
    '/api/v1/courses/:courseId/versions',
    {
      config: { access: courseAuthor },
      schema: {
        tags,
        summary: 'Publish the draft as the next version',
        params: CourseParams,
        body: z.object({ revision: Revision }),
        response: { 201: z.object({ number: z.number(), slug: z.string() }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await publishCourse(ground, { ...request.params, ...request.body, personId: callerOf(request).personId })),
  );
  server.put(
    '/api/v1/courses/:courseId/enrolling',
    {
      config: { access: courseAuthor },
      schema: {
        tags,
        summary: 'Open the course to anyone, or to those who hold its link',
        params: CourseParams,
        body: z.object({ enrolment: z.enum(['open', 'invited']) }),
        response: { 200: Done },
      },
    },
    async ({ params, body }) => {
      await changeEnrolling(database, params.courseId, body.enrolment);
      return done;
    },
  );
  server.post(
    '/api/v1/courses/:courseId/link',
    {
      config: { access: courseAuthor },
      schema: { tags, summary: 'End the course’s link and make another', params: CourseParams, response: { 200: Done } },
    },
    async ({ params }) => {
      await renewLink(database, params.courseId);
      return done;
    },
  );
  server.post(
    '/api/v1/courses/:courseId/files',
    {
      config: { access: courseAuthor },
      schema: {
        tags,
        summary: 'Make a finished upload a file of the course; anybody may then see it',
        params: CourseParams,
        body: z.object({ uploadId: z.string().regex(/^[0-9a-f]{32}$/) }),
        response: { 201: CourseFile },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await addCourseFile(ground, { ...request.params, ...request.body, personId: callerOf(request).personId })),
  );
}
