import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf, signedIn } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { smallestCell } from '../insight/small-cells.ts';
import { humanResources, recognitionAdministrators } from '../policy.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';
import { Consent, giveConsent, readConsents } from './consent.ts';
import { endorsedCsv, listEndorsed, listEndorsements } from './endorsements.ts';
import { findPeople, writeToPerson } from './find-people.ts';
import { recognizerColleagues, talentReaders } from './policy.ts';
import { gapsCsv, Priorities, readGaps, readPriorities, setPriorities } from './priorities.ts';
import { mapCsv, readMap, readMapChoices } from './talent-map.ts';

const tags = ['talent'];
const OrganizationParams = z.object({ organizationId: z.uuid() });
const Named = z.object({ id: z.uuid(), name: z.string() });
const Slug = z.string().trim().min(1).max(120).optional();
const Months = z.coerce.number().int().min(1).max(120).optional().meta({ description: 'Awards of so many months; all without it' });
const MapQuery = z.object({
  programId: z
    .uuid()
    .optional()
    .meta({ description: 'The approved list of a program; without program, stack and topic the columns are the stacks' }),
  stack: Slug.meta({ description: 'The micro-credentials of a stack' }),
  topic: Slug,
  difficulty: z.coerce.number().int().min(1).max(3).optional(),
  schoolId: z.uuid().optional(),
  months: Months,
});
const Kept = z
  .int()
  .nullable()
  .meta({ description: 'Null where it is kept back: it is about few people, who did not all agree to be named' });

const MapAnswer = z
  .object({
    columns: z.array(z.object({ id: z.uuid(), slug: z.string(), title: z.string(), holders: Kept })),
    schools: z.array(Named.extend({ educators: z.int(), holders: z.array(Kept) })),
    educators: z.int(),
    smallestCell: z.int().meta({ description: 'Numbers about fewer are kept back' }),
  })
  .meta({ id: 'TalentMap' });

const Person = z
  .object({
    personId: z.uuid(),
    name: z.string(),
    headline: z.string().nullable(),
    schools: z.array(z.string()),
    offers: z.array(z.string()),
    note: z.string(),
    email: z.string().nullable(),
    awards: z.array(
      z.object({ awardId: z.uuid(), title: z.string(), slug: z.string(), difficulty: z.int().nullable(), awardedAt: z.string() }),
    ),
  })
  .meta({ id: 'FoundPerson' });

const NamedPriority = z.object({
  kind: z.enum(['micro-credential', 'stack', 'topic']),
  reference: z.string(),
  target: z.int(),
  title: z.string(),
});
const Share = z.number().nullable();
const Gap = NamedPriority.extend({
  share: Share,
  schools: z.array(Named.extend({ educators: z.int(), holders: Kept, share: Share, missing: Kept })),
}).meta({ id: 'TalentGap' });

const Endorsement = z
  .object({
    incentiveId: z.uuid(),
    name: z.string(),
    gives: z.string(),
    sentence: z.string(),
    need: z.int(),
    achievements: z.array(z.object({ countsAs: z.string(), title: z.string() })),
  })
  .meta({ id: 'Endorsement' });
const Standing = z.enum(['complete', 'lacks-one']).default('complete');

/** A message a minute and a half on average: enough to look for a coach, too little to bother everybody. */
const messagesPerPerson = {
  rateLimit: {
    max: 20,
    timeWindow: '30 minutes',
    hook: 'preHandler' as const,
    keyGenerator: (request: FastifyRequest) => request.caller?.personId ?? request.ip,
  },
};

