import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf, hasRole, signedIn } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { actAsAuthor, decideCase, submitCase, undoDecision } from './act-on-case.ts';
import { caseStates } from './case-states.ts';
import { decideCases } from './decide-cases.ts';
import { listDeskCases, listOwnCases } from './list-cases.ts';
import { approvingRoles, caseApprover, caseManager, caseMember, caseReader, reviewersDesk } from './policy.ts';
import { lineProgress, readCase } from './read-case.ts';
import { beginCase, saveCase, saveLines } from './write-case.ts';

const tags = ['pre-approval'];
const CaseParams = z.object({ preApprovalId: z.uuid() });
const Paging = z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(25) });
const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;
const State = z.enum(caseStates);
const Named = z.object({ id: z.uuid(), name: z.string() });
const EntryIds = z.array(z.string().max(100)).max(500);
const Text = z.string().max(10_000);
const Reason = z.string().trim().min(1).max(4000).nullable().default(null);

const ListedAnswer = z
  .object({
    id: z.uuid(),
    state: State,
    program: Named,
    educator: Named,
    group: Named.nullable(),
    members: z.int(),
    lines: z.int(),
    titles: z.array(z.string()).meta({ description: 'What is asked for, at most three titles' }),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
    waitsFor: z.string().nullable(),
    since: z.date(),
  })
  .meta({ id: 'ListedPreApproval' });
const ListAnswer = z.object({ items: z.array(ListedAnswer), nextCursor: z.string().nullable() });

const CaseText = z.object({
  rationale: Text,
  studentEffect: Text,
  missionFit: Text,
  startsOn: z.iso.date().nullable(),
  endsOn: z.iso.date().nullable(),
  proposed: EntryIds.default([]).meta({ description: 'What a group’s leader proposes: members’ own lines begin with these' }),
});

const CaseAnswer = z
  .object({
    id: z.uuid(),
    state: State,
    program: Named.extend({ slug: z.string(), mission: z.string() }),
    recognizer: Named.extend({ slug: z.string(), timezone: z.string() }),
    educator: Named,
    group: Named.extend({ people: z.array(Named.extend({ leads: z.boolean() })), min: z.int(), max: z.int() }).nullable(),
    text: CaseText,
    revision: z.int(),
    members: z.array(
      z.object({
        educatorId: z.uuid(),
        name: z.string(),
        note: z.string(),
        lines: z.array(
          z.object({
            entryId: z.string(),
            title: z.string(),
            difficulty: z.int().nullable(),
            microCredentialSlug: z.string().nullable(),
            progress: z.enum(lineProgress),
          }),
        ),
      }),
    ),
    approvers: z.array(z.object({ title: z.string(), role: z.string(), state: z.enum(['done', 'turn', 'later']) })),
    record: z.array(
      z.object({
        number: z.int(),
        act: z.enum(['submit', 'approve', 'ask-back', 'decline', 'revise', 'withdraw', 'undo']),
        state: State,
        reason: z.string().nullable(),
        by: Named,
        at: z.date(),
      }),
    ),
    grantedAt: z.date().nullable(),
    missing: z.array(z.object({ path: z.string(), message: z.string() })),
    mine: z.object({ manages: z.boolean(), takesPart: z.boolean(), decides: z.boolean(), canUndo: z.boolean() }),
  })
  .meta({ id: 'PreApproval' });

