import { sql } from 'kysely';
import { z } from 'zod';
import { readVersion } from '../config.ts';
import type { Database } from '../database/database.ts';
import { anyone } from './access.ts';
import { Problem } from './problem.ts';
import type { Server } from './server.ts';

/** Health for load balancers, the OpenAPI document, and the yardstick of the benchmarks. */
export function addOperationRoutes(server: Server, { database }: { database: Database }): void {
  const version = readVersion();
  server.get(
    '/health',
    {
      config: { access: anyone },
      schema: {
        tags: ['operation'],
        summary: 'Whether this node can serve',
        response: { 200: z.object({ status: z.literal('ok'), version: z.string() }) },
      },
    },
    async () => {
      try {
        await sql`select 1`.execute(database);
      } catch (error) {
        throw new Problem(503, 'database-away', 'The database is away', 'This node cannot reach its database.', {
          cause: (error as Error).name,
        });
      }
      return { status: 'ok' as const, version };
    },
  );
  server.get(
    '/hello',
    {
      config: { access: anyone },
      schema: {
        tags: ['operation'],
        summary: 'The least a route can do: what benchmarks compare with',
        response: { 200: z.object({ hello: z.string() }) },
      },
    },
    async () => ({ hello: 'world' }),
  );
  server.get('/api/openapi.json', { config: { access: anyone }, schema: { hide: true } }, async () => server.swagger());
}
