import { sql } from 'kysely';
import { audit } from '../platform/audit.ts';
import type { Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import { confirmAddress, orAddressTaken } from './confirm-address.ts';
import { hashMailedToken } from './mailed-token.ts';
import { addressIsPrimary, addressNotConfirmed, linkNoLongerWorks } from './problems.ts';

/**
 * Confirms an added address by its mailed token, on whatever device the mail was opened.
 *
 * @throws {Problem} `invalid-token`, `address-taken`
 */
export async function verifyAddress({ clock, database }: Ground, token: string): Promise<{ email: string }> {
  return orAddressTaken(
    database.transaction().execute(async (transaction) => {
      const address = await transaction
        .selectFrom('email_address')
        .select(['id', 'email', 'person_id as personId'])
        .where('token_hash', '=', hashMailedToken(token))
        .where('token_expires_at', '>', clock())
        .forUpdate()
        .executeTakeFirst();
      if (!address) throw linkNoLongerWorks();
      await confirmAddress(transaction, address.personId, address.email);
      await audit(transaction, {
        personId: address.personId,
        action: 'address.confirmed',
        subjectType: 'person',
        subjectId: address.personId,
        details: { email: address.email },
      });
      return { email: address.email };
    }),
  );
}

/** Makes a confirmed address the one that mail goes to and that better-auth signs in by. */
export async function makePrimary({ database }: Ground, personId: string, addressId: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const { address, primary } = await holdAddress(transaction, personId, addressId);
    if (!address.verifiedAt) throw addressNotConfirmed();
    if (address.email === primary) return;
    await confirmAddress(transaction, personId, address.email); // somebody may have signed up with it since
    await transaction.updateTable('person').set({ email: address.email, updated_at: sql`now()` }).where('id', '=', personId).execute();
    await audit(transaction, {
      personId,
      action: 'address.made-primary',
      subjectType: 'person',
      subjectId: personId,
      details: { from: primary, to: address.email },
    });
  });
}

/** Takes an address off an account; the primary one stays. */
export async function removeAddress({ database }: Ground, personId: string, addressId: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const { address, primary } = await holdAddress(transaction, personId, addressId);
    if (address.email === primary) throw addressIsPrimary();
    await transaction.deleteFrom('email_address').where('id', '=', addressId).execute();
    await audit(transaction, {
      personId,
      action: 'address.removed',
      subjectType: 'person',
      subjectId: personId,
      details: { email: address.email },
    });
  });
}

/** Locks the person, so that of two tabs one makes it primary or the other removes it, never both. */
async function holdAddress(transaction: Writing, personId: string, addressId: string) {
  const person = await transaction.selectFrom('person').select('email').where('id', '=', personId).forUpdate().executeTakeFirst();
  const address = await transaction
    .selectFrom('email_address')
    .select(['email', 'verified_at as verifiedAt'])
    .where('id', '=', addressId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (!person || !address) throw notFound('address');
  return { address, primary: person.email };
}
