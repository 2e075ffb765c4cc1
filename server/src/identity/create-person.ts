import { hashPassword } from 'better-auth/crypto';
import type { Writing } from '../platform/database/database.ts';

/**
 * Creates a person who can sign in at once: for the demo and for imports by an operator. People themselves sign up.
 * The row of the address is made by the database (`keep_primary_address`).
 *
 * @param person.passwordHash as `hashForPassword` makes it
 */
export async function createPerson(
  transaction: Writing,
  person: { name: string; email: string; headline?: string; passwordHash: string },
): Promise<{ personId: string }> {
  const email = person.email.toLowerCase();
  const { id } = await transaction
    .insertInto('person')
    .values({ name: person.name, email, email_verified: true, headline: person.headline ?? null })
    .returning('id')
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto('account')
    .values({ person_id: id, account_id: id, provider_id: 'credential', password: person.passwordHash })
    .execute();
  return { personId: id };
}

/** The hash of a password as sign-in expects it (scrypt). Slow on purpose. */
export const hashForPassword = (password: string): Promise<string> => hashPassword(password);
