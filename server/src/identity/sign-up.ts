import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import type { Authentication } from './authentication.ts';
import { hashForPassword } from './create-person.ts';
import { findOwner } from './find-owner.ts';
import { knownAddressMail } from './mails.ts';

/** An account as somebody asks for it. */
export interface NewAccount {
  name: string;
  email: string;
  password: string;
  next?: string | undefined;
}

/**
 * Opens an account, and tells nobody but the address's owner whether there was one: the answer and the work are the same.
 * An account whose address was never confirmed takes the newest name and password, so that somebody who signed up with
 * another's address before has no key to it once its owner confirms.
 *
 * @param create opens an account with an address that is free
 */
export async function signUp(
  { config, database, mail }: Ground,
  authentication: Authentication,
  { name, email, password, next }: NewAccount,
  create: () => Promise<unknown>,
): Promise<void> {
  const owner = await findOwner(database, email);
  if (!owner) {
    await create();
    return;
  }
  const hash = await hashForPassword(password); // as slow as opening an account is
  if (owner.isConfirmed) {
    await mail.send({ to: email, ...knownAddressMail(owner.name, config.url) });
    return;
  }
  await database.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('person')
      .set({ name, updated_at: sql`now()` })
      .where('id', '=', owner.personId)
      .where('email_verified', '=', false) // confirmed in this moment: then it keeps what it has
      .executeTakeFirst();
    if (!numUpdatedRows) return;
    await transaction
      .updateTable('account')
      .set({ password: hash, updated_at: sql`now()` })
      .where('person_id', '=', owner.personId)
      .where('provider_id', '=', 'credential')
      .execute();
  });
  await authentication.sendConfirmation({ name, email }, next);
}
