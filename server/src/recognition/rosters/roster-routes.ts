import multipart from '@fastify/multipart';
import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { humanResources, recognitionAdministrators } from '../policy.ts';
import { findRecognizer } from '../recognizer.ts';
import { steps } from './apply-import.ts';
import { orderInvitations } from './invite-waiting.ts';
import { kinds } from './one-roster/standard.ts';
import { discardImport, orderApplying, orderUndoing } from './order-work.ts';
import { withFiles } from './receive-files.ts';
import {
  actions,
  importStates,
  listChanges,
  listImports,
  listProblems,
  matchings,
  readImport,
  readRoster,
  writeProblems,
} from './roster-queries.ts';
import { stagePackage } from './stage-package.ts';

const tags = ['rosters'];
const OrganizationParams = z.object({ organizationId: z.uuid() });
const ImportParams = OrganizationParams.extend({ importId: z.uuid() });
const Mode = z.enum(['bulk', 'delta']);
const Place = z.coerce.number().int().min(0).max(10_000_000).default(0).meta({ description: 'Where the page before ended' });
const Limit = z.coerce.number().int().min(1).max(100).default(50);

const Import = z
  .object({
    id: z.uuid(),
    fileNames: z.array(z.string()),
    source: z.string().nullable().meta({ description: 'The system that wrote the files' }),
    modes: z.partialRecord(z.enum(kinds), Mode),
    state: z.enum(importStates),
    rows: z.int().meta({ description: 'Rows about schools and those who work there' }),
    problems: z.int(),
    progress: z.object({ step: z.enum(steps), done: z.int(), total: z.int() }).nullable(),
    createdAt: z.date(),
    createdBy: z.string().nullable(),
    appliedAt: z.date().nullable(),
    appliedBy: z.string().nullable(),
    undoneAt: z.date().nullable(),
    undoneBy: z.string().nullable(),
    stands: z.boolean().meta({ description: 'Whether it is the last one applied, which can be undone' }),
  })
  .meta({ id: 'RosterImport' });

