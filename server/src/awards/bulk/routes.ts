import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { awardImporters } from '../policy.ts';
import { OrganizationParams, Paging } from '../schemas.ts';
import { cancelImport } from './cancel-import.ts';
import { orderIssuing } from './order-issuing.ts';
import { importStates, listImports, readImport, rowStates, writeReport } from './queries.ts';
import { uploadImport } from './upload-import.ts';

const tags = ['awards'];
/** Bytes of a file, some 100,000 rows. */
const csvLimit = 20 * 1024 * 1024;
const ImportParams = OrganizationParams.extend({ importId: z.uuid() });
const Import = z.object({
  id: z.uuid(),
  fileName: z.string(),
  rows: z.int(),
  state: z.enum(importStates),
  createdAt: z.date(),
  createdBy: z.string().nullable(),
  finishedAt: z.date().nullable(),
});
const Row = z.object({
  row: z.int().meta({ description: 'As a spreadsheet counts, the header being row 1' }),
  microCredential: z.string(),
  email: z.string(),
  name: z.string(),
  awardedOn: z.string(),
  state: z.enum(rowStates),
  problems: z.array(z.object({ code: z.string(), message: z.string() })),
  awardId: z.uuid().nullable(),
});

/** Earlier awards by CSV: upload, see what is wrong, have them issued, watch. */
export function importRoutes(server: Server, ground: Ground): void {
  const { database } = ground;
  const access = { access: awardImporters };

  void server.register(async (raw) => {
    raw.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    (raw as Server).post(
      '/api/v1/organizations/:organizationId/award-imports',
      {
        bodyLimit: csvLimit,
        config: access,
        schema: {
          tags,
          summary: 'Upload earlier awards (CSV); every row is checked, nothing is issued yet',
          params: OrganizationParams,
          querystring: z.object({ fileName: z.string().trim().min(1).max(200) }),
          consumes: ['text/csv'],
          body: z.string().min(1).meta({ description: 'UTF-8, up to 20 MB and 100,000 rows' }),
          response: { 201: z.object({ importId: z.uuid(), rows: z.int() }) },
        },
      },
      async (request, reply) => {
        const { organizationId } = request.params;
        const { fileName } = request.query;
        const uploaded = await uploadImport(ground, { organizationId, fileName, csv: request.body, by: callerOf(request).personId });
        reply.code(201);
        return uploaded;
      },
    );
  });

  server.get(
    '/api/v1/organizations/:organizationId/award-imports',
    {
      config: access,
      schema: {
        tags,
        summary: 'Files of earlier awards, newest first',
        params: OrganizationParams,
        querystring: Paging,
        response: { 200: z.object({ items: z.array(Import.meta({ id: 'AwardImport' })), nextCursor: z.string().nullable() }) },
      },
    },
    (request) => listImports(database, request.params.organizationId, request.query),
  );

  server.get(
    '/api/v1/organizations/:organizationId/award-imports/:importId',
    {
      config: access,
      schema: {
        tags,
        summary: 'How far an import is, and its rows in the order of the file',
        params: ImportParams,
        querystring: z.object({
          cursor: z.coerce.number().int().min(0).max(1_000_000).default(0).meta({ description: 'The last row of the page before' }),
          limit: z.coerce.number().int().min(1).max(100).default(50),
          state: z.enum(rowStates).optional(),
        }),
        response: {
          200: Import.extend({
            progress: z.object({ unchecked: z.int(), good: z.int(), bad: z.int(), waiting: z.int(), issued: z.int() }),
            items: z.array(Row),
            nextCursor: z.int().nullable(),
          }).meta({ id: 'AwardImportDetail' }),
        },
      },
    },
    ({ params, query }) => readImport(database, params.organizationId, params.importId, { ...query, after: query.cursor }),
  );

  server.get(
    '/api/v1/organizations/:organizationId/award-imports/:importId/report.csv',
    {
      config: access,
      schema: {
        tags,
        summary: 'What became of each row, as a file',
        params: ImportParams,
        querystring: z.object({ state: z.enum(rowStates).optional() }),
        produces: ['text/csv'],
        response: { 200: z.string() },
      },
    },
    async ({ params, query }, reply) => {
      const report = await writeReport(database, params.organizationId, params.importId, query.state);
      const name = query.state ? `earlier-awards-${query.state}.csv` : 'earlier-awards.csv';
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Readable.from(report) as unknown as string);
    },
  );

  server.post(
    '/api/v1/organizations/:organizationId/award-imports/:importId/cancellation',
    {
      config: access,
      schema: {
        tags,
        summary: 'Issue nothing more from an import; what is issued stays. Again changes nothing',
        params: ImportParams,
        response: { 200: z.object({ cancelled: z.literal(true) }) },
      },
    },
    async (request) => {
      await cancelImport(ground, { ...request.params, by: callerOf(request).personId });
      return { cancelled: true as const };
    },
  );

  server.post(
    '/api/v1/organizations/:organizationId/award-imports/:importId/issue',
    {
      config: access,
      schema: {
        tags,
        summary: 'Issue the good rows of a checked import; again changes nothing',
        params: ImportParams,
        body: z.object({ skipBad: z.boolean().default(false).meta({ description: 'Issue although some rows are not good' }) }),
        response: { 202: z.object({ ordered: z.literal(true) }) },
      },
    },
    async (request, reply) => {
      const { organizationId, importId } = request.params;
      await orderIssuing(ground, { organizationId, importId, skipBad: request.body.skipBad, by: callerOf(request).personId });
      reply.code(202);
      return { ordered: true as const };
    },
  );
}
