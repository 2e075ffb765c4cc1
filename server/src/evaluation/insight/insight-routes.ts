import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { anyone } from '../../platform/http/access.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Server } from '../../platform/http/server.ts';
import { settingsKeepers } from '../policy.ts';
import { evaluationInsight } from './insight.ts';
import { qualityOf } from './quality.ts';

const tags = ['evaluation'];
const Organization = z.object({ organizationId: z.uuid() });
const About = z.object({ microCredentialId: z.uuid().optional(), since: z.iso.datetime({ offset: true }).optional() });
const Told = z.object({ value: z.number().nullable().meta({ description: 'null where fewer than 5 are counted' }), of: z.int() });
const Reliability = Told.extend({ low: z.number().nullable(), high: z.number().nullable() });
const Quality = z.object({ passRate: Told, turnaroundDays: Told, attempts: Told, reliability: Reliability });

/** What an issuer, and everybody, may know about evaluation. */
export function insightRoutes(server: Server, { database }: Ground): void {
  server.get(
    '/api/v1/organizations/:organizationId/evaluation-insight',
    {
      config: { access: settingsKeepers },
      schema: {
        tags,
        summary: 'Funnel, time to decide, levels by criterion, agreement by month, evaluators',
        params: Organization,
        querystring: About,
        response: {
          200: z.object({
            funnel: z.object({ started: z.int(), submitted: z.int(), returned: z.int(), earned: z.int() }),
            time: z.object({ decided: z.int(), medianHours: z.number().nullable(), p90Hours: z.number().nullable(), late: z.int() }),
            levels: z.array(
              z.object({
                microCredentialId: z.uuid(),
                microCredentialTitle: z.string(),
                partTitle: z.string(),
                criterionTitle: z.string(),
                levels: z.array(z.object({ name: z.string(), count: z.int() })),
              }),
            ),
            agreement: z.array(
              z.object({
                month: z.string(),
                criteria: z.int(),
                percent: z.number().nullable(),
                kappa: z.number().nullable().meta({ description: 'Fleiss’ kappa' }),
                alpha: z.number().nullable().meta({ description: 'Krippendorff’s alpha, ordinal' }),
              }),
            ),
            pairs: z.array(
              z.object({
                evaluators: z.array(z.object({ personId: z.uuid(), name: z.string() })),
                criteria: z.int(),
                percent: z.number().nullable(),
                kappa: z.number().nullable().meta({ description: 'Cohen’s kappa, linear weights; null under 5 submissions' }),
                low: z.number().nullable(),
                high: z.number().nullable(),
              }),
            ),
            reliability: Reliability,
            evaluators: z.array(
              z.object({
                personId: z.uuid(),
                name: z.string(),
                decided: z.int(),
                inHand: z.int(),
                medianHours: z.number().nullable(),
                lean: z.number().nullable(),
                shared: z.int(),
              }),
            ),
          }),
        },
      },
    },
    ({ params, query }) =>
      evaluationInsight(database, {
        issuerId: params.organizationId,
        microCredentialId: query.microCredentialId,
        since: query.since ? new Date(query.since) : undefined,
      }),
  );

  server.get(
    '/api/v1/organizations/:organizationId/evaluation-insight.csv',
    {
      config: { access: settingsKeepers },
      schema: {
        tags,
        summary: 'The same as a file: one line a figure',
        params: Organization,
        querystring: About,
        produces: ['text/csv'],
        response: { 200: z.string() },
      },
    },
    async ({ params, query }, reply) => {
      const insight = await evaluationInsight(database, {
        issuerId: params.organizationId,
        microCredentialId: query.microCredentialId,
        since: query.since ? new Date(query.since) : undefined,
      });
      void reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="evaluation.csv"');
      return insightAsCsv(insight);
    },
  );

  server.get(
    '/api/v1/micro-credentials/:slug/quality',
    {
      config: { access: anyone, kept: ({ slug = '' }) => [`micro-credential:${slug}`, `quality:${slug}`] },
      schema: {
        tags,
        summary: 'How a micro-credential is evaluated: pass rate, turnaround, attempts, reliability; nothing from fewer than five',
        params: z.object({ slug: z.string().max(200) }),
        response: { 200: Quality },
      },
    },
    async ({ params }) => {
      const found = await database
        .selectFrom('micro_credential')
        .select('id')
        .where('slug', '=', params.slug)
        .where('current_version_id', 'is not', null)
        .executeTakeFirst();
      if (!found) throw notFound('micro-credential');
      return qualityOf(database, found.id);
    },
  );
}

/** One line a figure: what it is about, of which, and its value; formulas are not let in. */
export function insightAsCsv({
  funnel,
  time,
  levels,
  agreement,
  pairs,
  evaluators,
}: Awaited<ReturnType<typeof evaluationInsight>>): string {
  const rows: (string | number | null)[][] = [
    ...Object.entries(funnel).map(([step, count]) => ['funnel', step, '', count]),
    ...Object.entries(time).map(([name, value]) => ['time', name, '', value]),
    ...levels.flatMap((row) =>
      row.levels.map(({ name, count }) => ['level', `${row.microCredentialTitle}: ${row.partTitle}: ${row.criterionTitle}`, name, count]),
    ),
    ...agreement.flatMap(({ month, criteria, percent, kappa, alpha }) => [
      ['agreement', month, 'criteria', criteria],
      ['agreement', month, 'percent', percent],
      ['agreement', month, 'Fleiss kappa', kappa],
      ['agreement', month, 'alpha', alpha],
    ]),
    ...pairs.flatMap(({ evaluators: both, criteria, percent, kappa, low, high }) => {
      const names = both.map(({ name }) => name).join(' and ');
      return [
        ['pair', names, 'criteria', criteria],
        ['pair', names, 'percent', percent],
        ['pair', names, 'Cohen kappa', kappa],
        ['pair', names, 'Cohen kappa low', low],
        ['pair', names, 'Cohen kappa high', high],
      ];
    }),
    ...evaluators.flatMap(({ name, decided, medianHours, lean }) => [
      ['evaluator', name, 'decided', decided],
      ['evaluator', name, 'median hours', medianHours],
      ['evaluator', name, 'lean', lean],
    ]),
  ];
  return stringify([['kind', 'about', 'of', 'value'], ...rows], { escape_formulas: true });
}
