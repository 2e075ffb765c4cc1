import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { callerOf, signedIn } from '../../platform/http/access.ts';
import type { Server } from '../../platform/http/server.ts';
import { readRoster, StudentNames, saveRoster } from './class-roster.ts';

const tags = ['evidence'];
const Kept = z.object({ names: z.array(z.string()), revision: z.int() });

/** The names of one's students, for one's own eyes. */
export function rosterRoutes(server: Server, ground: Ground): void {
  server.get(
    '/api/v1/account/class-roster',
    {
      config: { access: signedIn },
      schema: { tags, summary: 'The names of one’s students that one’s texts are looked through for', response: { 200: Kept } },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return readRoster(ground, ground.database, callerOf(request).personId);
    },
  );

  server.put(
    '/api/v1/account/class-roster',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Keep the names of one’s students, sealed; nobody else reads them',
        body: z.object({
          names: StudentNames,
          revision: z
            .int()
            .min(0)
            .max(2_000_000_000)
            .meta({ description: 'The revision this edit was made from; 0 before the first save' }),
        }),
        response: { 200: Kept },
      },
    },
    (request) => saveRoster(ground, callerOf(request).personId, request.body),
  );
}
