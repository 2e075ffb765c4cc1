import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf, signedIn } from '../../platform/http/access.ts';
import { createGuardedFetch } from '../../platform/http/guarded-fetch.ts';
import type { Server } from '../../platform/http/server.ts';
import { claimOwner, humanResources } from '../policy.ts';
import { reasonNeeded } from '../problems.ts';
import { bringBadge } from './bring-badge.ts';
import { claimStates } from './claim-states.ts';
import { listDeskClaims, listOwnClaims } from './list-claims.ts';
import { moveClaim } from './move-claim.ts';
import { moveClaims } from './move-claims.ts';
import { submitClaim } from './submit-claim.ts';

const tags = ['claims'];
const Paging = z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(25) });
const OrganizationParams = z.object({ organizationId: z.uuid() });
const ClaimParams = z.object({ claimId: z.uuid() });

export const GainAnswer = z
  .object({ kind: z.string(), unit: z.string(), amount: z.string(), incentiveId: z.uuid().nullable(), effectiveOn: z.string() })
  .meta({ id: 'Gain' });

const ClaimAnswer = z
  .object({
    id: z.uuid(),
    state: z.enum(claimStates),
    reason: z.string().nullable(),
    recognizer: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
    program: z.object({ id: z.uuid(), name: z.string() }),
    title: z.string(),
    difficulty: z.int(),
    hours: z.string(),
    earnedOn: z.string(),
    submittedOn: z.string(),
    postedOn: z.string().nullable(),
    proof: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('award'),
        awardId: z.uuid(),
        suspendedAt: z.date().nullable().meta({ description: 'Since when its issuer has suspended it for now' }),
      }),
      z.object({ kind: z.literal('foreign'), foreignBadgeId: z.uuid(), issuer: z.string(), verifiedAt: z.date() }),
    ]),
    preApproval: z.object({ id: z.uuid(), grantedOn: z.string() }).nullable(),
  })
  .meta({ id: 'Claim' });
const DeskClaimAnswer = ClaimAnswer.extend({
  educator: z.object({ id: z.uuid(), name: z.string(), hrIdentifier: z.string().nullable() }),
  gives: z.array(GainAnswer).meta({ description: 'What the ledger gains by posting it today' }),
  gave: z
    .array(GainAnswer.extend({ withOthers: z.int().meta({ description: 'How many other claims are reasons of the same entry' }) }))
    .meta({ description: 'What stands in the ledger by it, once it is posted' }),
}).meta({ id: 'DeskClaim' });

/** Handing in, and the desk of Human Resources. */
export function claimRoutes(server: Server, ground: Ground): void {
  const { database, clock } = ground;
  const fetchGuarded = createGuardedFetch();

  server.get(
    '/api/v1/claims',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'My claims, the newest first',
        querystring: Paging,
        response: { 200: z.object({ items: z.array(ClaimAnswer), nextCursor: z.string().nullable() }) },
      },
    },
    (request) => listOwnClaims(database, callerOf(request).personId, request.query),
  );

  server.post(
    '/api/v1/claims',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Hand an award of mine, or a verified badge from elsewhere, to a recognizing entity',
        body: z.object({
          organizationId: z.uuid(),
          proof: z.union([z.strictObject({ awardId: z.uuid() }), z.strictObject({ foreignBadgeId: z.uuid() })]),
          programId: z.uuid().optional().meta({ description: 'Through which program; the one that fits best unless given' }),
        }),
        response: { 201: z.object({ claimId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { organizationId: recognizerId, proof, programId } = request.body;
      const educatorId = callerOf(request).personId;
      const claimId = await database
        .transaction()
        .execute((transaction) => submitClaim(ground, transaction, { recognizerId, educatorId, proof, programId }));
      reply.code(201);
      return { claimId };
    },
  );

  server.post(
    '/api/v1/foreign-badges',
    {
      bodyLimit: 3 * 1024 * 1024,
      config: { access: signedIn, rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'Bring a badge from elsewhere: verified, and held against my confirmed addresses, before it can be claimed',
        body: z.union([
          z.strictObject({ text: z.string().min(1).max(2_000_000).meta({ description: 'The badge as JSON or JWT' }) }),
          z.strictObject({ url: z.string().trim().min(1).max(2000).meta({ description: 'Where the badge stands' }) }),
          z.strictObject({
            file: z.base64().min(4).max(2_900_000).meta({ description: 'A JSON, PNG or SVG file of up to 2 MB, in base64' }),
          }),
        ]),
        response: {
          201: z.object({
            proof: z.union([z.object({ awardId: z.uuid() }), z.object({ foreignBadgeId: z.uuid() })]),
            title: z.string(),
            issuer: z.string(),
          }),
        },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const brought = 'file' in body ? { file: new Uint8Array(Buffer.from(body.file, 'base64')) } : body;
      const badge = await bringBadge(ground, fetchGuarded, callerOf(request).personId, brought);
      reply.code(201);
      return badge;
    },
  );

  server.post(
    '/api/v1/claims/:claimId/withdrawal',
    {
      config: { access: claimOwner },
      schema: {
        tags,
        summary: 'Withdraw a claim that is not decided; again changes nothing',
        params: ClaimParams,
        response: { 200: z.object({ withdrawn: z.literal(true) }) },
      },
    },
    async (request) => {
      const by = callerOf(request).personId;
      const { claimId } = request.params;
      await database
        .transaction()
        .execute((transaction) => moveClaim(ground, transaction, { claimId, move: 'withdraw', reason: null, by }));
      return { withdrawn: true as const };
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/claims',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'The desk: claims in a state; what waits the oldest first, what was decided the newest first',
        params: OrganizationParams,
        querystring: Paging.extend({
          state: z.enum(claimStates).default('submitted'),
          programId: z.uuid().optional(),
          q: z.string().trim().max(200).optional().meta({ description: 'Part of the educator’s name' }),
        }),
        response: { 200: z.object({ items: z.array(DeskClaimAnswer), nextCursor: z.string().nullable() }) },
      },
    },
    (request) => listDeskClaims(database, { recognizerId: request.params.organizationId, ...request.query }, clock()),
  );

  server.post(
    '/api/v1/organizations/:organizationId/claims/moves',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'Post, hold or decline claims; holding a posted one takes the posting back. Sent again it does no harm',
        params: OrganizationParams,
        body: z.object({
          claimIds: z.array(z.uuid()).min(1).max(200),
          move: z.enum(['post', 'hold', 'decline']),
          reason: z
            .string()
            .trim()
            .min(1)
            .max(2000)
            .nullable()
            .default(null)
            .meta({ description: 'Needed to hold and decline; the educator reads it' }),
        }),
        response: {
          200: z.object({
            results: z.array(
              z.object({ claimId: z.uuid(), outcome: z.enum(['moved', 'there-already', 'refused']), detail: z.string().nullable() }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const { move, reason, claimIds } = request.body;
      if (move !== 'post' && reason === null) throw reasonNeeded();
      const { organizationId: recognizerId } = request.params;
      return { results: await moveClaims(ground, { recognizerId, claimIds, move, reason, by: callerOf(request).personId }) };
    },
  );
}
