import { sql } from 'kysely';
import type { Writing } from '../platform/database/database.ts';
import { addressTaken } from './problems.ts';

/**
 * Makes an address a confirmed one of a person who has proved to read its mail. Somebody who only signed up with it,
 * and never could sign in, gives way.
 *
 * @throws {Problem} `address-taken` when another person confirmed it
 */
export async function confirmAddress(transaction: Writing, personId: string, email: string): Promise<void> {
  const taken = await transaction
    .selectFrom('email_address')
    .select('person_id')
    .where('email', '=', email)
    .where('verified_at', 'is not', null)
    .executeTakeFirst();
  if (taken && taken.person_id !== personId) throw addressTaken();
  await transaction
    .deleteFrom('person')
    .where('email', '=', email)
    .where('email_verified', '=', false)
    .where('id', '<>', personId)
    .execute();
  await sql`insert into email_address (person_id, email, verified_at) values (${personId}, ${email}, now())
    on conflict (person_id, email) do update
      set verified_at = coalesce(email_address.verified_at, excluded.verified_at), token_hash = null, token_expires_at = null`.execute(
    transaction,
  );
}

/** Two who confirm one address in the same moment: the database lets one through, the other is told as if it had come later. */
export async function orAddressTaken<T>(confirming: Promise<T>): Promise<T> {
  try {
    return await confirming;
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'email_address_verified_once') throw addressTaken();
    throw error;
  }
}
