import { z } from 'zod';
import { LocalId } from '../catalog/definition.ts';
import type { Ground } from '../platform/ground.ts';
import { callerOf, signedIn } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { assessSelf } from './assess-self.ts';
import {
  AnswerBody,
  GapShape,
  JourneyParams,
  JourneyShape,
  JourneyState,
  ListedJourneyShape,
  PreviewShape,
  RequirementParams,
  SubmissionBody,
} from './journey-schemas.ts';
import { listJourneys } from './list-journeys.ts';
import { journeyOwner, journeyOwnerInStatement } from './policy.ts';
import { readChecklist, readJourney, readPreview } from './read-journey.ts';
import { saveAnswer } from './save-answer.ts';
import { startJourney } from './start-journey.ts';
import { submitJourney } from './submit-journey.ts';
import { withdrawJourney } from './withdraw-journey.ts';

const tags = ['journeys'];
const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;

/** Start, write, check, hand in. */
export function journeyRoutes(server: Server, ground: Ground): void {
  const { database } = ground;
  server.post(
    '/api/v1/journeys',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Start a journey on the current version, or find the one under way',
        body: z.object({ microCredentialId: z.uuid() }),
        response: { 200: z.object({ journeyId: z.uuid() }), 201: z.object({ journeyId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request);
      const { journeyId, started } = await database
        .transaction()
        .execute((transaction) => startJourney(transaction, personId, request.body.microCredentialId));
      return reply.code(started ? 201 : 200).send({ journeyId });
    },
  );
  server.get(
    '/api/v1/journeys',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'My journeys, the latest started first',
        querystring: z.object({
          /** One or more states, separated by commas. */
          state: z
            .string()
            .transform((text) => text.split(','))
            .pipe(z.array(JourneyState).max(5))
            .optional(),
          cursor: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(100).default(20),
        }),
        response: { 200: z.object({ items: z.array(ListedJourneyShape), nextCursor: z.uuid().nullable() }) },
      },
    },
    (request) => {
      const { state, cursor, limit } = request.query;
      return listJourneys(database, callerOf(request).personId, { states: state, cursor, limit });
    },
  );
  server.get(
    '/api/v1/journeys/:journeyId',
    {
      config: { access: journeyOwner },
      schema: {
        tags,
        summary: 'A journey whole: definition, answers, evidence, what is missing, attempts',
        params: JourneyParams,
        response: { 200: JourneyShape },
      },
    },
    (request) => readJourney(database, request.params.journeyId),
  );
  server.get(
    '/api/v1/journeys/:journeyId/checklist',
    {
      config: { access: journeyOwner },
      schema: {
        tags,
        summary: 'What is missing before it can be submitted',
        params: JourneyParams,
        response: { 200: z.object({ gaps: z.array(GapShape) }) },
      },
    },
    async (request) => ({ gaps: await readChecklist(database, request.params.journeyId) }),
  );
  server.get(
    '/api/v1/journeys/:journeyId/preview',
    {
      config: { access: journeyOwner },
      schema: { tags, summary: 'The work as evaluators will see it', params: JourneyParams, response: { 200: PreviewShape } },
    },
    (request) => readPreview(database, request.params.journeyId),
  );
  server.put(
    '/api/v1/journeys/:journeyId/answers/:partId/:requirementId',
    {
      config: { access: journeyOwnerInStatement },
      schema: {
        tags,
        summary: 'Save a text, naming the revision it was made from',
        params: RequirementParams,
        body: AnswerBody,
        response: { 200: z.object({ revision: z.number(), updatedAt: z.date() }) },
      },
    },
    (request) => saveAnswer(ground, { ...request.params, ...request.body, earnerId: callerOf(request).personId }),
  );
  server.put(
    '/api/v1/journeys/:journeyId/self-assessment/:partId/:criterionId',
    {
      config: { access: journeyOwner },
      schema: {
        tags,
        summary: 'Say where the own work stands on a criterion',
        params: JourneyParams.extend({ partId: LocalId, criterionId: LocalId }),
        body: z.object({ levelId: LocalId.nullable() }),
        response: { 200: Done },
      },
    },
    async (request) => {
      await assessSelf(database, { ...request.params, ...request.body, earnerId: callerOf(request).personId });
      return done;
    },
  );
  server.post(
    '/api/v1/journeys/:journeyId/withdrawal',
    {
      config: { access: journeyOwner },
      schema: { tags, summary: 'Withdraw a journey; its evidence stays', params: JourneyParams, response: { 200: Done } },
    },
    async (request) => {
      await withdrawJourney(database, callerOf(request).personId, request.params.journeyId);
      return done;
    },
  );
  server.post(
    '/api/v1/journeys/:journeyId/submissions',
    {
      config: { access: journeyOwner },
      schema: {
        tags,
        summary: 'Submit attempt n for evaluation',
        params: JourneyParams,
        body: SubmissionBody,
        response: { 200: z.object({ submissionId: z.uuid() }), 201: z.object({ submissionId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { submissionId, made } = await submitJourney(ground, {
        earnerId: callerOf(request).personId,
        journeyId: request.params.journeyId,
        attempt: request.body.attempt,
        changeNote: request.body.changeNote ?? null,
        namesConfirmed: request.body.namesConfirmed,
      });
      return reply.code(made ? 201 : 200).send({ submissionId });
    },
  );
}
