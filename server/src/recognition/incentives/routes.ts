import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { anyone, callerOf } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { recognitionAdministrators } from '../policy.ts';
import { dateIn, findRecognizer } from '../recognizer.ts';
import { publishIncentive } from './publish-incentive.ts';
import { publishTerms } from './publish-terms.ts';
import { listIncentives, previewRule, readTerms } from './read-incentives.ts';
import { Rule } from './rule.ts';
import { Terms } from './terms.ts';

const tags = ['incentives'];
const OrganizationParams = z.object({ organizationId: z.uuid() });

const VersionAnswer = z
  .object({
    id: z.uuid(),
    number: z.int(),
    rule: Rule,
    sentence: z.string(),
    effectiveFrom: z.string(),
    effectiveUntil: z.string().nullable(),
    publishedAt: z.date(),
  })
  .meta({ id: 'IncentiveVersion' });
const IncentivesAnswer = z.object({
  today: z.string().meta({ description: 'The calendar date where the recognizer is: rules hold by it' }),
  items: z.array(
    z
      .object({
        id: z.uuid(),
        slug: z.string(),
        name: z.string(),
        versions: z.array(VersionAnswer).meta({ description: 'The newest first' }),
        inForce: z.uuid().nullable().meta({ description: 'The version that decides over awards of today' }),
      })
      .meta({ id: 'Incentive' }),
  ),
});

const TermsAnswer = z.object({
  terms: Terms.meta({ description: 'In force today; of our choosing until the first were published' }),
  versions: z.array(z.object({ number: z.int(), effectiveFrom: z.string(), publishedAt: z.date(), terms: Terms })),
});

/** Rules with their sentences, and terms. */
export function incentiveRoutes(server: Server, ground: Ground): void {
  const { database, clock } = ground;

  server.get(
    '/api/v1/organizations/:organizationId/incentives',
    {
      config: { access: anyone },
      schema: {
        tags,
        summary: 'What awards are worth here: every rule with its versions',
        params: OrganizationParams,
        response: { 200: IncentivesAnswer },
      },
    },
    async (request) => {
      const { id, timezone } = await findRecognizer(database, request.params.organizationId);
      const today = dateIn(timezone, clock());
      return { today, items: await listIncentives(database, id, today) };
    },
  );

  server.post(
    '/api/v1/organizations/:organizationId/incentives',
    {
      config: { access: recognitionAdministrators },
      schema: {
        tags,
        summary: 'Publish a version of an incentive; its first one makes the incentive',
        params: OrganizationParams,
        body: z.object({
          slug: z
            .string()
            .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
            .max(80),
          name: z.string().trim().min(1).max(200),
          rule: Rule,
          effectiveFrom: z.iso.date(),
          effectiveUntil: z.iso.date().nullable().default(null),
          retroactive: z.boolean().default(false).meta({ description: 'Yes to counting anew what was posted since a day before today' }),
          stacks: z.boolean().default(false).meta({ description: 'Yes to giving the same beside another incentive, for the same award' }),
        }),
        response: { 201: z.object({ incentiveId: z.uuid(), versionId: z.uuid(), number: z.int(), sentence: z.string() }) },
      },
    },
    async (request, reply) => {
      const publishedBy = callerOf(request).personId;
      const { organizationId: recognizerId } = request.params;
      reply.code(201);
      return database
        .transaction()
        .execute((transaction) => publishIncentive(ground, transaction, { recognizerId, ...request.body, publishedBy }));
    },
  );

  server.post(
    '/api/v1/organizations/:organizationId/incentives/preview',
    {
      config: { access: recognitionAdministrators },
      schema: {
        tags,
        summary: 'Say a rule in a sentence, without publishing it',
        params: OrganizationParams,
        body: z.object({ rule: Rule }),
        response: { 200: z.object({ sentence: z.string() }) },
      },
    },
    async (request) => {
      const { id, timezone } = await findRecognizer(database, request.params.organizationId);
      return { sentence: await previewRule(database, id, request.body.rule, dateIn(timezone, clock())) };
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/recognition-terms',
    {
      config: { access: anyone },
      schema: { tags, summary: 'Currency, years, pay calendar and cycle', params: OrganizationParams, response: { 200: TermsAnswer } },
    },
    async (request) => {
      const { id, timezone } = await findRecognizer(database, request.params.organizationId);
      return readTerms(database, id, dateIn(timezone, clock()));
    },
  );

  server.post(
    '/api/v1/organizations/:organizationId/recognition-terms',
    {
      config: { access: recognitionAdministrators },
      schema: {
        tags,
        summary: 'Publish terms that hold for awards from a day on',
        params: OrganizationParams,
        body: z.object({ effectiveFrom: z.iso.date(), terms: Terms }),
        response: { 201: z.object({ number: z.int() }) },
      },
    },
    async (request, reply) => {
      const publishedBy = callerOf(request).personId;
      const { organizationId: recognizerId } = request.params;
      reply.code(201);
      return database
        .transaction()
        .execute((transaction) => publishTerms(ground, transaction, { recognizerId, ...request.body, publishedBy }));
    },
  );
}
