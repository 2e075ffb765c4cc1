import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';

/**
 * Whether somebody administers a recognizing entity that an organization belongs to: a district keeps the people of its schools, also where
 * a roster founded them and nobody of the school administers yet.
 */
export async function administersAbove(database: Database, organizationId: string, personId: string): Promise<boolean> {
  const { rows } = await sql`
    with recursive above as (
      select parent_id as id from organization where id = ${organizationId} and parent_id is not null
      union select o.parent_id from organization o join above on above.id = o.id where o.parent_id is not null)
    select from membership m join above on above.id = m.organization_id
    where m.person_id = ${personId} and 'recognizer-admin' = any (m.roles) limit 1`.execute(database);
  return rows.length > 0;
}
