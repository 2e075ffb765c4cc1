import { sql } from 'kysely';
import { type ErasureStep, eraseBy, erasedText } from '../platform/holding.ts';

/**
 * The educator's own words go. What an employer must be able to account for stays under the pseudonymous id: posted claims, the ledger,
 * payroll files, employment and rosters as the employer recorded them. What was written for a group stays the group's.
 */
export const erasureOfRecognition: readonly ErasureStep[] = [
  {
    name: 'recognition',
    when: 'then',
    erase(transaction, personId) {
      const own = sql`(select id from pre_approval where educator_id = ${personId} and group_id is null)`;
      return eraseBy(
        transaction,
        // what is not posted yet is not asked for any more
        sql`with gone as (update claim set state = 'withdrawn', state_since = now() where educator_id = ${personId} and state in ('submitted', 'held')
          returning id) insert into claim_step (claim_id, state, taken_by) select id, 'withdrawn', ${personId} from gone`,
        sql`update pre_approval set rationale = '', student_effect = '', mission_fit = '',
          state = case when state in ('approved', 'declined') then state else 'withdrawn' end where id in ${own}`,
        sql`update pre_approval_act set snapshot = null where pre_approval_id in ${own} and snapshot is not null`,
        sql`update pre_approval_member set note = '' where educator_id = ${personId} and note <> ''`,
        sql`update foreign_badge set source = '', report = '{}' where educator_id = ${personId}`,
        sql`update nomination set rationale = ${erasedText}, state = case when state = 'open' then 'withdrawn' else state end
          where nominated_by = ${personId}`,
        sql`delete from nomination_comment where author_id = ${personId}`,
        sql`delete from nomination_support where person_id = ${personId}`,
        sql`delete from talent_consent where person_id = ${personId}`,
        sql`update participation set left_at = coalesce(left_at, now()) where educator_id = ${personId}`,
        // the roster is the employer's; nothing ties it to an account any more
        sql`update roster_record set person_id = null where person_id = ${personId}`,
        sql`update roster_change set person_id = null where person_id = ${personId}`,
        sql`delete from roster_membership where person_id = ${personId}`,
        sql`delete from roster_membership_change where person_id = ${personId}`,
      );
    },
  },
];
