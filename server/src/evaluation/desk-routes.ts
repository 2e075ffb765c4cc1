import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { callerOf, hasRole, signedIn } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { DecidedByMeAnswer, DeskAnswer, OverseenAnswer, QueueAnswer } from './answers.ts';
import { calibrationsToDo } from './calibration/queries.ts';
import { decidedBy } from './decided-by.ts';
import { declareConflict } from './declare-conflict.ts';
import { deskOrganizations } from './desk-organizations.ts';
import { openQuestions } from './growth/messages.ts';
import {
  evaluatorsOfOrganization,
  leadRoles,
  leadsOfOrganization,
  mayRelease,
  mayScore,
  mayTake,
  organizationsWith,
  scoringRoles,
} from './policy.ts';
import { evaluationsOf, inHandOf, pageLength, waitingFor } from './queue.ts';
import { releaseEvaluation, takeEvaluation, takeNext } from './take-evaluation.ts';

const tags = ['evaluation'];
const Paging = z.object({ cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(pageLength) });
const OrganizationParams = z.object({ organizationId: z.uuid() });
const EvaluationParams = z.object({ evaluationId: z.uuid() });
const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;

/** What waits, and taking it in hand. */
export function deskRoutes(server: Server, { database }: Ground): void {
  server.get(
    '/api/v1/desk',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'What I have in hand, and what waits where I evaluate',
        querystring: Paging,
        response: { 200: DeskAnswer },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const organizationIds = organizationsWith(caller, scoringRoles);
      const [inHand, waiting, organizations, questions, calibrations] = await Promise.all([
        inHandOf(database, caller.personId, organizationIds),
        waitingFor(database, caller.personId, { ...request.query, organizationIds }),
        deskOrganizations(database, caller.personId, organizationIds),
        openQuestions(database, caller.personId),
        calibrationsToDo(database, caller.personId, organizationIds),
      ]);
      return {
        inHand,
        waiting,
        organizations: organizations.map((organization) => ({ ...organization, isLead: hasRole(caller, organization.id, leadRoles) })),
        counts: { inHand: inHand.length, waiting: organizations.reduce((sum, organization) => sum + organization.waiting, 0) },
        questions,
        calibrations,
      };
    },
  );

  server.get(
    '/api/v1/desk/decided',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'What I have decided, the latest first; anchors are left out',
        querystring: Paging,
        response: { 200: DecidedByMeAnswer },
      },
    },
    (request) => {
      const caller = callerOf(request);
      return decidedBy(database, caller.personId, { ...request.query, organizationIds: organizationsWith(caller, scoringRoles) });
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/queue',
    {
      config: { access: evaluatorsOfOrganization },
      schema: {
        tags,
        summary: 'What waits in an organization and I may take, the oldest first',
        params: OrganizationParams,
        querystring: Paging.extend({
          microCredentialId: z.uuid().optional(),
          attempt: z.coerce.number().int().min(1).max(1000).optional(),
          waitingSince: z.iso.datetime({ offset: true }).optional().meta({ description: 'Only what has waited since then, or longer' }),
        }),
        response: { 200: QueueAnswer },
      },
    },
    (request) => {
      const { waitingSince, ...filter } = request.query;
      return waitingFor(database, callerOf(request).personId, {
        ...filter,
        waitingSince: waitingSince ? new Date(waitingSince) : undefined,
        organizationIds: [request.params.organizationId],
      });
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/evaluations',
    {
      config: { access: leadsOfOrganization },
      schema: {
        tags,
        summary: 'Every evaluation of an organization in a state, with who holds it, for leads',
        params: OrganizationParams,
        querystring: Paging.extend({ state: z.enum(['waiting', 'taken', 'decided']).default('taken') }),
        response: { 200: OverseenAnswer },
      },
    },
    (request) => evaluationsOf(database, callerOf(request).personId, { ...request.query, ...request.params }),
  );

  server.post(
    '/api/v1/evaluations/next',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Take what is next: what I have in hand, else what is due first of what waits and I may score',
        body: z
          .object({
            microCredentialId: z.uuid().optional().meta({ description: 'Only of this one; what is in hand comes first all the same' }),
          })
          .nullish(),
        response: { 200: z.object({ evaluationId: z.uuid().nullable().meta({ description: 'null when nothing waits' }) }) },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const organizationIds = organizationsWith(caller, scoringRoles);
      return { evaluationId: await takeNext(database, caller.personId, { organizationIds, ...request.body }) };
    },
  );

  server.post(
    '/api/v1/evaluations/:evaluationId/take',
    {
      config: { access: mayTake },
      schema: { tags, summary: 'Take this one', params: EvaluationParams, response: { 200: Done } },
    },
    async (request) => {
      await takeEvaluation(database, request.params.evaluationId, callerOf(request).personId);
      return done;
    },
  );

  server.post(
    '/api/v1/evaluations/:evaluationId/release',
    {
      config: { access: mayRelease },
      schema: {
        tags,
        summary: 'Give it back to the queue; a lead takes it out of the evaluator’s hands',
        params: EvaluationParams,
        response: { 200: Done },
      },
    },
    async (request) => {
      await releaseEvaluation(database, request.params.evaluationId, callerOf(request));
      return done;
    },
  );

  server.post(
    '/api/v1/evaluations/:evaluationId/conflict',
    {
      config: { access: mayScore },
      schema: {
        tags,
        summary: 'Give it back because I recognize whose work it is: nothing of this educator comes to me again',
        params: EvaluationParams,
        response: { 200: Done },
      },
    },
    async (request) => {
      await declareConflict(database, request.params.evaluationId, callerOf(request).personId);
      return done;
    },
  );
}
