import { contextsFor } from '@brevet/openbadges';
import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { anyone } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import type { Server } from '../platform/http/server.ts';
import { endorsementsIn } from './endorsements/queries.ts';
import { readKeySet } from './open-badges-2.ts';
import { issuerDidDocument, issuerProfileDocument } from './own-documents.ts';
import { sendDocument } from './public-document.ts';
import { signedStatusList, statusTtlSeconds } from './status-lists.ts';

const tags = ['badge documents'];
const config = { access: anyone };
const SlugParams = z.object({ slug: z.string().min(1).max(200) });

/** What verifiers look up: the keys and profile of an issuer, and which badges were revoked. */
export function documentRoutes(server: Server, ground: Ground): void {
  const { database } = ground;

  server.get(
    '/issuers/:slug/did.json',
    { config, schema: { tags, summary: 'The did:web document of an issuer: every key that ever signed', params: SlugParams } },
    async (request, reply) => {
      const document = await issuerDidDocument(ground, database, request.params.slug);
      if (!document) throw notFound('issuer');
      return sendDocument(request, reply, { body: JSON.stringify(document), type: 'application/did+json', maxAge: 60 });
    },
  );

  server.get(
    '/issuers/:slug/jwks.json',
    { config, schema: { tags, summary: 'The keys with which the issuer signs JWTs (JSON Web Key Set)', params: SlugParams } },
    async (request, reply) => {
      const keys = await readKeySet(database, request.params.slug);
      if (!keys) throw notFound('issuer');
      return sendDocument(request, reply, { body: JSON.stringify(keys), type: 'application/jwk-set+json', maxAge: 60 });
    },
  );

  server.get(
    '/issuers/:slug/profile.json',
    { config, schema: { tags, summary: 'The Open Badges 3.0 profile of an issuer, with the endorsements that hold', params: SlugParams } },
    async (request, reply) => {
      const profile = await issuerProfileDocument(ground, database, request.params.slug);
      if (!profile) throw notFound('issuer');
      const endorsement = await endorsementsIn(database, { issuerSlug: request.params.slug }, ground.clock());
      const document = { '@context': contextsFor({ extensions: false }), ...profile, ...(endorsement.length ? { endorsement } : {}) };
      return sendDocument(request, reply, { body: JSON.stringify(document), type: 'application/ld+json', maxAge: 60 });
    },
  );

  server.get(
    '/status-lists/:listId',
    {
      config,
      schema: {
        tags,
        summary: 'A signed Bitstring Status List; a copy may be kept for 30 seconds',
        params: z.object({ listId: z.uuid() }),
      },
    },
    async (request, reply) => {
      const list = await signedStatusList(ground, database, request.params.listId);
      if (!list) throw notFound('status list');
      return sendDocument(request, reply, { body: list.text, etag: list.etag, type: 'application/vc', maxAge: statusTtlSeconds });
    },
  );
}
