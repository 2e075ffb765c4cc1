import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { EmploymentRecord, recordEmployment } from '../incentives/record-employment.ts';
import { humanResources } from '../policy.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';
import { listEmployment, readEmployment } from './employment-queries.ts';
import { type EmploymentFacts, employmentCsv, importEmployment, readEmploymentFile } from './import-employment.ts';

const tags = ['employment'];
const OrganizationParams = z.object({ organizationId: z.uuid() });
const Named = z.object({ id: z.uuid(), name: z.string() });

const Employment = z
  .object({
    id: z.uuid(),
    effectiveOn: z.string(),
    hrIdentifier: z.string().nullable(),
    position: z.string().nullable(),
    contract: z.string().nullable(),
    school: Named.nullable(),
    hiredOn: z.string().nullable(),
    endedOn: z.string().nullable(),
    licenceStartsOn: z.string().nullable(),
    licenceEndsOn: z.string().nullable(),
  })
  .meta({ id: 'Employment' });

/** The largest file of employment, in characters: some fifty thousand rows. */
const csvLimit = 8 * 1024 * 1024;
const EmploymentFile = z.object({ fileName: z.string().trim().min(1).max(200), csv: z.string().min(1).max(csvLimit) });

const Facts = z
  .object({
    hrIdentifier: z.string().nullable(),
    position: z.string().nullable(),
    contract: z.string().nullable(),
    school: z.string().nullable(),
    hiredOn: z.string().nullable(),
    endedOn: z.string().nullable(),
    licenceStartsOn: z.string().nullable(),
    licenceEndsOn: z.string().nullable(),
  })
  .meta({ id: 'EmploymentFacts' });

/** How many of the records that a file would make are shown beforehand. */
const shownChanges = 500;

/** Employment: what is on record, its history, a new record, many from a file. */
export function employmentRoutes(server: Server, ground: Ground): void {
  const { database, clock } = ground;

  server.get(
    '/api/v1/organizations/:organizationId/employment',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'Who works here, with what is on record of them',
        params: OrganizationParams,
        querystring: z.object({
          q: z.string().trim().max(200).optional().meta({ description: 'Part of a name, an address or an HR number' }),
          missing: z.enum(['true', 'false']).default('false').meta({ description: 'Only those without an HR number' }),
          cursor: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(100).default(50),
        }),
        response: {
          200: z.object({
            items: z.array(
              z
                .object({
                  educatorId: z.uuid(),
                  name: z.string(),
                  email: z.string(),
                  places: z.array(Named),
                  hrIdentifier: z.string().nullable().meta({ description: 'The last one recorded: payroll pays by it' }),
                  current: Employment.nullable(),
                })
                .meta({ id: 'EmployedEducator' }),
            ),
            nextCursor: z.string().nullable(),
          }),
        },
      },
    },
    async ({ params, query: { missing, ...query } }) => {
      const { id: recognizerId, timezone } = await findRecognizer(database, params.organizationId);
      return listEmployment(database, { recognizerId, ...query, missing: missing === 'true', today: dateIn(timezone, clock()) });
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/educators/:educatorId/employment',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'Everything on record of an educator’s employment, what begins last first',
        params: OrganizationParams.extend({ educatorId: z.uuid() }),
        response: {
          200: z.object({
            educator: Named.extend({ email: z.string() }),
            today: z.string().meta({ description: 'The calendar date where the recognizing entity is' }),
            schools: z.array(Named).meta({ description: 'What a record may name: the organization itself first' }),
            items: z.array(
              Employment.extend({ recordedAt: z.string(), recordedBy: z.string().nullable(), replaced: z.boolean() }).meta({
                id: 'RecordedEmployment',
              }),
            ),
          }),
        },
      },
    },
    async ({ params }) => {
      const { id: recognizerId, timezone } = await findRecognizer(database, params.organizationId);
      return { today: dateIn(timezone, clock()), ...(await readEmployment(database, { recognizerId, educatorId: params.educatorId })) };
    },
  );

  server.post(
    '/api/v1/organizations/:organizationId/employment',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'Record what holds of an educator from a day on; the ledger follows',
        params: OrganizationParams,
        body: EmploymentRecord,
        response: { 201: z.object({ id: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const recordedBy = callerOf(request).personId;
      const { organizationId: recognizerId } = request.params;
      reply.code(201);
      return database
        .transaction()
        .execute((transaction) => recordEmployment(ground, transaction, { recognizerId, recordedBy, ...request.body }));
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/employment.csv',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'What is on record of everybody who works here, as a file that can be filled in and brought back',
        produces: ['text/csv'],
        params: OrganizationParams,
        response: { 200: z.string() },
      },
    },
    async ({ params }, reply) => {
      const { id: recognizerId, timezone } = await findRecognizer(database, params.organizationId);
      void reply.headers({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="employment.csv"',
      });
      return employmentCsv(database, { recognizerId, today: dateIn(timezone, clock()) });
    },
  );

  server.post(
    '/api/v1/organizations/:organizationId/employment-files/check',
    {
      bodyLimit: csvLimit + 1024 * 1024,
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'What a file of employment (CSV) would record, without recording it',
        params: OrganizationParams,
        body: EmploymentFile,
        response: {
          200: z.object({
            rows: z.int(),
            changed: z.int().meta({ description: 'How many records it would make; the other rows say what is on record already' }),
            changes: z
              .array(
                z
                  .object({ row: z.int(), educator: Named, effectiveOn: z.string(), from: Facts, to: Facts })
                  .meta({ id: 'EmploymentChange' }),
              )
              .meta({ description: `The first ${shownChanges}` }),
          }),
        },
      },
    },
    async (request) => {
      const { id: recognizerId } = await findRecognizer(database, request.params.organizationId);
      const { rows, changes, schools } = await readEmploymentFile(database, { recognizerId, csv: request.body.csv });
      const said = ({ schoolId, ...facts }: EmploymentFacts) => ({ ...facts, school: (schoolId && schools.get(schoolId)) ?? null });
      return {
        rows,
        changed: changes.length,
        changes: changes.slice(0, shownChanges).map(({ from, to, ...change }) => ({ ...change, from: said(from), to: said(to) })),
      };
    },
  );

  server.post(
    '/api/v1/organizations/:organizationId/employment-files',
    {
      bodyLimit: csvLimit + 1024 * 1024,
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'Record what a file of employment (CSV) says anew: all rows or none',
        params: OrganizationParams,
        body: EmploymentFile,
        response: { 201: z.object({ recorded: z.int() }) },
      },
    },
    async (request, reply) => {
      const by = callerOf(request).personId;
      const { organizationId: recognizerId } = request.params;
      reply.code(201);
      return database.transaction().execute((transaction) => importEmployment(ground, transaction, { recognizerId, ...request.body, by }));
    },
  );
}
