import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import { type Holding, listOf, toldRows } from '../platform/holding.ts';
import { erasureOfEvaluation } from './erase-person.ts';

/** What evaluators said of one's work, and what one wrote as an evaluator. Names stay out: evaluation may hide them, both ways. */
export function evaluationHolding({ database }: Pick<Ground, 'database'>): Holding {
  return {
    name: 'evaluation',
    about: 'Decisions about your submissions with their feedback, your appeals and questions; and what you wrote as an evaluator.',
    erasure: erasureOfEvaluation,
    async *copy(personId) {
      yield toldRows(
        database,
        'decisions.json',
        sql`select decision.submission_id, decision.decided_at, decision.outcome, decision.parts, decision.scores, decision.feedback,
            ${listOf(sql`select comment.evidence_id as "evidenceId", comment.answer, comment.place, comment.text
              from evidence_comment comment where comment.evaluation_id = decision.evaluation_id order by comment.made_at`)} as comments
          from decision join submission on submission.id = decision.submission_id
          where submission.earner_id = ${personId} order by decision.decided_at`,
      );
      yield toldRows(
        database,
        'appeals.json',
        sql`select appeal.submission_id, appeal.made_at, appeal.reason, appeal.state, appeal.answer, appeal.answered_at
          from appeal join submission on submission.id = appeal.submission_id where submission.earner_id = ${personId} order by appeal.made_at`,
      );
      yield toldRows(
        database,
        'messages.json',
        sql`select message.submission_id, message.part_id, message.criterion_id, message.author, message.text, message.written_at,
            message.person_id = ${personId} as yours
          from evaluation_message message join submission on submission.id = message.submission_id
          where submission.earner_id = ${personId} or message.person_id = ${personId} order by message.id`,
      );
      yield toldRows(
        database,
        'as-evaluator.json',
        sql`select evaluation.id, version.title as micro_credential, evaluation.purpose, evaluation.state, evaluation.taken_at,
            evaluation.decided_at, evaluation.outcome, evaluation.feedback,
            ${listOf(sql`select part_id as "partId", criterion_id as "criterionId", level_id as "levelId", feedback
              from score where evaluation_id = evaluation.id`)} as scores
          from evaluation join micro_credential_version version on version.id = evaluation.version_id
          where evaluation.evaluator_id = ${personId} order by evaluation.id`,
      );
      yield toldRows(
        database,
        'recognized.json',
        // when, not whom: the names of others stay theirs
        sql`select declared_at from declared_conflict where evaluator_id = ${personId} order by declared_at`,
      );
      yield toldRows(
        database,
        'phrases.json',
        sql`select name, text, made_at from feedback_phrase where person_id = ${personId} order by name`,
      );
    },
  };
}
