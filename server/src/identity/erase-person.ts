import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import { type ErasureStep, eraseBy } from '../platform/holding.ts';
import { undeliverable } from '../platform/mail/mail.ts';

/** Nobody signs in any more, first; name and addresses go, last, when nothing needs them. The id stays: awards and ledger hang on it. */
export function erasureOfAccount({ mail }: Pick<Ground, 'mail'>): readonly ErasureStep[] {
  return [
    {
      name: 'sign-in',
      when: 'first',
      erase: (transaction, personId) =>
        eraseBy(
          transaction,
          sql`delete from session where person_id = ${personId}`,
          sql`delete from account where person_id = ${personId}`,
          sql`delete from passkey where person_id = ${personId}`,
          sql`delete from verification where value like ${`%${personId}%`}`,
        ),
    },
    {
      name: 'account',
      when: 'last',
      async erase(transaction, personId) {
        const known = await transaction
          .selectFrom('email_address')
          .select('email')
          .where('person_id', '=', personId)
          .where('verified_at', 'is not', null)
          .execute();
        const addresses = known.map(({ email }) => email);
        await mail.forget(addresses, transaction);
        const patterns = addresses.map((address) => `%${address.replace(/[\\%_]/g, '\\$&')}%`);
        const gone = await eraseBy(
          transaction,
          sql`delete from membership where person_id = ${personId}`,
          sql`delete from invitation where accepted_by = ${personId} or email = any (${addresses}::text[])`,
          sql`delete from email_address where person_id = ${personId}`,
          // who did what, when and to what stays; addresses in the details do not
          sql`update audit_entry set details = '{}' where details <> '{}' and (details::text ilike any (${patterns}::text[])
            or (subject_type = 'person' and subject_id = ${personId}))`,
        );
        const nobody = `erased-${personId}@${undeliverable}`;
        await transaction
          .updateTable('person')
          .set({ name: 'Erased account', email: nobody, email_verified: false, headline: null, image: null, erased_at: sql`now()` })
          .where('id', '=', personId)
          .execute();
        return gone;
      },
    },
  ];
}
