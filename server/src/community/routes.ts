import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { anyone, callerOf, signedIn } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { announce, removeAnnouncement } from './announce.ts';
import { changeGroupRole, changeOwnChoices, leaveGroup } from './change-membership.ts';
import { changeGroup, closeGroup, formGroup } from './form-group.ts';
import { InvitationKey } from './invitation-key.ts';
import { inviteByMail, makeLink, revokeInvitation } from './invite-to-group.ts';
import { joinGroup, readInvitation } from './join-group.ts';
import { groupGuide, groupGuideOrOneself, groupPerson } from './policy.ts';
import { listAnnouncements, listInvitations, listMyGroups, readBoard, readGroup } from './queries.ts';
import {
  AnnouncementAnswer,
  BoardAnswer,
  Done,
  done,
  GroupAnswer,
  GroupBody,
  GroupInvitationAnswer,
  GroupParams,
  InvitationAnswer,
  ListedGroupAnswer,
  NewGroupBody,
  Paging,
  Role,
} from './schemas.ts';

const tags = ['groups'];
/** What works with a secret link: guessing is hopeless, load is what is limited. */
const triesPerNetwork = { rateLimit: { max: 120, timeWindow: '1 minute' } };
const MemberParams = GroupParams.extend({ personId: z.uuid() });

/** Groups: forming, ways in, people, board, announcements. */
export function communityRoutes(server: Server, ground: Ground): void {
  groupRoutes(server, ground);
  peopleRoutes(server, ground);
  invitationRoutes(server, ground);
  announcementRoutes(server, ground);
}

function groupRoutes(server: Server, ground: Ground): void {
  const { database } = ground;
  server.get(
    '/api/v1/groups',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'My groups, the newest first',
        querystring: Paging,
        response: { 200: z.object({ items: z.array(ListedGroupAnswer), nextCursor: z.uuid().nullable() }) },
      },
    },
    (request) => listMyGroups(database, callerOf(request).personId, request.query),
  );
  server.post(
    '/api/v1/groups',
    {
      config: { access: signedIn },
      schema: { tags, summary: 'Form a group', body: NewGroupBody, response: { 201: z.object({ groupId: z.uuid() }) } },
    },
    async (request, reply) => reply.code(201).send(await formGroup(ground, callerOf(request), request.body)),
  );
  server.get(
    '/api/v1/groups/:groupId',
    {
      config: { access: groupPerson },
      schema: { tags, summary: 'A group with its people', params: GroupParams, response: { 200: GroupAnswer } },
    },
    (request) => readGroup(database, request.params.groupId, callerOf(request).personId),
  );
  server.put(
    '/api/v1/groups/:groupId',
    {
      config: { access: groupGuide },
      schema: { tags, summary: 'Change what the group is', params: GroupParams, body: GroupBody, response: { 200: Done } },
    },
    async ({ params, body }) => {
      await changeGroup(ground, params.groupId, body);
      return done;
    },
  );
  server.post(
    '/api/v1/groups/:groupId/closing',
    { config: { access: groupGuide }, schema: { tags, summary: 'Close the group', params: GroupParams, response: { 200: Done } } },
    async ({ params }) => {
      await closeGroup(ground, params.groupId);
      return done;
    },
  );
  server.get(
    '/api/v1/groups/:groupId/board',
    {
      config: { access: groupPerson },
      schema: { tags, summary: 'How far those who share it have come', params: GroupParams, response: { 200: BoardAnswer } },
    },
    ({ params }) => readBoard(database, params.groupId),
  );
}

function peopleRoutes(server: Server, ground: Ground): void {
  server.put(
    '/api/v1/groups/:groupId/people/:personId/role',
    {
      config: { access: groupGuide },
      schema: {
        tags,
        summary: 'Change a role in the group',
        params: MemberParams,
        body: z.object({ role: Role }),
        response: { 200: Done },
      },
    },
    async ({ params, body }) => {
      await changeGroupRole(ground, { ...params, ...body });
      return done;
    },
  );
  server.delete(
    '/api/v1/groups/:groupId/people/:personId',
    {
      config: { access: groupGuideOrOneself },
      schema: { tags, summary: 'Leave the group, or remove somebody', params: MemberParams, response: { 200: Done } },
    },
    async ({ params }) => {
      await leaveGroup(ground, params.groupId, params.personId);
      return done;
    },
  );
  server.put(
    '/api/v1/groups/:groupId/choices',
    {
      config: { access: groupPerson },
      schema: {
        tags,
        summary: 'Change my consent to the board, and whether announcements come by mail',
        params: GroupParams,
        body: z.object({ sharesProgress: z.boolean(), announcementsByMail: z.boolean() }),
        response: { 200: Done },
      },
    },
    async (request) => {
      await changeOwnChoices(ground, request.params.groupId, callerOf(request).personId, request.body);
      return done;
    },
  );
}

