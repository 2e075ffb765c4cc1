import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';

/** Programs that registered and were never let in are forgotten after this. */
const unusedDays = 30;

/** Every night forgets tokens past their time and programs that nobody ever let in. */
export async function forgetExpiredTokens({ database, jobs }: Pick<Ground, 'database' | 'jobs'>): Promise<void> {
  await jobs.every('forget-expired-tokens', '37 3 * * *', async () => {
    await sql`delete from oauth_access_token where expires_at < now() - interval '1 day'`.execute(database);
    await sql`delete from oauth_refresh_token where expires_at < now()`.execute(database);
    await sql`delete from wallet_offer where expires_at < now() - interval '1 day' and taken_at is null`.execute(database);
    await sql`delete from oauth_client client where created_at < now() - make_interval(days => ${unusedDays})
      and not exists (select from oauth_consent consent where consent.client_id = client.client_id)`.execute(database);
  });
}
