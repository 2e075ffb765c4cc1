import { sql } from 'kysely';
import { type ErasureStep, eraseBy } from '../platform/holding.ts';

/** Programs are let in no longer, and what they brought goes. */
export const erasureOfConnections: readonly ErasureStep[] = [
  {
    name: 'connections',
    when: 'first',
    erase: (transaction, personId) =>
      eraseBy(
        transaction,
        sql`delete from oauth_access_token where person_id = ${personId}`,
        sql`delete from oauth_refresh_token where person_id = ${personId}`,
        sql`delete from oauth_consent where person_id = ${personId}`,
        sql`update oauth_client set person_id = null where person_id = ${personId}`,
        sql`delete from imported_badge where person_id = ${personId}`,
      ),
  },
];
