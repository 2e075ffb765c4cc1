import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';

/** Whom an address belongs to. */
export interface AddressOwner {
  personId: string;
  name: string;
  /** The primary address, which signing in goes by. */
  primaryEmail: string;
  /** False for somebody who signed up with it and has not confirmed it. */
  isConfirmed: boolean;
}

/** The person who confirmed an address, as the primary or another one, or who signed up with it; null when it is free. */
export async function findOwner(database: Database, email: string): Promise<AddressOwner | null> {
  const { rows } = await sql<AddressOwner>`
    select person.id as "personId", person.name, person.email as "primaryEmail", true as "isConfirmed"
      from email_address address join person on person.id = address.person_id
      where address.email = ${email} and address.verified_at is not null
    union all
    select id, name, email, email_verified from person where email = ${email}
    limit 1`.execute(database);
  return rows[0] ?? null;
}
