import { z } from 'zod';
import type { Ground } from '../../platform/ground.ts';
import { anyone, callerOf } from '../../platform/http/access.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Server } from '../../platform/http/server.ts';
import { badgeViewer, endorsementMaker, endorsers } from '../policy.ts';
import { sendDocument } from '../public-document.ts';
import { AwardParams, OrganizationParams, Paging } from '../schemas.ts';
import { achievementDocument } from './achievement-document.ts';
import { makeEndorsement } from './make-endorsement.ts';
import {
  type EndorsedHere,
  listEndorsedBy,
  listEndorsementsOf,
  listEndorsementsOfBadge,
  listEndorsementsReceived,
  readEndorsement,
} from './queries.ts';
import { showEndorsement } from './show-endorsement.ts';
import { withdrawEndorsement } from './withdraw-endorsement.ts';

const tags = ['endorsements'];
const EndorsementParams = z.object({ endorsementId: z.uuid() });
const EndorsementAnswer = z
  .object({
    id: z.uuid(),
    endorser: z.object({ slug: z.string(), name: z.string(), isIssuer: z.boolean(), website: z.string().nullable() }),
    endorsed: z.object({
      kind: z.enum(['micro-credential', 'issuer', 'elsewhere']),
      name: z.string(),
      link: z.string().meta({ description: 'Path of its page here; of what is elsewhere its address' }),
      version: z.int().nullable().meta({ description: 'Of a micro-credential which version' }),
    }),
    comment: z.string(),
    madeAt: z.date(),
    holdsUntil: z.iso.date().nullable().meta({ description: 'The last day on which it holds, in UTC' }),
    withdrawnAt: z.date().nullable(),
    shown: z.boolean().meta({ description: 'Whether what is endorsed shows it on its pages' }),
    address: z.string().meta({ description: 'Where the signed credential stands' }),
  })
  .meta({ id: 'SignedEndorsement' });
const EndorsementsAnswer = z
  .object({ items: z.array(EndorsementAnswer), nextCursor: z.uuid().nullable() })
  .meta({ id: 'SignedEndorsements' });
const EndorsedQuestion = z.union([
  z.strictObject({ microCredentialId: z.uuid() }),
  z.strictObject({ issuerId: z.uuid() }),
  z.strictObject({
    address: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .meta({ description: 'The id that its badges name' }),
    name: z.string().trim().min(1).max(200),
  }),
]);