/** Rosters: files in, what they change, applied, undone. */
export function rosterRoutes(server: Server, ground: Ground): void {
  const { database } = ground;
  void server.register(multipart);

  server.get(
    '/api/v1/organizations/:organizationId/roster',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'How many are in the roster, and how many of them have no account here yet',
        params: OrganizationParams,
        response: { 200: z.object({ organizations: z.int(), people: z.int(), waiting: z.int() }) },
      },
    },
    async ({ params }) => {
      const { id } = await findRecognizer(database, params.organizationId);
      return readRoster(database, id);
    },
  );

  server.post(
    '/api/v1/organizations/:organizationId/roster/invitations',
    {
      config: { access: recognitionAdministrators },
      schema: {
        tags,
        summary: 'Invite by e-mail who is in the roster and has no account here yet; nobody twice within two weeks',
        params: OrganizationParams,
        response: { 202: z.object({ waiting: z.int() }) },
      },
    },
    async (request, reply) => {
      const by = callerOf(request).personId;
      const { id: recognizerId } = await findRecognizer(database, request.params.organizationId);
      reply.code(202);
      return orderInvitations(ground, { recognizerId, by });
    },
  );

  server.post(
    '/api/v1/organizations/:organizationId/roster-imports',
    {
      config: { access: recognitionAdministrators },
      schema: {
        tags,
        summary: 'Send a roster (OneRoster 1.2 CSV), as a ZIP archive or file by file; it is compared, and nothing is changed yet',
        description: 'multipart/form-data with one ZIP archive, or with manifest.csv, orgs.csv, users.csv and roles.csv',
        consumes: ['multipart/form-data'],
        params: OrganizationParams,
        querystring: z.object({ mode: Mode.default('bulk').meta({ description: 'How files without a manifest are meant' }) }),
        response: { 201: z.object({ importId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const by = callerOf(request).personId;
      const { id: recognizerId } = await findRecognizer(database, request.params.organizationId);
      const staged = await withFiles(request, (files) => stagePackage(ground, { recognizerId, files, mode: request.query.mode, by }));
      reply.code(201);
      return staged;
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/roster-imports',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'Imports of rosters, the newest first',
        params: OrganizationParams,
        querystring: z.object({ cursor: z.uuid().optional(), limit: Limit }),
        response: { 200: z.object({ items: z.array(Import), nextCursor: z.string().nullable() }) },
      },
    },
    ({ params, query }) => listImports(database, params.organizationId, query),
  );

  server.get(
    '/api/v1/organizations/:organizationId/roster-imports/:importId',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'An import: how far it is, and how much it changes',
        params: ImportParams,
        response: {
          200: Import.extend({
            counts: z.array(z.object({ kind: z.enum(kinds), action: z.enum(actions), count: z.int() })),
            waiting: z.int().meta({ description: 'Of the people it brings, those without an account here' }),
          }).meta({ id: 'RosterImportDetail' }),
        },
      },
    },
    ({ params }) => readImport(database, { recognizerId: params.organizationId, importId: params.importId }),
  );

  server.get(
    '/api/v1/organizations/:organizationId/roster-imports/:importId/changes',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'What an import adds, changes and ends, field by field',
        params: ImportParams,
        querystring: z.object({ kind: z.enum(kinds).optional(), action: z.enum(actions).optional(), cursor: Place, limit: Limit }),
        response: {
          200: z.object({
            items: z.array(
              z
                .object({
                  position: z.int(),
                  kind: z.enum(kinds),
                  action: z.enum(actions),
                  sourcedId: z.string(),
                  title: z.string(),
                  at: z.string().nullable(),
                  matchedBy: z.enum(matchings).nullable(),
                  account: z.string().nullable(),
                  differences: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
                  keeps: z.array(z.string()).meta({ description: 'Roles given by hand that stay' }),
                })
                .meta({ id: 'RosterChange' }),
            ),
            nextCursor: z.int().nullable(),
          }),
        },
      },
    },
    ({ params, query }) => listChanges(database, { recognizerId: params.organizationId, importId: params.importId, ...query }),
  );

  server.get(
    '/api/v1/organizations/:organizationId/roster-imports/:importId/problems',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'What is wrong with an import, by file and row; the first 1,000',
        params: ImportParams,
        querystring: z.object({ cursor: Place, limit: Limit }),
        response: {
          200: z.object({
            items: z.array(
              z
                .object({
                  number: z.int(),
                  file: z.string(),
                  row: z.int().nullable(),
                  column: z.string(),
                  code: z.string(),
                  message: z.string(),
                })
                .meta({ id: 'RosterProblem' }),
            ),
            nextCursor: z.int().nullable(),
          }),
        },
      },
    },
    ({ params, query }) => listProblems(database, { recognizerId: params.organizationId, importId: params.importId, ...query }),
  );

  server.get(
    '/api/v1/organizations/:organizationId/roster-imports/:importId/problems.csv',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'The same as a file',
        params: ImportParams,
        produces: ['text/csv'],
        response: { 200: z.string() },
      },
    },
    async ({ params }, reply) => {
      const content = await writeProblems(database, { recognizerId: params.organizationId, importId: params.importId });
      void reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="roster-problems.csv"');
      return content;
    },
  );

  const ordered = z.object({ ordered: z.literal(true) });
  server.post(
    '/api/v1/organizations/:organizationId/roster-imports/:importId/application',
    {
      config: { access: recognitionAdministrators },
      schema: {
        tags,
        summary: 'Apply an import, all of it or nothing; again changes nothing',
        params: ImportParams,
        response: { 202: ordered },
      },
    },
    async (request, reply) => {
      const { organizationId: recognizerId, importId } = request.params;
      await orderApplying(ground, { recognizerId, importId, by: callerOf(request).personId });
      reply.code(202);
      return { ordered: true as const };
    },
  );

  server.post(
    '/api/v1/organizations/:organizationId/roster-imports/:importId/undo',
    {
      config: { access: recognitionAdministrators },
      schema: {
        tags,
        summary: 'Take the last applied import back; again changes nothing',
        params: ImportParams,
        response: { 202: ordered },
      },
    },
    async (request, reply) => {
      const { organizationId: recognizerId, importId } = request.params;
      await orderUndoing(ground, { recognizerId, importId, by: callerOf(request).personId });
      reply.code(202);
      return { ordered: true as const };
    },
  );

  server.delete(
    '/api/v1/organizations/:organizationId/roster-imports/:importId',
    {
      config: { access: recognitionAdministrators },
      schema: {
        tags,
        summary: 'Let go of an import that was not applied',
        params: ImportParams,
        response: { 200: z.object({ discarded: z.literal(true) }) },
      },
    },
    async ({ params }) => {
      await discardImport(ground, { recognizerId: params.organizationId, importId: params.importId });
      return { discarded: true as const };
    },
  );
}
