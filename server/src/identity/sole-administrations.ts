import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';

/** An organization that would be left without an administrator of a kind. */
export interface SoleAdministration {
  organizationId: string;
  name: string;
}

/** The organizations in which a person is the only administrator of a kind; those must be handed over before the account goes. */
export async function soleAdministrations(database: Database, personId: string): Promise<SoleAdministration[]> {
  const { rows } = await sql<SoleAdministration>`
    select organization.id as "organizationId", organization.name
    from membership mine join organization on organization.id = mine.organization_id
    where mine.person_id = ${personId} and exists (
      select from unnest(mine.roles) role where role in ('issuer-admin', 'recognizer-admin') and not exists (
        select from membership other where other.organization_id = mine.organization_id and other.person_id <> mine.person_id
          and role = any (other.roles)))
    order by organization.name`.execute(database);
  return rows;
}
