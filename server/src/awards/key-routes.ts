import { sql } from 'kysely';
import { z } from 'zod';
import type { Ground } from '../platform/ground.ts';
import { callerOf } from '../platform/http/access.ts';
import { notFound } from '../platform/http/problem.ts';
import type { Server } from '../platform/http/server.ts';
import { chooseBadgeStatus } from './choose-badge-status.ts';
import { issuerDidWeb, issuerIdentity } from './issuer-identity.ts';
import { listKeys, rotateKey, type StoredKey } from './issuer-keys.ts';
import { keyKeepers } from './policy.ts';
import { BadgeStatusAnswer } from './schemas.ts';
import type { BadgeStatus } from './status-lists.ts';

const tags = ['issuer keys'];
const OrganizationParams = z.object({ organizationId: z.uuid() });
const KeyAnswer = z.object({ name: z.string(), publicKeyMultibase: z.string(), createdAt: z.date(), retiredAt: z.date().nullable() });
const KeysAnswer = z
  .object({
    did: z.string().meta({ description: 'Under which id the organization signs' }),
    didWeb: z.string(),
    badgeStatus: BadgeStatusAnswer.meta({ description: 'What badges signed from now on can tell verifiers elsewhere' }),
    items: z.array(KeyAnswer),
  })
  .meta({ id: 'IssuerKeys' });

/** The signing keys of an organization that issues or endorses, and their rotation. */
export function keyRoutes(server: Server, ground: Ground): void {
  const { database, config } = ground;

  async function answer(organizationId: string): Promise<z.infer<typeof KeysAnswer>> {
    const organization = await database
      .selectFrom('organization')
      .select(['slug', sql<BadgeStatus>`badge_status`.as('badgeStatus')])
      .where('id', '=', organizationId)
      .executeTakeFirst();
    if (!organization) throw notFound('organization');
    const keys = await listKeys(database, organizationId);
    const current = keys.find(({ retiredAt }) => retiredAt === null);
    const didWeb = issuerDidWeb(config.url, organization.slug);
    const did = current ? issuerIdentity(config.url, organization.slug, current).id : didWeb;
    return { did, didWeb, badgeStatus: organization.badgeStatus, items: keys.map(publicPart) };
  }

  server.get(
    '/api/v1/organizations/:organizationId/keys',
    {
      config: { access: keyKeepers },
      schema: { tags, summary: 'Signing keys, newest first', params: OrganizationParams, response: { 200: KeysAnswer } },
    },
    (request) => answer(request.params.organizationId),
  );

  server.post(
    '/api/v1/organizations/:organizationId/keys',
    {
      config: { access: keyKeepers },
      schema: {
        tags,
        summary: 'Rotate: a new key signs from now on; badges signed before stay valid',
        params: OrganizationParams,
        body: z.object({
          replaces: z.string().max(100).nullable().meta({ description: 'Name of the current key, null when there is none yet' }),
        }),
        response: { 200: KeysAnswer },
      },
    },
    async (request) => {
      const { organizationId } = request.params;
      await answer(organizationId);
      await rotateKey(ground, { organizationId, personId: callerOf(request).personId, replaces: request.body.replaces });
      return answer(organizationId);
    },
  );

  server.put(
    '/api/v1/organizations/:organizationId/badge-status',
    {
      config: { access: keyKeepers },
      schema: {
        tags,
        summary: 'What badges signed from now on can tell verifiers elsewhere: that they were revoked, or that they are suspended',
        params: OrganizationParams,
        body: z.object({ badgeStatus: BadgeStatusAnswer }),
        response: { 200: KeysAnswer },
      },
    },
    async (request) => {
      const { organizationId } = request.params;
      await answer(organizationId);
      await chooseBadgeStatus(database, { organizationId, personId: callerOf(request).personId, badgeStatus: request.body.badgeStatus });
      return answer(organizationId);
    },
  );
}

const publicPart = ({ name, publicKeyMultibase, createdAt, retiredAt }: StoredKey) => ({ name, publicKeyMultibase, createdAt, retiredAt });
