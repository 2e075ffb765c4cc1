import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import type { Server } from '../../platform/http/server.ts';
import { entryKinds } from '../incentives/rule.ts';
import { humanResources } from '../policy.ts';
import { pipelineStates, steps } from './figures.ts';
import { insightCsv, insightParts } from './insight-csv.ts';
import { monthNumber } from './raises.ts';
import { readInsight } from './read-insight.ts';

const tags = ['recognition insight'];
const OrganizationParams = z.object({ organizationId: z.uuid() });
const Month = z.string().regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, 'takes a year and a month, such as 2026-11');
/** Months of the longest period: forty years. */
const longest = 480;
const Filter = z
  .object({
    schoolId: z.uuid().optional(),
    programId: z.uuid().optional(),
    from: Month.optional(),
    to: Month.optional(),
  })
  .superRefine(({ from, to }, context) => {
    if (!from || !to) return;
    const months = monthNumber(to) - monthNumber(from);
    if (months < 0) context.addIssue({ code: 'custom', path: ['to'], message: 'lies before the first month' });
    if (months >= longest)
      context.addIssue({ code: 'custom', path: ['from'], message: `is more than ${longest / 12} years before the last month` });
  });
const Named = z.object({ id: z.uuid(), name: z.string() });
const Count = z.int().nullable();
const Percent = z.number().nullable();

const InsightAnswer = z
  .object({
    recognizer: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
    countedAt: z.date(),
    counting: z.boolean().meta({ description: 'Whether newer figures are being counted; ask again in a while' }),
    from: z.string(),
    to: z.string(),
    smallestCell: z.int().meta({ description: 'Figures about fewer educators are null' }),
    schools: z.array(Named),
    programs: z.array(Named),
    adoption: z.object({
      educators: Count,
      withAward: Count,
      share: Percent,
      months: z.array(z.object({ month: z.string(), began: z.int(), withAward: z.int(), share: Percent, awards: z.int() })),
      schools: z.array(Named.extend({ educators: Count, withAward: Count, share: Percent, awards: Count })),
    }),
    pipeline: z.array(z.object({ state: z.enum(pipelineStates), lines: Count, educators: Count })),
    cost: z
      .object({
        currency: z.string(),
        raisesInForce: z.string(),
        raisesToCome: z.string(),
        raises: z.string(),
        stipends: z.string(),
        stipendsToCome: z.string(),
        years: z.array(z.object({ from: z.string(), to: z.string(), raises: z.string(), stipends: z.string(), committed: z.boolean() })),
      })
      .nullable(),
    steps: z.array(z.object({ step: z.enum(steps), times: z.int(), medianDays: z.int().nullable(), slowDays: z.int().nullable() })),
    credits: z
      .array(
        z.object({
          kind: z.enum(entryKinds),
          unit: z.string(),
          amount: z.string(),
          cycles: z.array(z.object({ from: z.string(), to: z.string(), amount: z.string() })),
        }),
      )
      .nullable(),
  })
  .meta({ id: 'RecognitionInsight' });

/** What a recognizer sees of adoption, cost, times and credits. */
export function insightRoutes(server: Server, ground: Ground): void {
  server.get(
    '/api/v1/organizations/:organizationId/insight',
    {
      config: { access: humanResources },
      schema: {
        tags,
        summary: 'Adoption by school and month, work under way, cost to date and committed, time through each step, credits by cycle',
        params: OrganizationParams,
        querystring: Filter,
        response: { 200: InsightAnswer },
      },
    },
    ({ params, query }) => readInsight(ground, params.organizationId, query),
  );

  for (const part of insightParts)
    server.get(
      `/api/v1/organizations/:organizationId/insight/${part}.csv`,
      {
        config: { access: humanResources },
        schema: {
          tags,
          summary: `The table of ${part} as CSV`,
          params: OrganizationParams,
          querystring: Filter,
          produces: ['text/csv'],
        },
      },
      async (request, reply) => {
        const { organizationId } = request.params as z.infer<typeof OrganizationParams>;
        const insight = await readInsight(ground, organizationId, request.query as z.infer<typeof Filter>);
        return reply
          .header('content-disposition', `attachment; filename="${part}-${insight.recognizer.slug}-${insight.from}-${insight.to}.csv"`)
          .type('text/csv; charset=utf-8')
          .send(insightCsv(part, insight));
      },
    );
}
