import type { Ground } from '../platform/ground.ts';
import type { Caller } from '../platform/http/access.ts';
import { findOwner } from './find-owner.ts';
import { makeMailedToken } from './mailed-token.ts';
import { addAddressMail, claimedAddressMail } from './mails.ts';
import { addressAlreadyYours, tooManyAddresses } from './problems.ts';

/** How many addresses a person may have, confirmed or not. */
const mostAddresses = 20;
const tokenMilliseconds = 24 * 60 * 60 * 1000;

/**
 * Adds an address to an account and mails it a link that confirms it; for one that waits already, a new link.
 * An address of somebody else is added alike and never confirmed: its owner is told instead of the caller.
 *
 * @returns id of the address
 */
export async function addAddress({ clock, config, database, mail }: Ground, caller: Caller, email: string): Promise<{ addressId: string }> {
  return database.transaction().execute(async (transaction) => {
    // one at a time for a person, so that two tabs do not pass the limit together
    await transaction.selectFrom('person').select('id').where('id', '=', caller.personId).forUpdate().execute();
    const own = await transaction
      .selectFrom('email_address')
      .select(['email', 'verified_at as verifiedAt'])
      .where('person_id', '=', caller.personId)
      .execute();
    const known = own.find((address) => address.email === email);
    if (known?.verifiedAt) throw addressAlreadyYours();
    if (!known && own.length >= mostAddresses) throw tooManyAddresses(mostAddresses);
    const owner = await findOwner(transaction, email);
    const isTaken = owner?.isConfirmed === true;
    const { token, hash } = makeMailedToken();
    const values = {
      token_hash: isTaken ? null : hash,
      token_expires_at: isTaken ? null : new Date(clock().getTime() + tokenMilliseconds),
    };
    const { id } = await transaction
      .insertInto('email_address')
      .values({ person_id: caller.personId, email, ...values })
      .onConflict((conflict) => conflict.columns(['person_id', 'email']).doUpdateSet(values))
      .returning('id')
      .executeTakeFirstOrThrow();
    const text = isTaken
      ? claimedAddressMail(owner.name)
      : addAddressMail(caller.name, `${config.url}/account/verify-address?token=${token}`);
    await mail.send({ to: email, ...text }, transaction);
    return { addressId: id };
  });
}
