import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf, signedIn } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { GainAnswer } from '../claims/routes.ts';
import { humanResources, statementReaders } from '../policy.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';
import { readStatement } from './statement.ts';
import { statementCsv, statementPdf } from './statement-files.ts';
import { readTotals } from './totals.ts';
import { recognizersOf, valueForEducator } from './value-for-educator.ts';
import { valuesInList } from './values-in-list.ts';

const tags = ['ledger'];
const OrganizationParams = z.object({ organizationId: z.uuid() });
const StatementParams = OrganizationParams.extend({ educatorId: z.uuid() });
const Named = z.object({ id: z.uuid(), slug: z.string(), name: z.string() });

const ProgressAnswer = z
  .object({
    incentiveId: z.uuid(),
    name: z.string(),
    sentence: z.string(),
    pays: z.object({ kind: z.string(), unit: z.string() }),
    waiting: z
      .object({ amount: z.string(), of: z.string(), unit: z.string(), since: z.string().nullable(), lapsesOn: z.string().nullable() })
      .nullable()
      .meta({ description: 'What waits for more, how much makes the next one, since when, and the last day on which the oldest counts' }),
    caps: z.array(z.object({ per: z.string(), amount: z.string(), left: z.string() })),
    forfeited: z.string(),
    given: z.boolean(),
    takes: z.object({ kind: z.string(), unit: z.string() }).nullable(),
  })
  .meta({ id: 'IncentiveProgress' });

const ValueAnswer = z
  .object({
    recognizer: Named,
    program: z.object({ id: z.uuid(), name: z.string(), asksPreApproval: z.boolean() }),
    difficulty: z.int(),
    counted: z.enum(['no', 'claimed', 'posted']),
    gives: z.array(GainAnswer),
    incentives: z.array(ProgressAnswer),
    licenceEndsOn: z.string().nullable(),
  })
  .meta({ id: 'ValueForMe' });

const ListValueAnswer = z
  .object({
    microCredentialId: z.uuid(),
    counted: z.enum(['no', 'claimed', 'posted']),
    gives: z.array(z.object({ kind: z.string(), unit: z.string(), amount: z.string() })),
    toward: z
      .array(z.object({ kind: z.string(), unit: z.string() }))
      .meta({ description: 'What it counts toward where it adds nothing by itself' }),
  })
  .meta({ id: 'ValueInList' });

const EntryAnswer = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    unit: z.string(),
    amount: z.string(),
    earnedOn: z.string(),
    effectiveOn: z.string(),
    recordedAt: z.date(),
    closedWith: z.object({ number: z.int(), endsOn: z.string() }).nullable(),
    reverses: z.uuid().nullable(),
    reversedBy: z.uuid().nullable(),
    reason: z.string().nullable(),
    rule: z.object({ incentiveId: z.uuid(), name: z.string(), version: z.int(), sentence: z.string() }).nullable(),
    claims: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        program: z.string(),
        earnedOn: z.string(),
        awardId: z.uuid().nullable(),
        foreignBadgeId: z.uuid().nullable(),
        preApproval: z.object({ id: z.uuid(), grantedOn: z.string() }).nullable(),
      }),
    ),
    startingBalances: z.array(z.object({ id: z.uuid(), note: z.string(), asOf: z.string() })),
  })
  .meta({ id: 'LedgerEntry' });

const StatementAnswer = z
  .object({
    recognizer: Named,
    educator: z.object({ id: z.uuid(), name: z.string(), hrIdentifier: z.string().nullable() }),
    asOf: z.string(),
    licenceEndsOn: z.string().nullable().meta({ description: 'The last day of the licence, where Human Resources recorded it' }),
    balances: z.array(z.object({ kind: z.string(), unit: z.string(), amount: z.string() })),
    entries: z.array(EntryAnswer).meta({ description: 'The newest first' }),
    progress: z.array(ProgressAnswer),
  })
  .meta({ id: 'Statement' });

const TotalsAnswer = z.object({
  totals: z.array(
    z.object({
      incentiveId: z.uuid().nullable(),
      kind: z.string(),
      unit: z.string(),
      amount: z.string(),
      entries: z.int(),
      due: z.string().meta({ description: 'Of it what is due by the end of this month' }),
    }),
  ),
  months: z.array(z.object({ month: z.string(), kind: z.string(), unit: z.string(), amount: z.string() })),
  waiting: z.object({ submitted: z.int(), held: z.int() }),
});

/** What things are worth, statements, totals. */
export function ledgerRoutes(server: Server, ground: Ground): void {
  const { database, clock } = ground;

  server.get(
    '/api/v1/micro-credentials/:microCredentialId/value',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'What is this worth to me? My own programs, applied as if it were posted today',
        params: z.object({ microCredentialId: z.uuid() }),
        response: { 200: z.object({ items: z.array(ValueAnswer) }) },
      },
    },
    async (request) => {
      const { microCredentialId } = request.params;
      return { items: await valueForEducator(database, { educatorId: callerOf(request).personId, microCredentialId }, clock()) };
    },
  );

  server.get(
    '/api/v1/values',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'The same in short for a list of micro-credentials; those on no approved list of mine are left out',
        querystring: z.object({
          microCredentialIds: z
            .string()
            .regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,99}$/)
            .meta({ description: 'Up to 100 ids, separated by commas' })
            .transform((ids) => [...new Set(ids.split(','))]),
        }),
        response: { 200: z.object({ items: z.array(ListValueAnswer) }) },
      },
    },
    async (request) => {
      const { microCredentialIds } = request.query;
      return { items: await valuesInList(database, { educatorId: callerOf(request).personId, microCredentialIds }, clock()) };
    },
  );

  server.get(
    '/api/v1/statements',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'The recognizing entities I work for, each with a statement of mine',
        response: { 200: z.object({ items: z.array(Named) }) },
      },
    },
    async (request) => ({ items: await recognizersOf(database, callerOf(request).personId) }),
  );

  server.get(
    '/api/v1/organizations/:organizationId/educators/:educatorId/statement',
    {
      config: { access: statementReaders },
      schema: {
        tags,
        summary: 'What an educator earned here, what it is worth, and why',
        params: StatementParams,
        response: { 200: StatementAnswer },
      },
    },
    (request) => readStatement(database, { recognizerId: request.params.organizationId, educatorId: request.params.educatorId }, clock()),
  );

  for (const format of ['csv', 'pdf'] as const)
    server.get(
      `/api/v1/organizations/:organizationId/educators/:educatorId/statement.${format}`,
      {
        config: { access: statementReaders },
        schema: { tags, summary: `The statement as ${format.toUpperCase()}`, params: StatementParams },
      },
      async (request, reply) => {
        const { organizationId: recognizerId, educatorId } = request.params as z.infer<typeof StatementParams>;
        const statement = await readStatement(database, { recognizerId, educatorId }, clock());
        reply.header('content-disposition', `attachment; filename="statement-${statement.recognizer.slug}-${statement.asOf}.${format}"`);
        if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(statementCsv(statement));
        return reply.type('application/pdf').send(await statementPdf(statement));
      },
    );

  server.get(
    '/api/v1/organizations/:organizationId/ledger/totals',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'What the ledger sums to, by incentive and month, and what waits',
        params: OrganizationParams,
        response: { 200: TotalsAnswer },
      },
    },
    async (request) => {
      const { id, timezone } = await findRecognizer(database, request.params.organizationId);
      return readTotals(database, id, dateIn(timezone, clock()));
    },
  );
}
