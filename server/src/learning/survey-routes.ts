import { Readable } from 'node:stream';
import { z } from 'zod';
import { LocalId } from '../catalog/definition.ts';
import type { Ground } from '../platform/ground.ts';
import { callerOf, signedIn } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { readSurvey, saveAnswers, submitSurvey } from './answer-survey.ts';
import { changeClosing, createSurvey, publishSurvey } from './author-survey.ts';
import { readDraft, saveDraft } from './drafts.ts';
import { learningAuthor, surveyAuthor } from './policy.ts';
import {
  AuthoredSurvey,
  Done,
  done,
  OrganizationParams,
  Paging,
  page,
  ResultsAnswer,
  Revision,
  Saved,
  SurveyAnswer,
  SurveyDraftAnswer,
  SurveyParams,
  Title,
} from './schemas.ts';
import { Answers } from './survey-answers.ts';
import { SurveyDraft } from './survey-definition.ts';
import { listAuthoredSurveys, listMySurveys, listTexts, readAuthoredSurvey, readResults, resultsAsCsv } from './survey-queries.ts';

const tags = ['surveys'];

/** Surveys: asked by organizations, answered by anyone who is signed in and has the address. */
export function surveyRoutes(server: Server, ground: Ground): void {
  answeringRoutes(server, ground);
  askingRoutes(server, ground);
  resultRoutes(server, ground);
}

function answeringRoutes(server: Server, ground: Ground): void {
  const { database } = ground;
  const AnswersBody = z.object({ answers: Answers, revision: Revision });
  server.get(
    '/api/v1/surveys',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Surveys I have begun or answered',
        querystring: Paging,
        response: {
          200: page(
            z.object({
              id: z.uuid(),
              surveyId: z.uuid(),
              title: z.string(),
              organization: z.string(),
              startedAt: z.date(),
              completedAt: z.date().nullable(),
              closed: z.boolean(),
            }),
          ),
        },
      },
    },
    (request) => listMySurveys(database, callerOf(request).personId, request.query),
  );
  server.get(
    '/api/v1/surveys/:surveyId',
    {
      config: { access: signedIn },
      schema: { tags, summary: 'A survey with my answers', params: SurveyParams, response: { 200: SurveyAnswer } },
    },
    (request) => readSurvey(database, request.params.surveyId, callerOf(request).personId),
  );
  server.put(
    '/api/v1/surveys/:surveyId/answers',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Save answers as they are given, naming the revision they were made from',
        params: SurveyParams,
        body: AnswersBody,
        response: { 200: Saved },
      },
    },
    (request) => saveAnswers(ground, { ...request.params, ...request.body, personId: callerOf(request).personId }),
  );
  server.post(
    '/api/v1/surveys/:surveyId/submission',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Hand the answers in',
        params: SurveyParams,
        body: AnswersBody,
        response: { 200: z.object({ first: z.boolean() }) },
      },
    },
    (request) => submitSurvey(ground, { ...request.params, ...request.body, personId: callerOf(request).personId }),
  );
}

function askingRoutes(server: Server, ground: Ground): void {
  const { database } = ground;
  server.get(
    '/api/v1/organizations/:organizationId/surveys',
    {
      config: { access: learningAuthor },
      schema: {
        tags,
        summary: 'The organization’s surveys',
        params: OrganizationParams,
        querystring: Paging,
        response: { 200: page(AuthoredSurvey) },
      },
    },
    ({ params, query }) => listAuthoredSurveys(database, params.organizationId, query),
  );
  server.post(
    '/api/v1/organizations/:organizationId/surveys',
    {
      config: { access: learningAuthor },
      schema: {
        tags,
        summary: 'Begin a survey',
        params: OrganizationParams,
        body: Title,
        response: { 201: z.object({ surveyId: z.uuid() }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await createSurvey(ground, { ...request.params, ...request.body, personId: callerOf(request).personId })),
  );
  server.get(
    '/api/v1/surveys/:surveyId/draft',
    {
      config: { access: surveyAuthor },
      schema: { tags, summary: 'A survey as it is being written', params: SurveyParams, response: { 200: SurveyDraftAnswer } },
    },
    async ({ params: { surveyId } }) => ({
      ...(await readAuthoredSurvey(database, surveyId)),
      ...(await readDraft<SurveyDraft>(database, 'survey', surveyId)),
    }),
  );
  server.put(
    '/api/v1/surveys/:surveyId/draft',
    {
      config: { access: surveyAuthor },
      schema: {
        tags,
        summary: 'Save the draft, naming the revision it was made from',
        params: SurveyParams,
        body: z.object({ definition: SurveyDraft, revision: Revision }),
        response: { 200: Saved },
      },
    },
    (request) => saveDraft(database, 'survey', request.params.surveyId, { ...request.body, personId: callerOf(request).personId }),
  );
  server.post(
    '/api/v1/surveys/:surveyId/versions',
    {
      config: { access: surveyAuthor },
      schema: {
        tags,
        summary: 'Publish the draft as the next version',
        params: SurveyParams,
        body: z.object({ revision: Revision }),
        response: { 201: z.object({ number: z.number() }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await publishSurvey(ground, { ...request.params, ...request.body, personId: callerOf(request).personId })),
  );
  server.put(
    '/api/v1/surveys/:surveyId/closing',
    {
      config: { access: surveyAuthor },
      schema: {
        tags,
        summary: 'Say when the survey closes; null for never',
        params: SurveyParams,
        body: z.object({ closesAt: z.iso.datetime({ offset: true }).nullable() }),
        response: { 200: Done },
      },
    },
    async ({ params, body }) => {
      await changeClosing(database, params.surveyId, body.closesAt ? new Date(body.closesAt) : null);
      return done;
    },
  );
}

function resultRoutes(server: Server, { database }: Ground): void {
  server.get(
    '/api/v1/surveys/:surveyId/results',
    {
      config: { access: surveyAuthor },
      schema: { tags, summary: 'Counts and distributions', params: SurveyParams, response: { 200: ResultsAnswer } },
    },
    ({ params }) => readResults(database, params.surveyId),
  );
  server.get(
    '/api/v1/surveys/:surveyId/results/:questionId/texts',
    {
      config: { access: surveyAuthor },
      schema: {
        tags,
        summary: 'What people wrote to one question',
        params: SurveyParams.extend({ questionId: LocalId }),
        querystring: z.object({
          offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
          limit: z.coerce.number().int().min(1).max(100).default(20),
        }),
        response: {
          200: z.object({
            items: z.array(z.object({ text: z.string(), name: z.string().nullable() })),
            total: z.number().nullable(),
            nextOffset: z.number().nullable(),
          }),
        },
      },
    },
    ({ params, query }) => listTexts(database, params.surveyId, params.questionId, query),
  );
  server.get(
    '/api/v1/surveys/:surveyId/results.csv',
    { config: { access: surveyAuthor }, schema: { tags, summary: 'Results as CSV', params: SurveyParams } },
    async ({ params: { surveyId } }, reply) => {
      // asked first: once a stream has begun no problem can be told
      await readAuthoredSurvey(database, surveyId);
      const lines = resultsAsCsv(database, surveyId);
      const first = await lines.next();
      async function* all() {
        if (!first.done) yield first.value;
        yield* lines;
      }
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="survey-results.csv"')
        .header('cache-control', 'private, no-store')
        .send(Readable.from(all()));
    },
  );
}
