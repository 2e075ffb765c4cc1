import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { leadsOfOrganization, mayGrant } from '../policy.ts';
import { answerRecommendation, recommendationsFor } from './grant-award.ts';

const tags = ['evaluation'];

/** The second step of an award: recommendations, and granting them. */
export function grantRoutes(server: Server, ground: Ground): void {
  server.get(
    '/api/v1/organizations/:organizationId/recommendations',
    {
      config: { access: leadsOfOrganization },
      schema: {
        tags,
        summary: 'Passes that evaluators recommend and that wait for a grant (up to 100)',
        params: z.object({ organizationId: z.uuid() }),
        response: {
          200: z.object({
            items: z.array(
              z.object({
                evaluationId: z.uuid(),
                microCredentialId: z.uuid(),
                title: z.string(),
                attempt: z.int(),
                recommendedAt: z.date(),
                dueAt: z.date(),
              }),
            ),
          }),
        },
      },
    },
    async (request) => ({
      items: await recommendationsFor(ground.database, callerOf(request).personId, request.params.organizationId),
    }),
  );

  server.post(
    '/api/v1/evaluations/:evaluationId/grant',
    {
      config: { access: mayGrant },
      schema: {
        tags,
        summary: 'Grant what evaluators recommend, or ask for one more reading; final',
        params: z.object({ evaluationId: z.uuid() }),
        body: z.discriminatedUnion('granted', [
          z.object({ granted: z.literal(true) }),
          z.object({ granted: z.literal(false), reason: z.string().trim().min(1).max(2000) }),
        ]),
        response: { 200: z.object({ decisionId: z.uuid().nullable().meta({ description: 'null when it is read once more' }) }) },
      },
    },
    (request) =>
      answerRecommendation(ground, {
        evaluationId: request.params.evaluationId,
        grantorId: callerOf(request).personId,
        granted: request.body.granted,
        reason: request.body.granted ? '' : request.body.reason,
      }),
  );
}
