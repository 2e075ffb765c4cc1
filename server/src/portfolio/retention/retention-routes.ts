import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { retentionKeepers } from '../policy.ts';
import { RetentionPolicy, readRetention, saveRetention } from './retention-policy.ts';

const tags = ['evidence'];
const params = z.object({ organizationId: z.uuid() });
const Kept = z.object({ studentsDays: z.int().nullable(), allDays: z.int().nullable(), revision: z.int() });

/** How long an issuer has evidence kept. */
export function retentionRoutes(server: Server, { database }: Ground): void {
  const config = { access: retentionKeepers };

  server.get(
    '/api/v1/organizations/:organizationId/evidence-retention',
    {
      config,
      schema: { tags, summary: 'How long the organization has evidence kept after the decision', params, response: { 200: Kept } },
    },
    ({ params: { organizationId } }) => readRetention(database, organizationId),
  );

  server.put(
    '/api/v1/organizations/:organizationId/evidence-retention',
    {
      config,
      schema: {
        tags,
        summary: 'Choose how long evidence is kept; earners are told two weeks before anything goes',
        params,
        body: z.object({
          policy: RetentionPolicy,
          revision: z
            .int()
            .min(0)
            .max(2_000_000_000)
            .meta({ description: 'The revision this edit was made from; 0 before the first save' }),
        }),
        response: { 200: Kept },
      },
    },
    (request) => saveRetention(database, { ...request.params, ...request.body, personId: callerOf(request).personId }),
  );
}
