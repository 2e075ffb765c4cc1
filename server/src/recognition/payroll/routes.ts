import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { closingKeepers, humanResources, importKeepers, recognitionAdministrators } from '../policy.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';
import { closePeriod, listClosings } from './close-period.ts';
import { exportPayroll, readMapping, saveMapping } from './export-payroll.ts';
import { importBalances, listImports, readBalances, withdrawImport } from './import-balances.ts';
import { PayrollMapping } from './mapping.ts';

const tags = ['payroll'];
const OrganizationParams = z.object({ organizationId: z.uuid() });
const ClosingParams = z.object({ closingId: z.uuid() });
const Sums = z.array(z.object({ kind: z.string(), unit: z.string(), amount: z.string(), entries: z.int() }));
/** Bytes of a file of starting balances, some 100,000 rows. */
const csvLimit = 12 * 1024 * 1024;
const BalancesFile = z.object({ fileName: z.string().trim().min(1).max(200), csv: z.string().min(1).max(csvLimit) });

/** Closing periods, payroll files, starting balances. */
export function payrollRoutes(server: Server, ground: Ground): void {
  const { database, clock } = ground;

  server.get(
    '/api/v1/organizations/:organizationId/closings',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'Closed periods, the newest first, and what the next one would take today',
        params: OrganizationParams,
        querystring: z.object({
          endsOn: z.iso
            .date()
            .optional()
            .meta({ description: 'The last day of the next one, to see what it would take; today unless given' }),
          cursor: z.coerce.number().int().min(1).optional().meta({ description: '`nextCursor` of the page before' }),
          limit: z.coerce.number().int().min(1).max(100).default(24),
        }),
        response: {
          200: z.object({
            items: z.array(
              z
                .object({
                  id: z.uuid(),
                  number: z.int(),
                  endsOn: z.string(),
                  closedAt: z.date(),
                  closedBy: z.string().nullable(),
                  entries: z.int(),
                  totals: Sums,
                })
                .meta({ id: 'Closing' }),
            ),
            nextCursor: z.int().nullable(),
            open: Sums,
          }),
        },
      },
    },
    async (request) => {
      const { id, timezone } = await findRecognizer(database, request.params.organizationId);
      const { endsOn, cursor, limit } = request.query;
      return listClosings(database, { recognizerId: id, until: endsOn ?? dateIn(timezone, clock()), cursor, limit });
    },
  );

  server.post(
    '/api/v1/organizations/:organizationId/closings',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'Close the pay period that ends on a day; closing it twice is refused',
        params: OrganizationParams,
        body: z.object({ endsOn: z.iso.date() }),
        response: { 201: z.object({ closingId: z.uuid(), number: z.int(), entries: z.int() }) },
      },
    },
    async (request, reply) => {
      const by = callerOf(request).personId;
      const { organizationId: recognizerId } = request.params;
      reply.code(201);
      return database
        .transaction()
        .execute((transaction) => closePeriod(ground, transaction, { recognizerId, endsOn: request.body.endsOn, by }));
    },
  );

  server.post(
    '/api/v1/closings/:closingId/payroll',
    {
      config: { access: closingKeepers },
      schema: {
        tags,
        summary: 'Make the payroll file of a closing; made again by the same columns it is the same file',
        params: ClosingParams,
        response: {
          200: z.object({
            fileName: z.string(),
            sha256: z.string(),
            rows: z.int(),
            totals: Sums.meta({ description: 'Control totals' }),
            leftOut: Sums.meta({ description: 'What the closing took that is of no kind that goes to payroll' }),
          }),
        },
      },
    },
    async (request) => {
      const by = callerOf(request).personId;
      const {
        id: _,
        content: _content,
        ...made
      } = await database.transaction().execute((transaction) => exportPayroll(transaction, { closingId: request.params.closingId, by }));
      return made;
    },
  );

  server.get(
    '/api/v1/closings/:closingId/payroll.csv',
    {
      config: { access: closingKeepers },
      schema: { tags, summary: 'The payroll file itself', params: ClosingParams },
    },
    async (request, reply) => {
      const by = callerOf(request).personId;
      const { content, fileName, sha256 } = await database
        .transaction()
        .execute((transaction) => exportPayroll(transaction, { closingId: request.params.closingId, by }));
      return reply
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .header('x-content-sha256', sha256)
        .type('text/csv; charset=utf-8')
        .send(content);
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/payroll-mapping',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'Which columns a payroll file has',
        params: OrganizationParams,
        response: { 200: z.object({ mapping: PayrollMapping, revision: z.int() }) },
      },
    },
    async (request) => {
      const { id } = await findRecognizer(database, request.params.organizationId);
      return readMapping(database, id);
    },
  );

  server.put(
    '/api/v1/organizations/:organizationId/payroll-mapping',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'Choose the columns; files made before stay',
        params: OrganizationParams,
        body: z.object({ mapping: PayrollMapping, revision: z.int().min(0) }),
        response: { 200: z.object({ revision: z.int() }) },
      },
    },
    async (request) => {
      const by = callerOf(request).personId;
      const { id: recognizerId } = await findRecognizer(database, request.params.organizationId);
      return database.transaction().execute((transaction) => saveMapping(transaction, { recognizerId, ...request.body, by }));
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/starting-balances',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'Imports of starting balances, the newest first',
        params: OrganizationParams,
        response: {
          200: z.object({
            items: z.array(
              z.object({
                id: z.uuid(),
                fileName: z.string(),
                rows: z.int(),
                importedAt: z.date(),
                importedBy: z.string().nullable(),
                withdrawnAt: z.date().nullable(),
              }),
            ),
          }),
        },
      },
    },
    async (request) => ({ items: await listImports(database, request.params.organizationId) }),
  );

  server.post(
    '/api/v1/organizations/:organizationId/starting-balances/check',
    {
      bodyLimit: csvLimit + 1024 * 1024,
      config: { access: recognitionAdministrators },
      schema: {
        tags,
        summary: 'Check a file of starting balances row by row, without importing it',
        params: OrganizationParams,
        body: BalancesFile,
        response: { 200: z.object({ rows: z.int() }) },
      },
    },
    async (request) => {
      const balances = await readBalances(database, { recognizerId: request.params.organizationId, csv: request.body.csv }, clock());
      return { rows: balances.length };
    },
  );

  server.post(
    '/api/v1/organizations/:organizationId/starting-balances',
    {
      bodyLimit: csvLimit + 1024 * 1024,
      config: { access: recognitionAdministrators },
      schema: {
        tags,
        summary: 'Import starting balances (CSV): all rows or none',
        params: OrganizationParams,
        body: BalancesFile,
        response: { 201: z.object({ importId: z.uuid(), rows: z.int() }) },
      },
    },
    async (request, reply) => {
      const by = callerOf(request).personId;
      const { organizationId: recognizerId } = request.params;
      reply.code(201);
      return database.transaction().execute((transaction) => importBalances(ground, transaction, { recognizerId, ...request.body, by }));
    },
  );

  server.post(
    '/api/v1/starting-balances/:importId/withdrawal',
    {
      config: { access: importKeepers },
      schema: {
        tags,
        summary: 'Take an import back whole; again changes nothing',
        params: z.object({ importId: z.uuid() }),
        response: { 200: z.object({ withdrawn: z.literal(true) }) },
      },
    },
    async (request) => {
      const by = callerOf(request).personId;
      await database.transaction().execute((transaction) => withdrawImport(ground, transaction, { importId: request.params.importId, by }));
      return { withdrawn: true as const };
    },
  );
}
