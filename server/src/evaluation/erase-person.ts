import { sql } from 'kysely';
import { type ErasureStep, eraseBy, erasedText } from '../platform/holding.ts';

/**
 * What was said of a person's work goes with the work; levels and outcomes stay, without words, since awards and agreement rest on them.
 * What the person said of others' work belongs to their record and stays, under an id that names nobody.
 */
export const erasureOfEvaluation: readonly ErasureStep[] = [
  {
    name: 'feedback',
    when: 'then',
    erase(transaction, personId) {
      const own = sql`(select id from submission where earner_id = ${personId})`;
      const read = sql`(select id from evaluation where submission_id in ${own})`;
      return eraseBy(
        transaction,
        // nobody is asked any more to read what will not be there
        sql`update evaluation set state = 'closed', lease_until = null, reserved_for = null, reserved_until = null
          where submission_id in ${own} and state in ('waiting', 'taken')`,
        sql`update reading_plan set state = 'sent-back' where submission_id in ${own} and state not in ('decided', 'sent-back')`,
        sql`update decision set feedback = '', scores = (select coalesce(jsonb_agg(score || '{"feedback": ""}'), '[]')
          from jsonb_array_elements(scores) score) where submission_id in ${own}`,
        sql`update evaluation set feedback = '' where submission_id in ${own}`,
        sql`update score set feedback = '' where evaluation_id in ${read}`,
        sql`delete from evidence_comment where evaluation_id in ${read}`,
        sql`update submission_return set note = '', gaps = '[]' where submission_id in ${own}`,
        sql`update appeal set reason = ${erasedText}, answer = '' where submission_id in ${own}`,
        // what evaluators calibrate by is not somebody's work who took it back
        sql`update anchor set snapshot = '{"answers": {}, "evidence": [], "selfAssessment": [], "carriedParts": []}', title = ${erasedText},
          levels = (select coalesce(jsonb_agg(level || '{"reason": ""}'), '[]') from jsonb_array_elements(levels) level),
          retired_at = coalesce(retired_at, now()) where submission_id in ${own}`,
      );
    },
  },
  {
    name: 'messages',
    when: 'then',
    erase: (transaction, personId) =>
      eraseBy(
        transaction,
        // both sides of a thread about one's work: answers quote and address
        sql`update evaluation_message set text = ${erasedText}
          where submission_id in (select id from submission where earner_id = ${personId}) or (person_id = ${personId} and author = 'earner')`,
      ),
  },
  {
    name: 'evaluating',
    when: 'then',
    erase: (transaction, personId) =>
      eraseBy(
        transaction,
        // what was in hand goes back to the queue
        sql`update evaluation set state = case when anchor_id is null then 'waiting' else 'closed' end,
          evaluator_id = case when anchor_id is null then null else evaluator_id end, taken_at = null, active_at = null, lease_until = null
          where evaluator_id = ${personId} and state = 'taken'`,
        sql`update evaluation set reserved_for = null, reserved_until = null where reserved_for = ${personId} and state = 'waiting'`,
        sql`delete from feedback_phrase where person_id = ${personId}`,
        sql`delete from evaluator_load where person_id = ${personId}`,
        sql`delete from evaluator_notice where person_id = ${personId}`,
        sql`delete from evaluator_qualification where person_id = ${personId}`,
        sql`delete from calibration where person_id = ${personId}`,
        sql`delete from declared_conflict where evaluator_id = ${personId} or earner_id = ${personId}`,
      ),
  },
];
