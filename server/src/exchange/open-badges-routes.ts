import { z } from 'zod';
import { listSignedBadges } from '../awards/index.ts';
import type { Ground } from '../platform/ground.ts';
import { anyone } from '../platform/http/access.ts';
import { createGuardedFetch } from '../platform/http/guarded-fetch.ts';
import type { Server } from '../platform/http/server.ts';
import { openBadgesPath, serviceDescription } from './discovery.ts';
import { imsxStatus, tellImsx } from './error-forms.ts';
import { importBadge } from './import-badge.ts';
import { listImportedTexts } from './imported-badges.ts';
import { mostBadges, pageLinks } from './page-links.ts';
import { badgeBringers, badgeReaders, profileReaders, profileWriters } from './policy.ts';
import { ProfileBody, putProfile, readProfile } from './profile.ts';
import { holderOf } from './token-holder.ts';

const tags = ['open badges 3.0'];
const errors = { 'x-errors': 'imsx' } as const;
const limits = { rateLimit: { max: 600, timeWindow: '1 minute' } };
/** Bytes of a badge that a program brings. */
const mostBytes = 2 * 1024 * 1024;
const badgeTypes = ['application/json', 'application/vc+ld+json', 'application/ld+json', 'application/vc', 'text/plain'];

/** The Open Badges 3.0 API: other backpacks pull badges from here and push badges to here. */
export async function openBadgesRoutes(server: Server, ground: Ground): Promise<void> {
  const { database, config } = ground;
  const fetchGuarded = createGuardedFetch();
  const description = serviceDescription(config);

  server.get(
    `${openBadgesPath}/discovery`,
    {
      config: { access: anyone },
      errorHandler: tellImsx,
      schema: { tags, ...errors, summary: 'Where programs register, ask and call: the service description document' },
    },
    (_request, reply) => reply.header('access-control-allow-origin', '*').header('cache-control', 'public, max-age=300').send(description),
  );

  server.get(
    `${openBadgesPath}/credentials`,
    {
      config: { access: badgeReaders, ...limits },
      errorHandler: tellImsx,
      schema: {
        tags,
        ...errors,
        summary: 'The person’s badges, as they were signed: those of this installation, then imported ones',
        querystring: z.object({
          limit: z.coerce
            .number()
            .int()
            .min(1)
            .max(2 ** 31 - 1)
            .default(mostBadges),
          offset: z.coerce
            .number()
            .int()
            .min(0)
            .max(2 ** 31 - 1)
            .default(0),
          // a DateTime of Open Badges 3.0 need not name a zone; then it is UTC
          since: z.iso.datetime({ offset: true, local: true }).optional(),
        }),
      },
    },
    async (request, reply) => {
      const { personId } = holderOf(request);
      const { offset } = request.query;
      const limit = Math.min(request.query.limit, mostBadges);
      const since = request.query.since ? momentOf(request.query.since) : null;
      const own = await listSignedBadges(database, personId, { since, offset, limit });
      const imported = await listImportedTexts(database, personId, {
        since,
        offset: Math.max(0, offset - own.total),
        limit: limit - own.badges.length,
      });
      const total = own.total + imported.total;
      const texts = (form: string) => imported.badges.filter((badge) => badge.form === form).map(({ credential }) => credential);
      return (
        reply
          .header('x-total-count', total)
          .header('link', pageLinks(new URL(request.url, config.url).href, { limit, offset, total }))
          .header('cache-control', 'private, no-store')
          .type('application/json')
          // put together as text: every badge goes out byte for byte
          .send(`{"credential":[${[...own.badges, ...texts('json')].join(',')}],"compactJwsString":${JSON.stringify(texts('jwt'))}}`)
      );
    },
  );

  server.get(
    `${openBadgesPath}/profile`,
    {
      config: { access: profileReaders, ...limits },
      errorHandler: tellImsx,
      schema: { tags, ...errors, summary: 'The person’s profile' },
    },
    async (request, reply) =>
      reply.header('cache-control', 'private, no-store').send(await readProfile(database, holderOf(request).personId)),
  );

  server.put(
    `${openBadgesPath}/profile`,
    {
      config: { access: profileWriters, ...limits },
      errorHandler: tellImsx,
      schema: { tags, ...errors, summary: 'Change the person’s name and line about oneself', body: ProfileBody },
    },
    async (request, reply) =>
      reply.header('cache-control', 'private, no-store').send(await putProfile(database, holderOf(request), request.body)),
  );

  await server.register(async (raw) => {
    // badges stay text: what was signed must not be written anew
    raw.removeAllContentTypeParsers();
    raw.addContentTypeParser(badgeTypes, { parseAs: 'string' }, (_request, body, done) => done(null, body));
    (raw as Server).post(
      `${openBadgesPath}/credentials`,
      {
        bodyLimit: mostBytes,
        config: { access: badgeBringers, ...limits },
        errorHandler: tellImsx,
        schema: {
          tags,
          ...errors,
          summary: 'Bring a badge from elsewhere, as JSON or as compact JWS; it is verified first',
          consumes: badgeTypes,
          body: z.string().min(1).meta({ description: 'The badge as it was signed' }),
        },
      },
      async (request, reply) => {
        const { personId, clientId } = holderOf(request);
        const text = request.body;
        const done = await importBadge(ground, fetchGuarded, { personId, clientId, text });
        if (done === 'keep') return reply.code(304).send();
        return reply
          .code(done === 'create' ? 201 : 200)
          .type(text.trimStart().startsWith('{') ? 'application/json' : 'text/plain; charset=utf-8')
          .send(text);
      },
    );
  });

  await server.register(
    async (scope) => {
      scope.setNotFoundHandler((request, reply) => {
        const allowed = methods[new URL(request.url, config.url).pathname.slice(openBadgesPath.length)];
        const status = allowed ? 405 : 404;
        if (allowed) reply.header('allow', allowed);
        const words = allowed
          ? `This address takes ${allowed}.`
          : 'There is nothing at this address. The service description document lists what there is.';
        reply
          .code(status)
          .type('application/json')
          .send(JSON.stringify(imsxStatus(status, words)));
      });
    },
    { prefix: openBadgesPath },
  );
}

/** What each address takes. */
const methods: Readonly<Record<string, string>> = {
  '/credentials': 'GET, HEAD, POST',
  '/profile': 'GET, HEAD, PUT',
  '/discovery': 'GET, HEAD',
};

const momentOf = (text: string) => new Date(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`);