function invitationRoutes(server: Server, ground: Ground): void {
  server.get(
    '/api/v1/groups/:groupId/invitations',
    {
      config: { access: groupGuide },
      schema: {
        tags,
        summary: 'Links and invitations that are open',
        params: GroupParams,
        response: { 200: z.object({ items: z.array(InvitationAnswer) }) },
      },
    },
    async ({ params }) => ({ items: await listInvitations(ground, params.groupId) }),
  );
  server.post(
    '/api/v1/groups/:groupId/links',
    {
      config: { access: groupGuide },
      schema: {
        tags,
        summary: 'Make a link that lets in whoever holds it',
        params: GroupParams,
        body: z.object({ days: z.int().min(1).max(90) }),
        response: { 201: z.object({ invitationId: z.uuid(), link: z.string() }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await makeLink(ground, { ...request.params, ...request.body, personId: callerOf(request).personId })),
  );
  server.post(
    '/api/v1/groups/:groupId/invitations',
    {
      config: { access: groupGuide, ...triesPerNetwork },
      schema: {
        tags,
        summary: 'Invite an address by mail',
        params: GroupParams,
        body: z.object({ email: z.email().max(254).toLowerCase(), role: Role }),
        response: { 201: z.object({ invitationId: z.uuid() }) },
      },
    },
    async (request, reply) => reply.code(201).send(await inviteByMail(ground, callerOf(request), { ...request.params, ...request.body })),
  );
  server.delete(
    '/api/v1/groups/:groupId/invitations/:groupInvitationId',
    {
      config: { access: groupGuide },
      schema: {
        tags,
        summary: 'Withdraw a link or an invitation',
        params: GroupParams.extend({ groupInvitationId: z.uuid() }),
        response: { 200: Done },
      },
    },
    async ({ params }) => {
      await revokeInvitation(ground, params.groupId, params.groupInvitationId);
      return done;
    },
  );
  const KeyParams = z.object({ key: InvitationKey });
  server.get(
    '/api/v1/group-invitations/:key',
    {
      config: { access: anyone, ...triesPerNetwork },
      schema: {
        tags,
        summary: 'What an invitation is to, for whoever holds its link',
        params: KeyParams,
        response: { 200: GroupInvitationAnswer },
      },
    },
    (request) => readInvitation(ground, request.params.key, request.caller?.personId ?? null),
  );
  server.post(
    '/api/v1/group-invitations/:key/joining',
    {
      config: { access: signedIn, ...triesPerNetwork },
      schema: {
        tags,
        summary: 'Join the group',
        params: KeyParams,
        body: z.object({ sharesProgress: z.boolean() }),
        response: { 200: z.object({ groupId: z.uuid() }) },
      },
    },
    (request) => joinGroup(ground, { ...request.params, ...request.body, personId: callerOf(request).personId }),
  );
}

function announcementRoutes(server: Server, ground: Ground): void {
  server.get(
    '/api/v1/groups/:groupId/announcements',
    {
      config: { access: groupPerson },
      schema: {
        tags,
        summary: 'Announcements, the newest first',
        params: GroupParams,
        querystring: Paging,
        response: { 200: z.object({ items: z.array(AnnouncementAnswer), nextCursor: z.uuid().nullable() }) },
      },
    },
    ({ params, query }) => listAnnouncements(ground.database, params.groupId, query),
  );
  server.post(
    '/api/v1/groups/:groupId/announcements',
    {
      config: { access: groupGuide },
      schema: {
        tags,
        summary: 'Say something to the group',
        params: GroupParams,
        body: z.object({ text: z.string().trim().min(1).max(5000) }),
        response: { 201: z.object({ announcementId: z.uuid() }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await announce(ground, { ...request.params, ...request.body, personId: callerOf(request).personId })),
  );
  server.delete(
    '/api/v1/groups/:groupId/announcements/:announcementId',
    {
      config: { access: groupGuide },
      schema: {
        tags,
        summary: 'Take an announcement away',
        params: GroupParams.extend({ announcementId: z.uuid() }),
        response: { 200: Done },
      },
    },
    async ({ params }) => {
      await removeAnnouncement(ground, params.groupId, params.announcementId);
      return done;
    },
  );
}
