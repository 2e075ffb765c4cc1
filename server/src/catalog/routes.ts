import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { anyone } from '../platform/http/access.ts';
import type { PublicCache } from '../platform/http/public-cache.ts';
import type { Server } from '../platform/http/server.ts';
import { microCredentialKeys } from './public-keys.ts';
import { listIssuers, listStacks, listVersions, loadIssuer, loadPublicVersion, loadStack } from './queries.ts';
import { CatalogAnswer, CatalogSearch, IssuerAnswer, SlugParams, StackAnswer, VersionAnswer, VersionParams } from './schemas.ts';
import { searchCatalog } from './search.ts';
import { searchingOn } from './searching.ts';

/** The public catalog: open to anyone, alike for everybody, and therefore kept until it changes. */
export function catalogRoutes(server: Server, { database }: Ground, cache: PublicCache): void {
  const tags = ['catalog'];
  const config = { access: anyone, kept: () => ['catalog'] };
  const searching = searchingOn(database, cache);
  const ofOne = { access: anyone, kept: microCredentialKeys };

  server.get(
    '/api/v1/micro-credentials',
    {
      config,
      schema: { tags, summary: 'Search and browse; forgives typing errors', querystring: CatalogSearch, response: { 200: CatalogAnswer } },
    },
    ({ query }) => searchCatalog(searching, query),
  );
  server.get(
    '/api/v1/micro-credentials/:slug',
    {
      config: ofOne,
      schema: { tags, summary: 'The current version whole, scoring guide included', params: SlugParams, response: { 200: VersionAnswer } },
    },
    ({ params }) => loadPublicVersion(database, params.slug),
  );
  server.get(
    '/api/v1/micro-credentials/:slug/versions',
    {
      config: ofOne,
      schema: {
        tags,
        summary: 'The published versions, newest first',
        params: SlugParams,
        response: { 200: z.object({ items: z.array(z.object({ number: z.int(), publishedAt: z.date() })) }) },
      },
    },
    async ({ params }) => ({ items: await listVersions(database, params.slug) }),
  );
  server.get(
    '/api/v1/micro-credentials/:slug/versions/:number',
    {
      config: ofOne,
      schema: { tags, summary: 'One published version, as it was and stays', params: VersionParams, response: { 200: VersionAnswer } },
    },
    ({ params }) => loadPublicVersion(database, params.slug, params.number),
  );
  server.get(
    '/api/v1/stacks',
    {
      config,
      schema: {
        tags,
        summary: 'Stacks with their members in order',
        querystring: z.object({ issuer: z.string().max(200).optional() }),
        response: { 200: z.object({ items: z.array(StackAnswer) }) },
      },
    },
    async ({ query }) => ({ items: await listStacks(database, query.issuer) }),
  );
  server.get(
    '/api/v1/stacks/:slug',
    { config, schema: { tags, summary: 'A stack', params: SlugParams, response: { 200: StackAnswer } } },
    ({ params }) => loadStack(database, params.slug),
  );
  server.get(
    '/api/v1/issuers',
    {
      config,
      schema: {
        tags,
        summary: 'Organizations that issue',
        response: { 200: z.object({ items: z.array(IssuerAnswer.extend({ microCredentials: z.int() }).meta({ id: 'IssuerListed' })) }) },
      },
    },
    async () => ({ items: await listIssuers(database) }),
  );
  server.get(
    '/api/v1/issuers/:slug',
    { config, schema: { tags, summary: 'An issuing organization', params: SlugParams, response: { 200: IssuerAnswer } } },
    ({ params }) => loadIssuer(database, params.slug),
  );
}
