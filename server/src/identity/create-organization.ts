import type { Writing } from '../platform/database/database.ts';
import type { Role } from '../platform/http/access.ts';

/** An organization as an operator founds it. */
export interface NewOrganization {
  slug: string;
  name: string;
  isIssuer: boolean;
  isRecognizer: boolean;
  tagline?: string;
  description?: string;
  website?: string;
  /** `#rrggbb`; tints the organization's pages. */
  color?: string;
  /** ISO 3166-1 alpha-2. */
  country?: string;
  /** IANA name; calendar dates that decide pay are dates there. */
  timezone?: string;
  parentId?: string;
  demo?: boolean;
}

/** Founds an organization. Nobody founds one through the web: an operator does, and invites its first administrator. */
export async function createOrganization(transaction: Writing, organization: NewOrganization): Promise<{ organizationId: string }> {
  const { id } = await transaction
    .insertInto('organization')
    .values({
      slug: organization.slug,
      name: organization.name,
      is_issuer: organization.isIssuer,
      is_recognizer: organization.isRecognizer,
      tagline: organization.tagline ?? '',
      description: organization.description ?? '',
      website: organization.website ?? null,
      color: organization.color?.toLowerCase() ?? null,
      country: organization.country ?? null,
      timezone: organization.timezone ?? 'UTC',
      parent_id: organization.parentId ?? null,
      demo: organization.demo ?? false,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { organizationId: id };
}

/** Gives a person roles in an organization; replaces those held before. */
export async function addMember(
  transaction: Writing,
  membership: { organizationId: string; personId: string; roles: Role[] },
): Promise<void> {
  const { organizationId, personId, roles } = membership;
  await transaction
    .insertInto('membership')
    .values({ organization_id: organizationId, person_id: personId, roles })
    .onConflict((conflict) => conflict.columns(['organization_id', 'person_id']).doUpdateSet({ roles }))
    .execute();
}
