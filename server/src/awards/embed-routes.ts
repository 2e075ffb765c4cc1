import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { anyone } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import type { Server } from '../platform/http/server.ts';
import { addresses } from './addresses.ts';
import { embedPage, oEmbed } from './embed.ts';
import { badgeViewer } from './policy.ts';
import { formNotOffered } from './problems.ts';
import { type PublicBadge, readBadge } from './read-badge.ts';
import { shownBadgeAt } from './read-shown-badge.ts';
import { AwardParams } from './schemas.ts';

const tags = ['badges'];
const Pixels = z.coerce.number().int().min(80).max(4000).optional();

/** Badges on the pages of others. */
export function embedRoutes(server: Server, { database, config }: Ground): void {
  const at = addresses(config.url);
  const embedded = ({ id, title, earner, issuer, awardedAt, revokedAt, suspendedAt }: PublicBadge) => ({
    title,
    earner,
    issuerName: issuer.name,
    page: at.badge(id),
    picture: at.badgeFile(id, 'badge.png'),
    awardedAt,
    revokedAt,
    suspendedAt,
  });

  server.get(
    '/embed/badges/:awardId',
    {
      config: { access: badgeViewer },
      schema: { tags, summary: 'A badge as a small page for frames on other sites', params: AwardParams },
    },
    async (request, reply) => {
      const badge = await readBadge(database, request.params.awardId, config.url);
      reply.raw.removeHeader('x-frame-options');
      return reply
        .header(
          'content-security-policy',
          "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors *",
        )
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('cache-control', badge.shown ? 'public, max-age=30' : 'private, no-store')
        .type('text/html; charset=utf-8')
        .send(embedPage(embedded(badge)));
    },
  );

  server.get(
    '/oembed',
    {
      config: { access: anyone },
      schema: {
        tags,
        summary: 'oEmbed 1.0: how to show the badge at an address',
        querystring: z.object({
          url: z.string().min(1).max(2000).meta({ description: 'Address of the badge’s page' }),
          format: z.string().max(20).default('json').meta({ description: 'json; there is no other' }),
          maxwidth: Pixels,
          maxheight: Pixels,
        }),
        response: {
          200: z
            .object({
              version: z.literal('1.0'),
              type: z.literal('rich'),
              title: z.string(),
              author_name: z.string(),
              provider_name: z.string(),
              provider_url: z.string(),
              cache_age: z.int(),
              thumbnail_url: z.string(),
              thumbnail_width: z.int(),
              thumbnail_height: z.int(),
              width: z.int(),
              height: z.int(),
              html: z.string(),
            })
            .meta({ id: 'OEmbed' }),
        },
      },
    },
    async (request, reply) => {
      const { url, format, maxwidth, maxheight } = request.query;
      if (format !== 'json') throw formNotOffered();
      const awardId = await shownBadgeAt(database, url, config.url);
      if (!awardId) throw notFound('badge');
      const badge = await readBadge(database, awardId, config.url);
      reply.header('access-control-allow-origin', '*').header('cache-control', 'public, max-age=30');
      return oEmbed(embedded(badge), at.embed(awardId), config.url, { width: maxwidth, height: maxheight });
    },
  );
}
