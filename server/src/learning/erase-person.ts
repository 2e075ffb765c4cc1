import { sql } from 'kysely';
import { type ErasureStep, eraseBy } from '../platform/holding.ts';

/** Courses taken, posts and named answers go; a thread keeps the place of a post. */
export const erasureOfLearning: readonly ErasureStep[] = [
  {
    name: 'learning',
    when: 'then',
    erase: (transaction, personId) =>
      eraseBy(
        transaction,
        sql`update discussion_post set text = '', author_id = null, removed_at = coalesce(removed_at, now()), removal_note = null
          where author_id = ${personId}`,
        sql`delete from enrolment where person_id = ${personId}`,
        sql`delete from survey_participation where person_id = ${personId}`,
        sql`delete from survey_response where person_id = ${personId}`,
      ),
  },
];
