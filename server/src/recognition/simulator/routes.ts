import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { Rule } from '../incentives/rule.ts';
import { humanResources } from '../policy.ts';
import { readBasis } from './basis.ts';
import { simulationKeepers } from './policy.ts';
import { noResultYet } from './problems.ts';
import { listSimulations, readSimulation, runStates } from './read-simulation.ts';
import { orderRun } from './run-simulation.ts';
import { Simulation } from './simulation.ts';
import { simulationCsv } from './simulation-csv.ts';
import { deleteSimulation, keepSimulation, saveSimulation } from './write-simulation.ts';

const tags = ['policy simulator'];
const OrganizationParams = z.object({ organizationId: z.uuid() });
const SimulationParams = z.object({ simulationId: z.uuid() });
const Name = z.string().trim().min(1).max(120);
const Recognizer = z.object({ id: z.uuid(), slug: z.string(), name: z.string() });
const ByDifficulty = z.tuple([z.int(), z.int(), z.int()]);

const BasisAnswer = z
  .object({
    recognizer: Recognizer,
    currency: z.string(),
    nextYear: z.string().meta({ description: 'First month of the next fiscal year' }),
    educators: z.int(),
    withAward: z.int(),
    awards: z.int(),
    awardsLastYear: z.int().meta({ description: 'In the last twelve months' }),
    difficulties: ByDifficulty.meta({ description: 'Posted awards of difficulty 1, 2 and 3' }),
    firstMonth: z.string().nullable(),
    lastMonth: z.string().nullable(),
    listed: ByDifficulty.meta({ description: 'How many can be earned in open programs, by difficulty' }),
    incentives: z.array(z.object({ name: z.string(), sentence: z.string(), rule: Rule })).meta({ description: 'In force today' }),
  })
  .meta({ id: 'SimulatorBasis' });

const band = <T extends z.ZodType>(value: T) => z.object({ low: value, middle: value, high: value });
const Money = band(z.string());
const ResultAnswer = z
  .object({
    isExact: z.boolean().meta({ description: 'Whether it is of awards as they were, with nothing drawn by chance' }),
    runs: z.int(),
    educators: z.int(),
    currency: z.string(),
    years: z.array(z.object({ from: z.string(), to: z.string() })),
    adoption: z.array(band(z.number())).meta({ description: 'Percent of educators with an award at the end of each month' }),
    awards: z.array(band(z.int())).meta({ description: 'In each year' }),
    scenarios: z.array(
      z.object({
        name: z.string(),
        years: z.array(z.object({ raises: Money, stipends: Money, cost: Money })),
        total: Money,
        discounted: Money.nullable().meta({ description: 'Later years counting less' }),
        afterwards: Money.meta({ description: 'What raises go on costing each year after the last one' }),
        educator: z
          .object({ middle: z.string(), highest: z.string(), raiseMiddle: z.string(), raiseHighest: z.string() })
          .meta({ description: 'Of those who take part, paid in all years; of those who have a raise in the end, how much a year' }),
        caps: z
          .object({ percent: z.number(), lost: z.string() })
          .meta({ description: 'Who meets a limit, and what it kept from them on average' }),
        others: z.array(z.object({ kind: z.string(), unit: z.string(), amount: Money })),
      }),
    ),
  })
  .meta({ id: 'SimulationResult', description: 'Low, middle, high: in one run of ten, in half of them, in nine of ten at most' });

const ShownAnswer = z
  .object({
    id: z.uuid(),
    recognizer: Recognizer,
    name: z.string(),
    simulation: Simulation,
    revision: z.int(),
    sentences: z.array(z.array(z.string())).meta({ description: 'What each scenario’s rules say' }),
    state: z.enum(runStates),
    progress: z.int().meta({ description: 'Percent of a run under way' }),
    failure: z.enum(['too-large', 'broken']).nullable(),
    result: ResultAnswer.nullable(),
    isCurrent: z.boolean().meta({ description: 'Whether the result follows from the inputs as they stand' }),
    resultAt: z.date().nullable(),
    createdAt: z.date(),
    createdBy: z.string(),
    updatedAt: z.date(),
    updatedBy: z.string(),
  })
  .meta({ id: 'ShownSimulation' });

