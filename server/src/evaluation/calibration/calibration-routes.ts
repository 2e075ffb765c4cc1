import { sql } from 'kysely';
import { z } from 'zod';
import { LocalId } from '../../catalog/definition.ts';
import type { Ground } from '../../platform/ground.ts';
import { callerOf } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { evaluatorsOfOrganization, leadsOfOrganization } from '../policy.ts';
import { makeAnchor, retireAnchor } from './make-anchor.ts';
import { openCalibration } from './open-calibration.ts';
import { anchorsOf, calibrationStandings } from './queries.ts';

const tags = ['evaluation'];
const Organization = z.object({ organizationId: z.uuid() });
const Use = z.enum(['calibration', 'drift', 'both']);
const Percent = z.number().meta({ description: 'Percent' });

/** Anchors, and calibrating oneself by them. */
export function calibrationRoutes(server: Server, { database }: Ground): void {
  server.get(
    '/api/v1/organizations/:organizationId/anchors',
    {
      config: { access: leadsOfOrganization },
      schema: {
        tags,
        summary: 'Anchors, and how close evaluators come to them',
        params: Organization,
        response: {
          200: z.object({
            anchors: z.array(
              z.object({
                anchorId: z.uuid(),
                microCredentialId: z.uuid(),
                microCredentialTitle: z.string(),
                title: z.string(),
                use: Use,
                madeAt: z.date(),
                retired: z.boolean(),
                scored: z.int(),
                exact: Percent.nullable(),
              }),
            ),
            standings: z.array(
              z.object({
                personId: z.uuid(),
                name: z.string(),
                microCredentialId: z.uuid(),
                microCredentialTitle: z.string(),
                use: z.enum(['calibration', 'drift']),
                scored: z.int(),
                exact: Percent,
                adjacent: Percent,
                lean: z.number(),
                met: z.boolean(),
                lastAt: z.date(),
              }),
            ),
          }),
        },
      },
    },
    async ({ params }) => {
      const [anchors, standings] = await Promise.all([
        anchorsOf(database, params.organizationId),
        calibrationStandings(database, params.organizationId),
      ]);
      return { anchors, standings };
    },
  );

  server.post(
    '/api/v1/organizations/:organizationId/anchors',
    {
      config: { access: leadsOfOrganization },
      schema: {
        tags,
        summary: 'Make an anchor of a decided evaluation or of written texts, with agreed levels and reasons',
        params: Organization,
        body: z.object({
          title: z.string().trim().min(1).max(200),
          use: Use,
          source: z.discriminatedUnion('kind', [
            z.object({ kind: z.literal('evaluation'), evaluationId: z.uuid() }),
            z.object({
              kind: z.literal('written'),
              microCredentialId: z.uuid(),
              answers: z.record(z.string().max(130), z.string().max(20_000)).refine((answers) => Object.keys(answers).length <= 100),
            }),
          ]),
          levels: z
            .array(z.object({ partId: LocalId, criterionId: LocalId, levelId: LocalId, reason: z.string().trim().max(2000) }))
            .max(100),
        }),
        response: { 200: z.object({ anchorId: z.uuid() }) },
      },
    },
    (request) => makeAnchor(database, { ...request.body, issuerId: request.params.organizationId, personId: callerOf(request).personId }),
  );

  server.post(
    '/api/v1/organizations/:organizationId/anchors/:anchorId/retire',
    {
      config: { access: leadsOfOrganization },
      schema: {
        tags,
        summary: 'Take an anchor out of use; results stay',
        params: Organization.extend({ anchorId: z.uuid() }),
        response: { 200: z.object({ done: z.literal(true) }) },
      },
    },
    async ({ params }) => {
      await retireAnchor(database, { anchorId: params.anchorId, issuerId: params.organizationId });
      return { done: true as const };
    },
  );

  server.post(
    '/api/v1/organizations/:organizationId/calibrations/:microCredentialId',
    {
      config: { access: evaluatorsOfOrganization },
      schema: {
        tags,
        summary: 'Open the next anchor of a micro-credential to calibrate oneself',
        params: Organization.extend({ microCredentialId: z.uuid() }),
        response: { 200: z.object({ evaluationId: z.uuid().nullable().meta({ description: 'null when every anchor is scored' }) }) },
      },
    },
    async (request) => ({
      evaluationId: await openCalibration(database, {
        issuerId: request.params.organizationId,
        microCredentialId: request.params.microCredentialId,
        evaluatorId: callerOf(request).personId,
      }),
    }),
  );

  server.put(
    '/api/v1/organizations/:organizationId/calibrations/:microCredentialId/:personId',
    {
      config: { access: leadsOfOrganization },
      schema: {
        tags,
        summary: 'Let an evaluator score, or ask for calibration again, whatever the anchors said',
        params: Organization.extend({ microCredentialId: z.uuid(), personId: z.uuid() }),
        body: z.object({ met: z.boolean() }),
        response: { 200: z.object({ done: z.boolean() }) },
      },
    },
    async ({ params, body }) => {
      // only members of the organization and its own micro-credentials: otherwise nothing happens
      const { rows } = await sql`
        insert into calibration (micro_credential_id, person_id, issuer_id, met_at)
        select mc.id, m.person_id, mc.issuer_id, case when ${body.met} then now() end
        from micro_credential mc join membership m on m.organization_id = mc.issuer_id
        where mc.id = ${params.microCredentialId} and mc.issuer_id = ${params.organizationId} and m.person_id = ${params.personId}
        on conflict (micro_credential_id, person_id) do update set met_at = excluded.met_at
        returning person_id`.execute(database);
      return { done: rows.length === 1 };
    },
  );
}
