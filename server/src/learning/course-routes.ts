import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { anyone, callerOf, signedIn } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { listEnrolments, listOpenCourses, loadPublicCourse, readLearning } from './course-queries.ts';
import { changeDigest, editPost, listPosts, listReplies, removePost, takePostBack, writePost } from './discuss.ts';
import { enrolByOneself } from './enrol.ts';
import { markResource, moveToCurrentVersion, rememberPlace } from './learn.ts';
import { courseDiscussion, courseLearner, postAuthor, postModerator, postReader } from './policy.ts';
import {
  CourseParams,
  Done,
  done,
  EnrolmentAnswer,
  LearningAnswer,
  ListedCourseAnswer,
  Paging,
  PostAnswer,
  PostParams,
  PostText,
  PublicCourseAnswer,
  page,
  ResourceParams,
  UnitParams,
} from './schemas.ts';

const tags = ['courses'];

/** Courses for everybody, and for those who learn in them. */
export function courseRoutes(server: Server, ground: Ground): void {
  publicRoutes(server, ground);
  learningRoutes(server, ground);
  discussionRoutes(server, ground);
}

function publicRoutes(server: Server, { database }: Ground): void {
  const config = { access: anyone, kept: () => ['courses', 'catalog'] };
  server.get(
    '/api/v1/courses',
    {
      config,
      schema: {
        tags,
        summary: 'Courses open to anyone, the newest first',
        querystring: Paging.extend({ organization: z.string().min(1).max(200).optional() }),
        response: { 200: page(ListedCourseAnswer) },
      },
    },
    ({ query: { organization, ...paging } }) => listOpenCourses(database, { ...paging, organizationSlug: organization }),
  );
  server.get(
    '/api/v1/courses/:slug',
    {
      config,
      schema: {
        tags,
        summary: 'A course: its units, and what stands beside each',
        params: z.object({ slug: z.string().min(1).max(200) }),
        response: { 200: PublicCourseAnswer },
      },
    },
    ({ params }) => loadPublicCourse(database, params.slug),
  );
}

function learningRoutes(server: Server, ground: Ground): void {
  const { database } = ground;
  server.get(
    '/api/v1/enrolments',
    {
      config: { access: signedIn },
      schema: { tags, summary: 'My courses, the one left last first', response: { 200: z.object({ items: z.array(EnrolmentAnswer) }) } },
    },
    async (request) => ({ items: await listEnrolments(database, callerOf(request).personId) }),
  );
  server.post(
    '/api/v1/courses/:courseId/enrolments',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Enrol, or find the enrolment that is there',
        params: CourseParams,
        body: z.object({ key: z.string().max(100).optional() }),
        response: { 200: z.object({ enrolmentId: z.uuid() }), 201: z.object({ enrolmentId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { enrolmentId, enrolled } = await enrolByOneself(ground, {
        courseId: request.params.courseId,
        personId: callerOf(request).personId,
        key: request.body.key ?? null,
      });
      return reply.code(enrolled ? 201 : 200).send({ enrolmentId });
    },
  );
  server.get(
    '/api/v1/courses/:courseId/learning',
    {
      config: { access: courseLearner },
      schema: {
        tags,
        summary: 'The course as I work in it: my version, what is done, where to go on',
        params: CourseParams,
        response: { 200: LearningAnswer },
      },
    },
    (request) => readLearning(database, request.params.courseId, callerOf(request).personId),
  );
  server.put(
    '/api/v1/courses/:courseId/units/:unitId/resources/:resourceId/completion',
    {
      config: { access: courseLearner },
      schema: {
        tags,
        summary: 'Mark a resource as done, or take that back',
        params: ResourceParams,
        body: z.object({ done: z.boolean() }),
        response: { 200: z.object({ complete: z.boolean() }) },
      },
    },
    (request) => markResource(ground, { ...request.params, ...request.body, personId: callerOf(request).personId }),
  );
  server.put(
    '/api/v1/courses/:courseId/place',
    {
      config: { access: courseLearner },
      schema: {
        tags,
        summary: 'Remember where I am',
        params: CourseParams,
        body: z.object({ unitId: z.string().min(1).max(64), resourceId: z.string().min(1).max(64) }),
        response: { 200: Done },
      },
    },
    async (request) => {
      await rememberPlace(ground, { ...request.params, ...request.body, personId: callerOf(request).personId });
      return done;
    },
  );
  server.post(
    '/api/v1/courses/:courseId/move',
    {
      config: { access: courseLearner },
      schema: { tags, summary: 'Move on to the current version', params: CourseParams, response: { 200: Done } },
    },
    async (request) => {
      await moveToCurrentVersion(ground, { ...request.params, personId: callerOf(request).personId });
      return done;
    },
  );
  server.put(
    '/api/v1/courses/:courseId/digest',
    {
      config: { access: courseLearner },
      schema: {
        tags,
        summary: 'Turn the daily mail about new posts on or off',
        params: CourseParams,
        body: z.object({ on: z.boolean() }),
        response: { 200: Done },
      },
    },
    async (request) => {
      await changeDigest(database, { ...request.params, ...request.body, personId: callerOf(request).personId });
      return done;
    },
  );
}

function discussionRoutes(server: Server, ground: Ground): void {
  const { database } = ground;
  server.get(
    '/api/v1/courses/:courseId/units/:unitId/posts',
    {
      config: { access: courseDiscussion },
      schema: {
        tags,
        summary: 'A unit’s discussion, the newest thread first',
        params: UnitParams,
        querystring: Paging,
        response: { 200: page(PostAnswer) },
      },
    },
    (request) => listPosts(database, { ...request.params, ...request.query, readerId: callerOf(request).personId }),
  );
  server.post(
    '/api/v1/courses/:courseId/units/:unitId/posts',
    {
      config: { access: courseDiscussion },
      schema: {
        tags,
        summary: 'Write a post, or a reply to one',
        params: UnitParams,
        body: z.object({ text: PostText, replyTo: z.uuid().optional() }),
        response: { 201: z.object({ postId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { text, replyTo = null } = request.body;
      return reply.code(201).send(await writePost(ground, { ...request.params, text, replyTo, authorId: callerOf(request).personId }));
    },
  );
  server.get(
    '/api/v1/posts/:postId/replies',
    {
      config: { access: postReader },
      schema: { tags, summary: 'Replies, the oldest first', params: PostParams, querystring: Paging, response: { 200: page(PostAnswer) } },
    },
    (request) => listReplies(database, { ...request.params, ...request.query, readerId: callerOf(request).personId }),
  );
  server.patch(
    '/api/v1/posts/:postId',
    {
      config: { access: postAuthor },
      schema: { tags, summary: 'Change my words', params: PostParams, body: z.object({ text: PostText }), response: { 200: Done } },
    },
    async (request) => {
      await editPost(database, request.params.postId, request.body.text);
      return done;
    },
  );
  server.delete(
    '/api/v1/posts/:postId',
    { config: { access: postAuthor }, schema: { tags, summary: 'Take my post back', params: PostParams, response: { 200: Done } } },
    async (request) => {
      await takePostBack(database, request.params.postId);
      return done;
    },
  );
  server.post(
    '/api/v1/posts/:postId/removal',
    {
      config: { access: postModerator },
      schema: {
        tags,
        summary: 'Remove somebody’s post, with a note that readers see in its place',
        params: PostParams,
        body: z.object({ note: z.string().trim().min(1).max(500) }),
        response: { 200: Done },
      },
    },
    async (request) => {
      await removePost(database, { ...request.params, ...request.body, personId: callerOf(request).personId });
      return done;
    },
  );
}