/** Trying rules of pay before they are decided. */
export function simulatorRoutes(server: Server, ground: Ground): void {
  const { database } = ground;

  server.get(
    '/api/v1/organizations/:organizationId/simulator-basis',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'What a simulation can begin from: educators, awards so far, rules in force',
        params: OrganizationParams,
        response: { 200: BasisAnswer },
      },
    },
    ({ params }) => readBasis(ground, params.organizationId),
  );

  server.get(
    '/api/v1/organizations/:organizationId/simulations',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'Simulations that are kept, the newest first',
        params: OrganizationParams,
        querystring: z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(25) }),
        response: {
          200: z.object({
            items: z.array(
              z
                .object({
                  id: z.uuid(),
                  name: z.string(),
                  state: z.enum(runStates),
                  question: z.string(),
                  scenarios: z.array(z.string()),
                  updatedAt: z.date(),
                  updatedBy: z.string(),
                  resultAt: z.date().nullable(),
                })
                .meta({ id: 'ListedSimulation' }),
            ),
            nextCursor: z.string().nullable(),
          }),
        },
      },
    },
    ({ params, query }) => listSimulations(database, { recognizerId: params.organizationId, ...query }),
  );

  server.post(
    '/api/v1/organizations/:organizationId/simulations',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'Keep a simulation; it is played through when asked to',
        params: OrganizationParams,
        body: z.object({ name: Name, simulation: Simulation }),
        response: { 201: z.object({ simulationId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const by = callerOf(request).personId;
      const { organizationId: recognizerId } = request.params;
      const simulationId = await database
        .transaction()
        .execute((transaction) => keepSimulation(transaction, { recognizerId, ...request.body, by }));
      reply.code(201);
      return { simulationId };
    },
  );

  server.get(
    '/api/v1/simulations/:simulationId',
    {
      config: { access: simulationKeepers },
      schema: {
        tags,
        summary: 'A simulation, how far it is, and its last result',
        params: SimulationParams,
        response: { 200: ShownAnswer },
      },
    },
    ({ params }) => readSimulation(ground, params.simulationId),
  );

  server.put(
    '/api/v1/simulations/:simulationId',
    {
      config: { access: simulationKeepers },
      schema: {
        tags,
        summary: 'Save a simulation that was edited from a revision',
        params: SimulationParams,
        body: z.object({ name: Name, simulation: Simulation, revision: z.int().min(1) }),
        response: { 200: z.object({ revision: z.int() }) },
      },
    },
    async (request) => {
      const by = callerOf(request).personId;
      return database.transaction().execute((transaction) => saveSimulation(transaction, { ...request.params, ...request.body, by }));
    },
  );

  server.delete(
    '/api/v1/simulations/:simulationId',
    {
      config: { access: simulationKeepers },
      schema: { tags, summary: 'Delete a simulation; nothing follows from it', params: SimulationParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      await deleteSimulation(database, request.params.simulationId);
      return reply.code(204).send(null);
    },
  );

  server.post(
    '/api/v1/simulations/:simulationId/run',
    {
      config: { access: simulationKeepers },
      schema: {
        tags,
        summary: 'Play a simulation through; while it is under way, again changes nothing',
        params: SimulationParams,
        response: { 202: z.object({ state: z.literal('running') }) },
      },
    },
    async (request, reply) => {
      await orderRun(ground, request.params.simulationId);
      reply.code(202);
      return { state: 'running' as const };
    },
  );

  server.get(
    '/api/v1/simulations/:simulationId/result.csv',
    {
      config: { access: simulationKeepers },
      schema: { tags, summary: 'The figures of the last result as CSV', params: SimulationParams, produces: ['text/csv'] },
    },
    async (request, reply) => {
      const { result, recognizer, simulation } = await readSimulation(ground, request.params.simulationId);
      if (!result) throw noResultYet();
      return reply
        .header('content-disposition', `attachment; filename="simulation-${recognizer.slug}-${simulation.startsOn}.csv"`)
        .type('text/csv; charset=utf-8')
        .send(simulationCsv(result));
    },
  );
}
