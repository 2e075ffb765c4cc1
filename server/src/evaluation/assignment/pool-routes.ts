import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { leadsOfOrganization } from '../policy.ts';
import { inviteCandidate } from './invite-candidate.ts';
import { candidatesFor, changePool, poolOf } from './pool.ts';

const tags = ['evaluation'];
const Organization = z.object({ organizationId: z.uuid() });
const Person = Organization.extend({ personId: z.uuid() });
const Done = z.object({ done: z.literal(true) });

/** Who evaluates for an issuer. */
export function poolRoutes(server: Server, ground: Ground): void {
  const { database } = ground;

  server.get(
    '/api/v1/organizations/:organizationId/evaluators',
    {
      config: { access: leadsOfOrganization },
      schema: {
        tags,
        summary: 'Evaluators and leads with their load (up to 500)',
        params: Organization,
        response: {
          200: z.object({
            items: z.array(
              z.object({
                personId: z.uuid(),
                name: z.string(),
                isLead: z.boolean(),
                capacity: z.int(),
                awayUntil: z.string().nullable(),
                inHand: z.int(),
                assigned: z.int(),
                decided: z.int().meta({ description: 'In the last 30 days' }),
                namedFor: z.array(z.uuid()),
              }),
            ),
          }),
        },
      },
    },
    async ({ params }) => ({ items: await poolOf(database, params.organizationId) }),
  );

  server.put(
    '/api/v1/organizations/:organizationId/evaluators/:personId',
    {
      config: { access: leadsOfOrganization },
      schema: {
        tags,
        summary: 'How much an evaluator carries, from when, and for which micro-credentials by name',
        params: Person,
        body: z.object({
          capacity: z.int().min(1).max(100),
          awayUntil: z.iso.date().nullable().meta({ description: 'In the organization’s time zone' }),
          namedFor: z.array(z.uuid()).max(500),
        }),
        response: { 200: Done },
      },
    },
    async (request) => {
      const { organizationId: issuerId, personId } = request.params;
      await changePool(database, { ...request.body, issuerId, personId, by: callerOf(request).personId });
      return { done: true as const };
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/evaluator-candidates',
    {
      config: { access: leadsOfOrganization },
      schema: {
        tags,
        summary: 'Educators who hold a micro-credential and may be invited to evaluate it (up to 100)',
        params: Organization,
        querystring: z.object({ microCredentialId: z.uuid() }),
        response: { 200: z.object({ items: z.array(z.object({ personId: z.uuid(), name: z.string(), awardedAt: z.date() })) }) },
      },
    },
    async ({ params, query }) => ({ items: await candidatesFor(database, params.organizationId, query.microCredentialId) }),
  );

  server.post(
    '/api/v1/organizations/:organizationId/evaluator-candidates/:personId/invitation',
    {
      config: { access: leadsOfOrganization },
      schema: {
        tags,
        summary: 'Invite a holder of a micro-credential to evaluate it',
        params: Person,
        body: z.object({ microCredentialId: z.uuid() }),
        response: { 200: Done },
      },
    },
    async (request) => {
      const { organizationId: issuerId, personId } = request.params;
      await inviteCandidate(ground, {
        issuerId,
        personId,
        microCredentialId: request.body.microCredentialId,
        by: callerOf(request).personId,
      });
      return { done: true as const };
    },
  );
}
