import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { callerOf, signedIn } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { listIssued, listMine } from './list-awards.ts';
import { awardKeepers, awardOwner, awardRevoker } from './policy.ts';
import { revokeAward } from './revoke-award.ts';
import { AwardParams, AwardsAnswer, IssuedAwardsAnswer, OrganizationParams, Paging } from './schemas.ts';
import { showAward } from './show-award.ts';
import { liftSuspension, suspendAward } from './suspend-award.ts';

const tags = ['awards'];

/** My awards, an issuer's, and what their owners may do with them. */
export function awardRoutesOf(server: Server, ground: Ground): void {
  const { database, clock, config } = ground;

  server.get(
    '/api/v1/awards',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'My awards, newest first',
        querystring: Paging.extend({ journeyId: z.uuid().optional().meta({ description: 'Only what this journey earned' }) }),
        response: { 200: AwardsAnswer },
      },
    },
    (request) => listMine(database, callerOf(request).personId, config.url, request.query),
  );

  server.put(
    '/api/v1/awards/:awardId/showing',
    {
      config: { access: awardOwner },
      schema: {
        tags,
        summary: 'Hide my badge from everybody else, or show it again',
        params: AwardParams,
        body: z.object({ shown: z.boolean() }),
        response: { 200: z.object({ shown: z.boolean() }) },
      },
    },
    async (request) => {
      await showAward(database, request.params.awardId, request.body.shown, clock());
      return { shown: request.body.shown };
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/awards',
    {
      config: { access: awardKeepers },
      schema: {
        tags,
        summary: 'What the organization awarded, newest first',
        params: OrganizationParams,
        querystring: Paging.extend({
          q: z.string().trim().max(200).optional().meta({ description: 'Part of the earner’s name' }),
          microCredentialId: z.uuid().optional(),
        }),
        response: { 200: IssuedAwardsAnswer },
      },
    },
    (request) => listIssued(database, request.params.organizationId, config.url, request.query),
  );

  server.post(
    '/api/v1/awards/:awardId/revocation',
    {
      config: { access: awardRevoker },
      schema: {
        tags,
        summary: 'Revoke an award for good; again changes nothing',
        params: AwardParams,
        body: z.object({ reason: z.string().trim().min(1).max(1000) }),
        response: { 200: z.object({ revoked: z.literal(true) }) },
      },
    },
    async (request) => {
      const { awardId } = request.params;
      await revokeAward(ground, { awardId, reason: request.body.reason, revokedBy: callerOf(request).personId });
      return { revoked: true as const };
    },
  );

  server.put(
    '/api/v1/awards/:awardId/suspension',
    {
      config: { access: awardRevoker },
      schema: {
        tags,
        summary: 'Suspend an award until that is lifted; again changes nothing',
        params: AwardParams,
        body: z.object({ reason: z.string().trim().min(1).max(1000) }),
        response: { 200: z.object({ suspended: z.literal(true) }) },
      },
    },
    async (request) => {
      const { awardId } = request.params;
      await suspendAward(ground, { awardId, reason: request.body.reason, suspendedBy: callerOf(request).personId });
      return { suspended: true as const };
    },
  );

  server.delete(
    '/api/v1/awards/:awardId/suspension',
    {
      config: { access: awardRevoker },
      schema: {
        tags,
        summary: 'Lift a suspension: the award stands again; again changes nothing',
        params: AwardParams,
        response: { 200: z.object({ suspended: z.literal(false) }) },
      },
    },
    async (request) => {
      await liftSuspension(ground, { awardId: request.params.awardId, liftedBy: callerOf(request).personId });
      return { suspended: false as const };
    },
  );
}
