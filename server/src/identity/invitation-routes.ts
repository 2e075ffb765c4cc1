import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { anyone, callerOf, signedIn } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { invite, inviteAgain, withdrawInvitation } from './invite.ts';
import { mailsPerPerson, triesPerNetwork } from './limits.ts';
import { MailedToken } from './mailed-token.ts';
import { invitationsOf, invitationsTo, readInvitation } from './organization-queries.ts';
import { invitedPerson, organizationAdministrator } from './policy.ts';
import { Done, done, Email, RoleNames } from './schemas.ts';

const tags = ['identity'];
const organizationParams = z.object({ organizationId: z.uuid() });
const invitationParams = z.object({ organizationId: z.uuid(), invitationId: z.uuid() });
const State = z.enum(['open', 'accepted', 'withdrawn', 'expired']);
const Invitation = z.object({
  invitationId: z.uuid(),
  organization: z.string(),
  email: z.string(),
  roles: z.array(z.string()),
  invitedBy: z.string().nullable(),
  state: State,
  expiresAt: z.iso.datetime(),
});
const Joined = z.object({ organizationId: z.uuid() });

/** Invitations by e-mail: sent, listed, sent again, withdrawn, accepted. */
export function invitationRoutes(server: Server, ground: Ground): void {
  const { clock, database } = ground;

  server.get(
    '/api/v1/organizations/:organizationId/invitations',
    {
      config: { access: organizationAdministrator },
      schema: {
        tags,
        summary: 'Invitations of an organization, the newest first',
        params: organizationParams,
        querystring: z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }),
        response: {
          200: z.object({
            items: z.array(Invitation.omit({ organization: true }).extend({ sentAt: z.iso.datetime() })),
            nextCursor: z.string().nullable(),
          }),
        },
      },
    },
    ({ params: { organizationId }, query: { cursor, limit } }) => invitationsOf(database, organizationId, clock(), cursor, limit),
  );

  server.post(
    '/api/v1/organizations/:organizationId/invitations',
    {
      config: { access: organizationAdministrator, ...mailsPerPerson },
      schema: {
        tags,
        summary: 'Invite somebody by e-mail',
        params: organizationParams,
        body: z.object({ email: Email, roles: RoleNames.refine((roles) => roles.length > 0, 'takes at least one role') }),
        response: { 201: z.object({ invitationId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const invited = { ...request.params, ...request.body };
      const caller = callerOf(request);
      return reply.code(201).send(await database.transaction().execute((transaction) => invite(ground, transaction, caller, invited)));
    },
  );

  server.post(
    '/api/v1/organizations/:organizationId/invitations/:invitationId/mail',
    {
      config: { access: organizationAdministrator, ...mailsPerPerson },
      schema: { tags, summary: 'Mail an invitation again; it gets another 14 days', params: invitationParams, response: { 200: Done } },
    },
    async ({ params: { organizationId, invitationId } }) => {
      await inviteAgain(ground, organizationId, invitationId);
      return done;
    },
  );

  server.delete(
    '/api/v1/organizations/:organizationId/invitations/:invitationId',
    {
      config: { access: organizationAdministrator },
      schema: { tags, summary: 'Withdraw an invitation', params: invitationParams, response: { 200: Done } },
    },
    async (request) => {
      await withdrawInvitation(ground, callerOf(request), request.params.organizationId, request.params.invitationId);
      return done;
    },
  );

  const tokenParams = z.object({ token: MailedToken });
  server.get(
    '/api/v1/invitations/:token',
    {
      config: { access: anyone, ...triesPerNetwork },
      schema: { tags, summary: 'An invitation, for whoever holds its link', params: tokenParams, response: { 200: Invitation } },
    },
    ({ params: { token } }) => readInvitation(database, token, clock()),
  );

  server.post(
    '/api/v1/invitations/:token/accept',
    {
      config: { access: signedIn, ...triesPerNetwork },
      schema: {
        tags,
        summary: 'Accept an invitation by its link; the invited address becomes a confirmed one of the account',
        params: tokenParams,
        response: { 200: Joined },
      },
    },
    (request) => acceptInvitation(ground, callerOf(request), { token: request.params.token }),
  );

  server.get(
    '/api/v1/account/invitations',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Open invitations to the addresses one has confirmed',
        response: { 200: z.object({ items: z.array(Invitation) }) },
      },
    },
    async (request) => ({ items: await invitationsTo(database, callerOf(request).personId, clock()) }),
  );

  server.post(
    '/api/v1/account/invitations/:invitationId/accept',
    {
      config: { access: invitedPerson },
      schema: {
        tags,
        summary: 'Accept an invitation to a confirmed address',
        params: z.object({ invitationId: z.uuid() }),
        response: { 200: Joined },
      },
    },
    (request) => acceptInvitation(ground, callerOf(request), { invitationId: request.params.invitationId }),
  );
}
