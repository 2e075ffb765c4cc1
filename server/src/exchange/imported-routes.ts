import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { callerOf, signedIn } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { listImported, readImported, removeImported } from './imported-badges.ts';
import { importedBadgeOwner } from './policy.ts';

const tags = ['imported badges'];
const BadgeParams = z.object({ badgeId: z.uuid() });

/** What the person sees of badges that programs brought. */
export function importedRoutes(server: Server, { database }: Ground): void {
  server.get(
    '/api/v1/imported-badges',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'My badges from elsewhere, newest first',
        querystring: z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(24) }),
        response: {
          200: z.object({
            items: z.array(
              z
                .object({
                  id: z.uuid(),
                  title: z.string(),
                  issuer: z.string(),
                  validFrom: z.date(),
                  verdict: z.string().meta({ description: '`valid`, or `undetermined` when issuer or status list were out of reach' }),
                  recipient: z.string().meta({ description: '`matches` when it names a confirmed address of mine, else `not-known`' }),
                  broughtBy: z.string().nullable(),
                  importedAt: z.date(),
                })
                .meta({ id: 'ImportedBadge' }),
            ),
            nextCursor: z.string().nullable(),
          }),
        },
      },
    },
    (request) => listImported(database, callerOf(request).personId, request.query),
  );

  server.get(
    '/api/v1/imported-badges/:badgeId/credential',
    { config: { access: importedBadgeOwner }, schema: { tags, summary: 'The badge as it came, byte for byte', params: BadgeParams } },
    async (request, reply) => {
      const { form, credential } = await readImported(database, request.params.badgeId);
      return reply
        .header('cache-control', 'private, no-store')
        .type(form === 'jwt' ? 'text/plain; charset=utf-8' : 'application/vc')
        .send(credential);
    },
  );

  server.delete(
    '/api/v1/imported-badges/:badgeId',
    {
      config: { access: importedBadgeOwner },
      schema: {
        tags,
        summary: 'Forget an imported badge',
        params: BadgeParams,
        response: { 200: z.object({ done: z.literal(true) }) },
      },
    },
    async (request) => {
      await removeImported(database, callerOf(request).personId, request.params.badgeId);
      return { done: true as const };
    },
  );
}
