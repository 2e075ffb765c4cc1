import { z } from 'zod';
import { LocalId } from '../../catalog/definition.ts';
import type { Ground } from '../../platform/ground.ts';
import { callerOf } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { journeyOwner, leadsOfOrganization, mayAnswerAppeal, mayRead, mayScore, mayTakeAway } from '../policy.ts';
import { MessageAnswer } from './answers.ts';
import { answerAppeal, makeAppeal, openAppeals } from './appeals.ts';
import { writeAsEarner, writeAsEvaluator } from './messages.ts';
import { removeItem } from './remove-item.ts';
import { sendBack } from './send-back.ts';
import { sharedWork } from './shared-work.ts';

const tags = ['evaluation'];
const Evaluation = z.object({ evaluationId: z.uuid() });
const Journey = z.object({ journeyId: z.uuid() });
const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;
const Text = z.string().trim().min(1).max(4000);
/** A criterion, or null twice for the whole. */
const NewMessage = z
  .object({ partId: LocalId.nullable(), criterionId: LocalId.nullable(), text: Text })
  .refine(({ partId, criterionId }) => (partId === null) === (criterionId === null), {
    message: 'a criterion is named with its part',
    path: ['criterionId'],
  });

/** What helps an educator on between attempts. */
export function growthRoutes(server: Server, ground: Ground): void {
  server.post(
    '/api/v1/evaluations/:evaluationId/send-back',
    {
      config: { access: mayScore },
      schema: {
        tags,
        summary: 'Send an incomplete submission back before scoring; it uses no attempt',
        params: Evaluation,
        body: z.object({
          gaps: z.array(z.object({ partId: LocalId, requirementId: LocalId, note: z.string().trim().max(1000) })).max(40),
          note: Text,
        }),
        response: { 200: Done },
      },
    },
    async (request) => {
      await sendBack(ground, { ...request.params, ...request.body, evaluatorId: callerOf(request).personId });
      return done;
    },
  );

  server.post(
    '/api/v1/evaluations/:evaluationId/removals',
    {
      config: { access: mayTakeAway },
      schema: {
        tags,
        summary: 'Remove an item that must not stay, for everybody and for good; its place says so, and the earner is told',
        params: Evaluation,
        body: z.object({ evidenceId: z.uuid(), note: z.string().trim().min(1).max(2000) }),
        response: { 200: Done },
      },
    },
    async (request) => {
      await removeItem(ground, { ...request.params, ...request.body, leadId: callerOf(request).personId });
      return done;
    },
  );

  server.get(
    '/api/v1/evaluations/:evaluationId/shared-work',
    {
      config: { access: mayRead },
      schema: {
        tags,
        summary: 'Parts whose artifact stood in an earlier submission of the same team; its levels once the own ones are set',
        params: Evaluation,
        response: {
          200: z.object({
            parts: z.array(
              z.object({
                partId: z.string(),
                sealed: z.boolean(),
                levels: z.array(z.object({ criterionId: z.string(), levelId: z.string() })),
              }),
            ),
          }),
        },
      },
    },
    async ({ params }) => ({ parts: await sharedWork(ground.database, params.evaluationId) }),
  );

  server.post(
    '/api/v1/evaluations/:evaluationId/messages',
    {
      config: { access: mayRead },
      schema: {
        tags,
        summary: 'Answer the earner, on a criterion or the whole, without names',
        params: Evaluation,
        body: NewMessage,
        response: { 200: MessageAnswer },
      },
    },
    (request) => writeAsEvaluator(ground, { ...request.params, ...request.body, personId: callerOf(request).personId }),
  );

  server.post(
    '/api/v1/journeys/:journeyId/messages',
    {
      config: { access: journeyOwner },
      schema: {
        tags,
        summary: 'Reply to feedback or ask the evaluator, on a criterion or the whole of an attempt',
        params: Journey,
        body: NewMessage.safeExtend({ attempt: z.int().min(1).max(1000) }),
        response: { 200: MessageAnswer },
      },
    },
    (request) => writeAsEarner(ground, { ...request.params, ...request.body, personId: callerOf(request).personId }),
  );

  server.post(
    '/api/v1/journeys/:journeyId/appeal',
    {
      config: { access: journeyOwner },
      schema: {
        tags,
        summary: 'Ask for a second reading of the latest "not yet"',
        params: Journey,
        body: z.object({ reason: Text }),
        response: { 200: Done },
      },
    },
    async (request) => {
      await makeAppeal(ground, { ...request.params, ...request.body });
      return done;
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/appeals',
    {
      config: { access: leadsOfOrganization },
      schema: {
        tags,
        summary: 'Appeals that wait for an answer (up to 100)',
        params: z.object({ organizationId: z.uuid() }),
        response: {
          200: z.object({
            items: z.array(
              z.object({
                appealId: z.uuid(),
                evaluationId: z.uuid(),
                title: z.string(),
                attempt: z.int(),
                reason: z.string(),
                madeAt: z.date(),
              }),
            ),
          }),
        },
      },
    },
    async (request) => ({ items: await openAppeals(ground.database, callerOf(request).personId, request.params.organizationId) }),
  );

  server.post(
    '/api/v1/appeals/:appealId/answer',
    {
      config: { access: mayAnswerAppeal },
      schema: {
        tags,
        summary: 'Have it read again by somebody else, or decline with words',
        params: z.object({ appealId: z.uuid() }),
        body: z.discriminatedUnion('accepted', [
          z.object({ accepted: z.literal(true) }),
          z.object({ accepted: z.literal(false), answer: Text }),
        ]),
        response: { 200: Done },
      },
    },
    async (request) => {
      const { accepted } = request.body;
      await answerAppeal(ground, {
        appealId: request.params.appealId,
        leadId: callerOf(request).personId,
        accepted,
        answer: request.body.accepted ? '' : request.body.answer,
      });
      return done;
    },
  );
}
