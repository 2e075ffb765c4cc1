import { bakePng } from '@brevet/openbadges';
import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { anyone } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import type { Server } from '../platform/http/server.ts';
import { drawPng } from './badge-art.ts';
import { fileNameOf } from './file-name.ts';
import { readAssertion, readBadgeClass, readIssuerProfile, readRevocationList, readRsaKey } from './open-badges-2.ts';
import { badgeViewer } from './policy.ts';
import { badgeRevoked } from './problems.ts';
import { sendDocument } from './public-document.ts';
import { readBadgeFile } from './read-badge.ts';
import { AwardParams } from './schemas.ts';
import { signedAssertion } from './sign-for-anybody.ts';

const tags = ['badge documents'];
const type = 'application/ld+json';
const config = { access: anyone };
const SlugParams = z.object({ slug: z.string().min(1).max(200) });

/** Open Badges 2.0: hosted and signed assertions, and the documents by which they are verified. */
export function openBadges2Routes(server: Server, ground: Ground): void {
  const { database } = ground;

  server.get(
    '/badges/:awardId/assertion.json',
    {
      config: { access: badgeViewer },
      schema: {
        tags,
        summary: 'The hosted assertion of Open Badges 2.0; 410 once the badge was revoked, and while it is suspended',
        params: AwardParams,
      },
    },
    async (request, reply) => {
      const assertion = await readAssertion(ground, database, request.params.awardId);
      if (!assertion) throw notFound('badge');
      const { shown, title } = await readBadgeFile(database, request.params.awardId, ground.config.url);
      const fileName = `${fileNameOf(title)}-2.json`;
      if ('revoked' in assertion) reply.code(410);
      return sendDocument(request, reply, { body: JSON.stringify(assertion), type, maxAge: 30, fileName, isPrivate: !shown });
    },
  );

  server.get(
    '/badges/:awardId/assertion.jws',
    {
      config: { access: badgeViewer },
      schema: {
        tags,
        summary: 'The signed assertion of Open Badges 2.0 (compact JWS, RS256); 410 while the badge does not stand',
        params: AwardParams,
      },
    },
    async (request, reply) => {
      const { awardId } = request.params;
      const body = await signedAssertion(ground, awardId);
      const { shown, title } = await readBadgeFile(database, awardId, ground.config.url);
      const fileName = `${fileNameOf(title)}-2.jws`;
      return sendDocument(request, reply, { body, type: 'application/jose', maxAge: 30, fileName, isPrivate: !shown });
    },
  );

  server.get(
    '/badges/:awardId/badge-2.png',
    {
      config: { access: badgeViewer },
      schema: { tags, summary: 'The picture with the assertion of Open Badges 2.0 inside', params: AwardParams },
    },
    async (request, reply) => {
      const assertion = await readAssertion(ground, database, request.params.awardId);
      if (!assertion) throw notFound('badge');
      if ('revoked' in assertion) throw badgeRevoked();
      const { shown, title, art } = await readBadgeFile(database, request.params.awardId, ground.config.url);
      const body = Buffer.from(bakePng(await drawPng(art), JSON.stringify(assertion), { version: 2 }));
      const fileName = `${fileNameOf(title)}-2.png`;
      return sendDocument(request, reply, { body, type: 'image/png', maxAge: 30, fileName, isPrivate: !shown });
    },
  );

  server.get(
    '/badge-classes/:classId',
    {
      config,
      schema: {
        tags,
        summary: 'The BadgeClass (Open Badges 2.0) of a micro-credential’s version or a stack, by its id',
        params: z.object({ classId: z.uuid() }),
      },
    },
    async (request, reply) => {
      const badgeClass = await readBadgeClass(ground, database, request.params.classId);
      if (!badgeClass) throw notFound('badge class');
      return sendDocument(request, reply, { body: JSON.stringify(badgeClass), type, maxAge: 300 });
    },
  );

  server.get(
    '/issuers/:slug/open-badges-2.json',
    { config, schema: { tags, summary: 'The issuer profile of Open Badges 2.0', params: SlugParams } },
    async (request, reply) => {
      const profile = await readIssuerProfile(ground, database, request.params.slug);
      if (!profile) throw notFound('issuer');
      return sendDocument(request, reply, { body: JSON.stringify(profile), type, maxAge: 300 });
    },
  );

  server.get(
    '/issuers/:slug/rsa-keys/:name',
    {
      config,
      schema: {
        tags,
        summary: 'A key that signs assertions of Open Badges 2.0 (CryptographicKey)',
        params: SlugParams.extend({ name: z.string().regex(/^rsa-\d{1,6}$/) }),
      },
    },
    async (request, reply) => {
      const { slug, name } = request.params;
      const key = await readRsaKey(ground, database, slug, name);
      if (!key) throw notFound('key');
      return sendDocument(request, reply, { body: JSON.stringify(key), type, maxAge: 300 });
    },
  );

  server.get(
    '/issuers/:slug/revocations.json',
    { config, schema: { tags, summary: 'The RevocationList of Open Badges 2.0', params: SlugParams } },
    async (request, reply) => {
      const list = await readRevocationList(ground, database, request.params.slug);
      if (!list) throw notFound('issuer');
      return sendDocument(request, reply, { body: JSON.stringify(list), type, maxAge: 30 });
    },
  );
}