/** What organizations say of micro-credentials and issuers that are not their own, signed. */
export function endorsementRoutes(server: Server, ground: Ground): void {
  const { database, config, clock } = ground;

  server.post(
    '/api/v1/organizations/:organizationId/endorsements',
    {
      config: { access: endorsers },
      schema: {
        tags,
        summary: 'Endorse a micro-credential as it stands now, an issuer, or something elsewhere, in the name of the organization',
        params: OrganizationParams,
        body: z.object({
          endorsed: EndorsedQuestion,
          comment: z.string().trim().min(1).max(2000).meta({ description: 'Public: why' }),
          holdsUntil: z.iso
            .date()
            .optional()
            .meta({ description: 'The last day on which it holds, in UTC; until it is withdrawn, unless given' }),
        }),
        response: { 201: z.object({ endorsementId: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { organizationId } = request.params;
      const endorsementId = await makeEndorsement(ground, { organizationId, personId: callerOf(request).personId, ...request.body });
      reply.code(201);
      return { endorsementId };
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/endorsements',
    {
      config: { access: endorsers },
      schema: {
        tags,
        summary: 'What the organization endorsed, newest first',
        params: OrganizationParams,
        querystring: Paging,
        response: { 200: EndorsementsAnswer },
      },
    },
    (request) => listEndorsedBy(database, request.params.organizationId, config.url, request.query),
  );

  server.get(
    '/api/v1/organizations/:organizationId/endorsements/received',
    {
      config: { access: endorsers },
      schema: {
        tags,
        summary: 'What others say now of the organization and its micro-credentials, newest first; what it does not show, too',
        params: OrganizationParams,
        querystring: Paging,
        response: { 200: EndorsementsAnswer },
      },
    },
    ({ params, query }) =>
      listEndorsementsReceived(database, { organizationId: params.organizationId, url: config.url, now: clock(), ...query }),
  );

  server.put(
    '/api/v1/organizations/:organizationId/endorsements/received/:endorsementId/showing',
    {
      config: { access: endorsers },
      schema: {
        tags,
        summary: 'Take what others say of the organization off its pages, or show it again; again changes nothing',
        params: OrganizationParams.extend(EndorsementParams.shape),
        body: z.object({ shown: z.boolean() }),
        response: { 200: z.object({ shown: z.boolean() }) },
      },
    },
    async (request) => {
      const { shown } = request.body;
      await showEndorsement(ground, { ...request.params, personId: callerOf(request).personId, shown });
      return { shown };
    },
  );

  server.post(
    '/api/v1/endorsements/:endorsementId/withdrawal',
    {
      config: { access: endorsementMaker },
      schema: {
        tags,
        summary: 'Withdraw an endorsement for good; again changes nothing',
        params: EndorsementParams,
        response: { 200: z.object({ withdrawn: z.literal(true) }) },
      },
    },
    async (request) => {
      await withdrawEndorsement(ground, { endorsementId: request.params.endorsementId, personId: callerOf(request).personId });
      return { withdrawn: true as const };
    },
  );

  const shownOn = (path: string, of: (slug: string) => EndorsedHere, key: string, what: string) =>
    server.get(
      path,
      {
        config: { access: anyone, kept: ({ slug = '' }) => [`endorsements:${key}:${slug}`, 'organizations'] },
        schema: {
          tags,
          summary: `Who endorses ${what}, newest first`,
          params: z.object({ slug: z.string().min(1).max(200) }),
          querystring: Paging,
          response: { 200: EndorsementsAnswer },
        },
      },
      ({ params, query }) => listEndorsementsOf(database, { of: of(params.slug), url: config.url, now: clock(), ...query }),
    );
  shownOn('/api/v1/micro-credentials/:slug/endorsements', (slug) => ({ microCredential: slug }), 'micro-credential', 'a micro-credential');
  shownOn('/api/v1/issuers/:slug/endorsements', (slug) => ({ issuer: slug }), 'issuer', 'an issuer');

  server.get(
    '/api/v1/badges/:awardId/endorsements',
    {
      config: { access: badgeViewer },
      schema: {
        tags,
        summary: 'Who endorses the version that a badge is of, newest first',
        params: AwardParams,
        querystring: Paging,
        response: { 200: EndorsementsAnswer },
      },
    },
    async ({ params, query }, reply) => {
      reply.header('cache-control', 'no-store');
      return listEndorsementsOfBadge(database, { awardId: params.awardId, url: config.url, now: clock(), ...query });
    },
  );

  server.get(
    '/endorsements/:endorsementId',
    {
      config: { access: anyone },
      schema: { tags, summary: 'The signed EndorsementCredential (Open Badges 3.0), byte for byte', params: EndorsementParams },
    },
    async (request, reply) => {
      const { endorsementId } = request.params;
      const body = await readEndorsement(database, endorsementId);
      if (!body) throw notFound('endorsement');
      return sendDocument(request, reply, { body, type: 'application/vc', maxAge: 300, fileName: `endorsement-${endorsementId}.json` });
    },
  );

  server.get(
    '/micro-credentials/:slug/versions/:number/achievement.json',
    {
      config: { access: anyone },
      schema: {
        tags,
        summary: 'A version as an Open Badges 3.0 achievement, with the endorsements that hold',
        params: z.object({ slug: z.string().min(1).max(200), number: z.coerce.number().int().min(1).max(1_000_000) }),
      },
    },
    async (request, reply) => {
      const document = await achievementDocument(ground, request.params);
      return sendDocument(request, reply, { body: JSON.stringify(document), type: 'application/ld+json', maxAge: 60 });
    },
  );
}