/** Requests for pre-approval: writing, the group's lines, the reviewers' desk. */
export function preApprovalRoutes(server: Server, ground: Ground): void {
  const { database, clock } = ground;

  server.post(
    '/api/v1/programs/:programId/pre-approvals',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Begin a request, of one’s own or of a group one leads; a draft under way is answered again',
        params: z.object({ programId: z.uuid() }),
        body: z.object({ groupId: z.uuid().nullable().default(null) }),
        response: { 201: z.object({ preApprovalId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { programId } = request.params;
      const educatorId = callerOf(request).personId;
      const { groupId } = request.body;
      const preApprovalId = await database
        .transaction()
        .execute((transaction) => beginCase(ground, transaction, { programId, educatorId, groupId }));
      reply.code(201);
      return { preApprovalId };
    },
  );

  server.get(
    '/api/v1/pre-approvals',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'My requests and those of my groups, the newest first',
        querystring: Paging.extend({ programId: z.uuid().optional() }),
        response: { 200: ListAnswer },
      },
    },
    (request) => listOwnCases(database, { personId: callerOf(request).personId, ...request.query }),
  );

  server.get(
    '/api/v1/pre-approvals/:preApprovalId',
    {
      config: { access: caseReader },
      schema: { tags, summary: 'A request with its lines, approvers and record', params: CaseParams, response: { 200: CaseAnswer } },
    },
    (request) => readCase(database, request.params.preApprovalId, callerOf(request), clock()),
  );

  server.put(
    '/api/v1/pre-approvals/:preApprovalId/text',
    {
      config: { access: caseManager },
      schema: {
        tags,
        summary: 'Keep what was typed',
        params: CaseParams,
        body: z.object({ revision: z.int().min(1).meta({ description: 'The revision it was edited from' }), text: CaseText }),
        response: { 200: z.object({ revision: z.int() }) },
      },
    },
    (request) => database.transaction().execute((transaction) => saveCase(ground, transaction, { ...request.params, ...request.body })),
  );

  server.put(
    '/api/v1/pre-approvals/:preApprovalId/lines',
    {
      config: { access: caseMember },
      schema: {
        tags,
        summary: 'Choose what I want to earn under it; nothing chosen and no note takes me out',
        params: CaseParams,
        body: z.object({ entryIds: EntryIds, note: z.string().trim().max(2000).default('') }),
        response: { 200: Done },
      },
    },
    async (request) => {
      const educatorId = callerOf(request).personId;
      await database
        .transaction()
        .execute((transaction) => saveLines(ground, transaction, { ...request.params, ...request.body, educatorId }));
      return done;
    },
  );

  server.post(
    '/api/v1/pre-approvals/:preApprovalId/submission',
    {
      config: { access: caseManager },
      schema: { tags, summary: 'Hand it to its approvers', params: CaseParams, response: { 200: Done } },
    },
    async (request) => {
      const by = callerOf(request).personId;
      await database.transaction().execute((transaction) => submitCase(ground, transaction, { ...request.params, by }));
      return done;
    },
  );

  server.post(
    '/api/v1/pre-approvals/:preApprovalId/withdrawal',
    {
      config: { access: caseManager },
      schema: { tags, summary: 'Withdraw it, before it is approved; again changes nothing', params: CaseParams, response: { 200: Done } },
    },
    async (request) => {
      const by = callerOf(request).personId;
      await database.transaction().execute((transaction) => actAsAuthor(ground, transaction, { ...request.params, act: 'withdraw', by }));
      return done;
    },
  );

  server.post(
    '/api/v1/pre-approvals/:preApprovalId/revision',
    {
      config: { access: caseManager },
      schema: {
        tags,
        summary: 'Take a declined request up again, with everything that was written',
        params: CaseParams,
        response: { 200: Done },
      },
    },
    async (request) => {
      const by = callerOf(request).personId;
      await database.transaction().execute((transaction) => actAsAuthor(ground, transaction, { ...request.params, act: 'revise', by }));
      return done;
    },
  );

  server.post(
    '/api/v1/pre-approvals/:preApprovalId/decisions',
    {
      config: { access: caseApprover },
      schema: {
        tags,
        summary: 'Approve, ask back or decline as the approver whose turn it is',
        params: CaseParams,
        body: z.object({
          act: z.enum(['approve', 'ask-back', 'decline']),
          reason: Reason.meta({ description: 'Needed to ask back and to decline; whoever asked reads it' }),
          number: z.int().min(1).nullable().default(null).meta({ description: 'The newest step of the record that was read' }),
        }),
        response: { 200: Done },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await database
        .transaction()
        .execute((transaction) => decideCase(ground, transaction, { ...request.params, ...request.body, caller }));
      return done;
    },
  );

  server.delete(
    '/api/v1/pre-approvals/:preApprovalId/decisions/newest',
    {
      config: { access: caseApprover },
      schema: {
        tags,
        summary: 'Take my decision back, within two minutes and while nothing followed',
        params: CaseParams,
        response: { 200: Done },
      },
    },
    async (request) => {
      const by = callerOf(request).personId;
      await database.transaction().execute((transaction) => undoDecision(ground, transaction, { ...request.params, by }));
      return done;
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/pre-approvals',
    {
      config: { access: reviewersDesk },
      schema: {
        tags,
        summary: 'The reviewers’ desk of a recognizing entity or a school',
        params: z.object({ organizationId: z.uuid() }),
        querystring: Paging.extend({
          state: z.enum(['submitted', 'asked-back', 'approved', 'declined', 'withdrawn']).default('submitted'),
          mine: z.enum(['true', 'false']).default('false').meta({ description: 'Only those that wait for me' }),
          programId: z.uuid().optional(),
          q: z.string().trim().max(200).optional().meta({ description: 'Part of the educator’s or the group’s name' }),
        }),
        response: { 200: ListAnswer },
      },
    },
    (request) => {
      const caller = callerOf(request);
      const { organizationId } = request.params;
      const { mine, ...query } = request.query;
      const roles = approvingRoles.filter((role) => hasRole(caller, organizationId.toLowerCase(), [role]));
      return listDeskCases(database, { organizationId, personId: caller.personId, roles: mine === 'true' ? roles : null, ...query });
    },
  );

  server.post(
    '/api/v1/pre-approvals/decisions',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Approve, ask back or decline several at once; of each is told what became of it',
        body: z.object({
          preApprovalIds: z.array(z.uuid()).min(1).max(100),
          act: z.enum(['approve', 'ask-back', 'decline']),
          reason: Reason.meta({ description: 'Needed to ask back and to decline; everybody who asked reads it' }),
        }),
        response: {
          200: z.object({
            results: z.array(z.object({ preApprovalId: z.uuid(), outcome: z.enum(['decided', 'refused']), detail: z.string().nullable() })),
          }),
        },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { preApprovalIds, ...decision } = request.body;
      const readable = new Set<string>();
      for (const preApprovalId of preApprovalIds)
        if ((await caseApprover.decide({ caller, params: { preApprovalId }, database })) === 'allow')
          readable.add(preApprovalId.toLowerCase());
      return { results: await decideCases(ground, { preApprovalIds, ...decision, readable, caller }) };
    },
  );
}