/** The talent map: numbers by school, people who agreed, gaps, endorsements, and one's own say. */
export function talentRoutes(server: Server, ground: Ground): void {
  const { database, clock } = ground;
  const since = (months: number | undefined): Date | null => {
    if (!months) return null;
    const day = clock();
    return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, day.getUTCDate()));
  };
  const csv = { tags, produces: ['text/csv'], params: OrganizationParams, response: { 200: z.string() } };
  const asFile = (name: string) => ({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  });
  const of = async (organizationId: string) => {
    const { id: recognizerId, timezone } = await findRecognizer(database, organizationId);
    return { recognizerId, today: dateIn(timezone, clock()) };
  };

  server.get(
    '/api/v1/organizations/:organizationId/talent/choices',
    {
      config: { access: talentReaders },
      schema: {
        tags,
        summary: 'What the map may be narrowed by',
        params: OrganizationParams,
        response: {
          200: z.object({
            programs: z.array(Named).meta({ description: 'Open programs, for their approved lists' }),
            stacks: z.array(z.object({ slug: z.string(), title: z.string() })),
            topics: z.array(z.string()),
            schools: z.array(Named),
          }),
        },
      },
    },
    async ({ params }) => readMapChoices(database, (await of(params.organizationId)).recognizerId),
  );

  server.get(
    '/api/v1/organizations/:organizationId/talent/map',
    {
      config: { access: talentReaders },
      schema: {
        tags,
        summary: 'How many have shown which competency, by school',
        params: OrganizationParams,
        querystring: MapQuery,
        response: { 200: MapAnswer },
      },
    },
    async ({ params, query: { months, ...query } }) => {
      const { recognizerId } = await of(params.organizationId);
      return { ...(await readMap(database, { recognizerId, ...query, since: since(months) })), smallestCell };
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/talent/map.csv',
    { config: { access: talentReaders }, schema: { ...csv, summary: 'The same as a file', querystring: MapQuery } },
    async ({ params, query: { months, ...query } }, reply) => {
      const { recognizerId } = await of(params.organizationId);
      void reply.headers(asFile('talent-map'));
      return mapCsv(await readMap(database, { recognizerId, ...query, since: since(months) }));
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/talent/people',
    {
      config: { access: talentReaders },
      schema: {
        tags,
        summary: 'People who have shown a competency and agreed to be found, the latest first',
        params: OrganizationParams,
        querystring: z.object({
          q: z.string().trim().max(200).optional(),
          microCredential: Slug,
          stack: Slug,
          topic: Slug,
          schoolId: z.uuid().optional(),
          offers: z.enum(['coaching', 'leading']).optional(),
          months: Months,
          cursor: z
            .string()
            .max(100)
            .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?[+-]\d{2}(:\d{2})?\/[0-9a-f-]{36}$/, 'is not a place of a page')
            .optional(),
          limit: z.coerce.number().int().min(1).max(50).default(20),
        }),
        response: { 200: z.object({ items: z.array(Person), nextCursor: z.string().nullable() }) },
      },
    },
    async ({ params, query: { months, ...query } }) => {
      const { recognizerId } = await of(params.organizationId);
      return findPeople(database, { recognizerId, ...query, since: since(months) });
    },
  );

  server.post(
    '/api/v1/organizations/:organizationId/talent/found/:personId/messages',
    {
      config: { access: talentReaders, ...messagesPerPerson },
      schema: {
        tags,
        summary: 'Write to somebody who agreed to be found; their address is not told',
        params: OrganizationParams.extend({ personId: z.uuid() }),
        body: z.object({
          text: z
            .string()
            .trim()
            .min(1)
            .max(2000)
            .refine((text) => text.isWellFormed(), 'has half a character'),
        }),
        response: { 202: z.object({ sent: z.literal(true) }) },
      },
    },
    async (request, reply) => {
      const { recognizerId } = await of(request.params.organizationId);
      const { personId } = request.params;
      await database
        .transaction()
        .execute((transaction) => writeToPerson(ground, transaction, callerOf(request), { recognizerId, personId, ...request.body }));
      reply.code(202);
      return { sent: true as const };
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/talent/priorities',
    {
      config: { access: talentReaders },
      schema: {
        tags,
        summary: 'What the organization wants to see in its schools',
        params: OrganizationParams,
        response: { 200: z.object({ priorities: z.array(NamedPriority), revision: z.int() }) },
      },
    },
    async ({ params }) => readPriorities(database, (await of(params.organizationId)).recognizerId),
  );

  server.put(
    '/api/v1/organizations/:organizationId/talent/priorities',
    {
      config: { access: recognitionAdministrators },
      schema: {
        tags,
        summary: 'Set the priorities',
        params: OrganizationParams,
        body: z.object({ priorities: Priorities, revision: z.int().min(0) }),
        response: { 200: z.object({ revision: z.int() }) },
      },
    },
    async (request) => {
      const by = callerOf(request).personId;
      const { recognizerId } = await of(request.params.organizationId);
      return database.transaction().execute((transaction) => setPriorities(transaction, { recognizerId, ...request.body, by }));
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/talent/gaps',
    {
      config: { access: talentReaders },
      schema: {
        tags,
        summary: 'How far each school is from each priority',
        params: OrganizationParams,
        response: { 200: z.object({ gaps: z.array(Gap), smallestCell: z.int() }) },
      },
    },
    async ({ params }) => ({ gaps: await readGaps(database, (await of(params.organizationId)).recognizerId), smallestCell }),
  );

  server.get(
    '/api/v1/organizations/:organizationId/talent/gaps.csv',
    { config: { access: talentReaders }, schema: { ...csv, summary: 'The same as a file' } },
    async ({ params }, reply) => {
      void reply.headers(asFile('talent-gaps'));
      return gapsCsv(await readGaps(database, (await of(params.organizationId)).recognizerId));
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/talent/endorsements',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'Sets of awards that give something once, and are in force',
        params: OrganizationParams,
        response: { 200: z.object({ items: z.array(Endorsement) }) },
      },
    },
    async ({ params }) => {
      const { recognizerId, today } = await of(params.organizationId);
      return { items: await listEndorsements(database, recognizerId, today) };
    },
  );

  const EndorsementParams = OrganizationParams.extend({ incentiveId: z.uuid() });
  server.get(
    '/api/v1/organizations/:organizationId/talent/endorsements/:incentiveId',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'Who is complete, or lacks one, by posted claims',
        params: EndorsementParams,
        querystring: z.object({
          standing: Standing,
          cursor: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(100).default(50),
        }),
        response: {
          200: z.object({
            endorsement: Endorsement,
            items: z.array(
              z
                .object({
                  personId: z.uuid(),
                  name: z.string(),
                  schools: z.array(z.string()),
                  held: z.int(),
                  missing: z.array(z.string()),
                })
                .meta({ id: 'EndorsedPerson' }),
            ),
            nextCursor: z.string().nullable(),
          }),
        },
      },
    },
    async ({ params: { organizationId, incentiveId }, query }) =>
      listEndorsed(database, { ...(await of(organizationId)), incentiveId, ...query }),
  );

  server.get(
    '/api/v1/organizations/:organizationId/talent/endorsements/:incentiveId/people.csv',
    {
      config: { access: humanResources },
      schema: { ...csv, summary: 'The same as a file', params: EndorsementParams, querystring: z.object({ standing: Standing }) },
    },
    async ({ params: { organizationId, incentiveId }, query }, reply) => {
      const content = await endorsedCsv(database, { ...(await of(organizationId)), incentiveId, ...query });
      void reply.headers(asFile('endorsement'));
      return content;
    },
  );

  server.get(
    '/api/v1/talent-consents',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'What I said about being found, to each of those I work for',
        response: { 200: z.object({ items: z.array(Consent.extend({ recognizer: Named.extend({ slug: z.string() }) })) }) },
      },
    },
    async (request) => ({ items: await readConsents(database, callerOf(request).personId) }),
  );

  server.put(
    '/api/v1/organizations/:organizationId/talent/consent',
    {
      config: { access: recognizerColleagues },
      schema: {
        tags,
        summary: 'Say whether I may be found by name, for what, and how I am reached; it holds at once',
        params: OrganizationParams,
        body: Consent,
        response: { 200: Consent },
      },
    },
    async (request) => {
      const { recognizerId } = await of(request.params.organizationId);
      await giveConsent(database, { recognizerId, personId: callerOf(request).personId, consent: request.body });
      return request.body;
    },
  );
}
