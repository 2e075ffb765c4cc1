import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';

/** Accounts whose address was never confirmed are forgotten after this. */
const unconfirmedDays = 30;

/** Every night forgets what has expired: sessions, challenges, and people who never confirmed their address. */
export async function forgetExpired({ database, jobs }: Ground): Promise<void> {
  await jobs.every('forget-expired-sign-ins', '23 3 * * *', async () => {
    await database.deleteFrom('session').where('expires_at', '<', sql<Date>`now()`).execute();
    await database.deleteFrom('verification').where('expires_at', '<', sql<Date>`now()`).execute();
    await database
      .deleteFrom('person')
      .where('email_verified', '=', false)
      .where('erased_at', 'is', null)
      .where('created_at', '<', sql<Date>`now() - make_interval(days => ${unconfirmedDays})`)
      .execute();
  });
}
