import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { callerOf, signedIn } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { authorizationPath } from './authorization-server.ts';
import { endConnection, listConnections, noteConnection, readClient } from './connections.ts';
import { connectionOwner } from './policy.ts';
import { requestNotGood } from './problems.ts';
import type { Provider } from './provider.ts';

const tags = ['connections'];
const Client = z
  .object({
    clientId: z.string(),
    name: z.string(),
    host: z.string().meta({ description: 'Where codes are sent; the rest is what the program says of itself' }),
    website: z.string().nullable(),
    terms: z.string().nullable(),
    privacy: z.string().nullable(),
  })
  .meta({ id: 'ConnectedClient' });

/** What people decide about programs: let them in, see them, end it. */
export function connectionRoutes(server: Server, { database }: Ground, provider: Provider): void {
  server.get(
    '/api/v1/connection-requests/:clientId',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'A program that asks for access, and what it may ask for',
        params: z.object({ clientId: z.string().min(1).max(200) }),
        response: { 200: Client.extend({ scopes: z.array(z.string()) }).meta({ id: 'ConnectionRequest' }) },
      },
    },
    (request) => readClient(database, request.params.clientId),
  );

  server.post(
    `${authorizationPath}/oauth2/consent`,
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'Let a program in, or not',
        body: z.object({
          accept: z.boolean(),
          request: z.string().min(1).max(10_000).meta({ description: 'The query of the page’s address, as it came, signature included' }),
        }),
        response: { 200: z.object({ address: z.string().meta({ description: 'Where to go on: back to the program' }) }) },
      },
    },
    async (request) => {
      const { accept, request: asked } = request.body;
      const answer = await provider({
        path: '/oauth2/consent',
        json: { accept, oauth_query: asked },
        headers: { cookie: request.headers.cookie, accept: 'application/json' },
      });
      const told = (await answer.json()) as { url?: string };
      if (!answer.ok || !told.url) throw requestNotGood('It was changed on the way, or it is older than ten minutes.');
      const { personId } = callerOf(request);
      if (accept) await noteConnection(database, personId, new URLSearchParams(asked).get('client_id') ?? '');
      return { address: told.url };
    },
  );

  server.get(
    '/api/v1/connections',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'The programs I let in, newest first',
        response: {
          200: z.object({
            items: z.array(
              z
                .object({ id: z.uuid(), client: Client, scopes: z.array(z.string()), since: z.date(), usedAt: z.date().nullable() })
                .meta({ id: 'Connection' }),
            ),
          }),
        },
      },
    },
    async (request) => ({ items: await listConnections(database, callerOf(request).personId) }),
  );

  server.delete(
    '/api/v1/connections/:connectionId',
    {
      config: { access: connectionOwner },
      schema: {
        tags,
        summary: 'End a connection: its tokens are good for nothing from now on',
        params: z.object({ connectionId: z.uuid() }),
        response: { 200: z.object({ done: z.literal(true) }) },
      },
    },
    async (request) => {
      await endConnection(database, callerOf(request).personId, request.params.connectionId);
      return { done: true as const };
    },
  );
}
