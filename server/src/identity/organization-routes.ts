import { z } from 'zod';
import { audit } from '../platform/audit.ts';
import type { Ground } from '../platform/ground.ts';
import { callerOf, signedIn } from '../platform/http/access.ts';
import type { Server } from '../platform/http/server.ts';
import { changeRoles, endMembership } from './change-membership.ts';
import { membersOf, readOrganization } from './organization-queries.ts';
import { administratorOrMemberThemselves, organizationAdministrator, organizationMember } from './policy.ts';
import { organizationsOf } from './queries.ts';
import { Done, done, RoleName, RoleNames } from './schemas.ts';

const tags = ['identity'];
const organizationParams = z.object({ organizationId: z.uuid() });
const memberParams = z.object({ organizationId: z.uuid(), personId: z.uuid() });

const timezones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);
const Profile = z.object({
  name: z.string().trim().min(1).max(200),
  tagline: z.string().trim().max(200),
  description: z.string().trim().max(10_000),
  website: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .transform((color) => color.toLowerCase())
    .nullable(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  timezone: z.string().refine((zone) => timezones.has(zone), 'is not a time zone we know'),
});
const Organization = z.object({
  organizationId: z.uuid(),
  slug: z.string(),
  name: z.string(),
  tagline: z.string(),
  description: z.string(),
  website: z.string().nullable(),
  color: z.string().nullable(),
  country: z.string().nullable(),
  timezone: z.string(),
  isIssuer: z.boolean(),
  isRecognizer: z.boolean(),
  parentName: z.string().nullable(),
  memberCount: z.int(),
  roles: z.array(z.string()),
  mayAdminister: z.boolean(),
  rolesToGive: z.array(z.string()),
  children: z.array(z.object({ organizationId: z.uuid(), name: z.string() })),
});

/** Organizations as their members see them; what the public sees is the catalog's. Founding one is an operator's: see index.ts. */
export function organizationRoutes(server: Server, ground: Ground): void {
  const { database } = ground;

  server.get(
    '/api/v1/organizations',
    {
      config: { access: signedIn },
      schema: {
        tags,
        summary: 'The organizations one is a member of, by name',
        response: {
          200: z.object({
            items: z.array(
              z.object({
                organizationId: z.uuid(),
                slug: z.string(),
                name: z.string(),
                isIssuer: z.boolean(),
                isRecognizer: z.boolean(),
                roles: z.array(z.string()),
              }),
            ),
          }),
        },
      },
    },
    async (request) => ({ items: await organizationsOf(database, callerOf(request)) }),
  );

  server.get(
    '/api/v1/organizations/:organizationId',
    {
      config: { access: organizationMember },
      schema: { tags, summary: 'An organization, for its members', params: organizationParams, response: { 200: Organization } },
    },
    (request) => readOrganization(database, callerOf(request), request.params.organizationId),
  );

  server.patch(
    '/api/v1/organizations/:organizationId',
    {
      config: { access: organizationAdministrator },
      schema: {
        tags,
        summary: 'Change an organization’s profile',
        params: organizationParams,
        body: Profile.partial(),
        response: { 200: Organization },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { organizationId } = request.params;
      const changes = Object.entries(request.body).filter(([, value]) => value !== undefined);
      if (changes.length)
        await database.transaction().execute(async (transaction) => {
          await transaction.updateTable('organization').set(Object.fromEntries(changes)).where('id', '=', organizationId).execute();
          await audit(transaction, {
            personId: caller.personId,
            action: 'organization.profile-changed',
            subjectType: 'organization',
            subjectId: organizationId,
            details: { changed: changes.map(([name]) => name) },
          });
        });
      return readOrganization(database, caller, organizationId);
    },
  );

  server.get(
    '/api/v1/organizations/:organizationId/members',
    {
      config: { access: organizationAdministrator },
      schema: {
        tags,
        summary: 'Members of an organization; `q` finds part of a name or an address',
        params: organizationParams,
        querystring: z.object({
          q: z.string().trim().max(200).optional(),
          role: RoleName.optional(),
          cursor: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(100).default(50),
        }),
        response: {
          200: z.object({
            items: z.array(
              z.object({
                personId: z.uuid(),
                name: z.string(),
                headline: z.string().nullable(),
                email: z.string(),
                roles: z.array(z.string()),
              }),
            ),
            nextCursor: z.string().nullable(),
          }),
        },
      },
    },
    ({ params: { organizationId }, query: { q, ...search } }) => membersOf(database, organizationId, { ...search, words: q }),
  );

  server.put(
    '/api/v1/organizations/:organizationId/members/:personId/roles',
    {
      config: { access: organizationAdministrator },
      schema: {
        tags,
        summary: 'Change a member’s roles; `from` are those one saw',
        params: memberParams,
        body: z.object({ from: RoleNames, to: RoleNames.refine((roles) => roles.length > 0, 'takes at least one role') }),
        response: { 200: Done },
      },
    },
    async (request) => {
      await changeRoles(ground, callerOf(request), { ...request.params, ...request.body });
      return done;
    },
  );

  server.delete(
    '/api/v1/organizations/:organizationId/members/:personId',
    {
      config: { access: administratorOrMemberThemselves },
      schema: { tags, summary: 'Remove a member, or leave', params: memberParams, response: { 200: Done } },
    },
    async (request) => {
      await endMembership(ground, callerOf(request), request.params);
      return done;
    },
  );
}
