import { sql } from 'kysely';
import { type ErasureStep, eraseBy } from '../platform/holding.ts';

/** Who is erased leaves every group, and what they announced goes. */
export const erasureOfGroups: readonly ErasureStep[] = [
  {
    name: 'groups',
    when: 'then',
    erase: (transaction, personId) =>
      eraseBy(
        transaction,
        sql`delete from group_announcement where author_id = ${personId}`,
        sql`delete from group_invitation
          where email in (select email from email_address where person_id = ${personId} and verified_at is not null)`,
        sql`delete from group_member where person_id = ${personId}`,
      ),
  },
];
