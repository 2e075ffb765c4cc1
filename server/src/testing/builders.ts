import { randomUUID } from 'node:crypto';
import type { Database } from '../platform/database/database.ts';
import type { Role } from '../platform/http/access.ts';

/** Builders with defaults: a test names only what it is about. */

let serial = 0;
const next = () => `${++serial}${randomUUID().slice(0, 6)}`;

/** A person with a verified address. */
export async function aPerson(
  database: Database,
  overrides: { name?: string; email?: string } = {},
): Promise<{ id: string; name: string; email: string }> {
  const name = overrides.name ?? `Person ${next()}`;
  const email = overrides.email ?? `person-${next()}@example.org`;
  const { id } = await database
    .insertInto('person')
    .values({ name, email, email_verified: true })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, name, email };
}

/** An organization; an issuer unless told otherwise. */
export async function anOrganization(
  database: Database,
  overrides: { slug?: string; name?: string; isIssuer?: boolean; isRecognizer?: boolean; parentId?: string } = {},
): Promise<{ id: string; slug: string; name: string }> {
  const slug = overrides.slug ?? `organization-${next()}`;
  const name = overrides.name ?? `Organization ${slug}`;
  const { id } = await database
    .insertInto('organization')
    .values({
      slug,
      name,
      is_issuer: overrides.isIssuer ?? !overrides.isRecognizer,
      is_recognizer: overrides.isRecognizer ?? false,
      parent_id: overrides.parentId ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, slug, name };
}

/** Gives a person roles in an organization. */
export async function aMembership(database: Database, organizationId: string, personId: string, roles: Role[]): Promise<void> {
  await database.insertInto('membership').values({ organization_id: organizationId, person_id: personId, roles }).execute();
}

/** A new person with roles in an organization. */
export async function aMember(
  database: Database,
  organizationId: string,
  ...roles: Role[]
): Promise<{ id: string; name: string; email: string }> {
  const person = await aPerson(database);
  await aMembership(database, organizationId, person.id, roles);
  return person;
}
