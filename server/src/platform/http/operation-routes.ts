import { sql } from 'kysely';
import { z } from 'zod';
import { readVersion } from '../config.ts';
import type { Database } from '../database/database.ts';
import { anyone } from './access.ts';
import { Problem } from './problem.ts';
import type { Server } from './server.ts';

/** What a capability tells operators, in sentences; empty while all is well. Asked at each look at the node's health: keep it cheap. */
export type Notices = (database: Database) => Promise<string[]>;

/**
 * Health for load balancers, the OpenAPI document, and the yardstick of the benchmarks.
 *
 * @param notices of the capabilities; they never make a node unfit to serve
 */
export function addOperationRoutes(server: Server, { database }: { database: Database }, notices: readonly Notices[]): void {
  const version = readVersion();
  server.get(
    '/health',
    {
      config: { access: anyone },
      schema: {
        tags: ['operation'],
        summary: 'Whether this node can serve',
        response: {
          200: z.object({
            status: z.literal('ok'),
            version: z.string(),
            /** What an operator should look at; the node serves nevertheless. */
            notices: z.array(z.string()),
          }),
        },
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
      const told = await Promise.all(notices.map((tell) => tell(database)));
      return { status: 'ok' as const, version, notices: told.flat() };
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
