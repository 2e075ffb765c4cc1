import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';
import { type Holding, listOf, toldRows } from '../platform/holding.ts';
import { erasureOfLearning } from './erase-person.ts';

/** Courses, posts and answers to surveys. What was answered without a name belongs to nobody any more (docs/decisions/0061). */
export function learningHolding({ database }: Pick<Ground, 'database'>): Holding {
  return {
    name: 'learning',
    about: 'Courses you take, what you wrote in discussions, and surveys you answered under your name.',
    erasure: erasureOfLearning,
    async *copy(personId) {
      yield toldRows(
        database,
        'courses.json',
        sql`select version.definition ->> 'title' as course, enrolled_at, completed_at, left_at as last_visit,
            ${listOf(sql`select unit_id as "unitId", resource_id as "resourceId", resource_completion.completed_at as "completedAt"
              from resource_completion where enrolment_id = enrolment.id`)} as completed
          from enrolment join course_version version on version.id = enrolment.version_id where person_id = ${personId} order by enrolment.id`,
      );
      yield toldRows(
        database,
        'posts.json',
        sql`select course.slug as course, unit_id, reply_to, text, discussion_post.created_at, edited_at, removed_at, removal_note
          from discussion_post join course on course.id = course_id where author_id = ${personId} order by discussion_post.id`,
      );
      yield toldRows(
        database,
        'surveys.json',
        sql`select version.definition ->> 'title' as survey, part.started_at, part.completed_at, part.answers as answers_under_way,
            (select answers from survey_response response where response.survey_id = part.survey_id and response.person_id = ${personId}) as answers
          from survey_participation part join survey_version version on version.id = part.version_id
          where part.person_id = ${personId} order by part.id`,
      );
    },
  };
}
