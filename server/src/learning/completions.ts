import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { isId } from '../platform/http/access.ts';

/** What programs ask of learning: who has done what, and what a step is called. */

/** Whether a person has handed in a survey. */
export async function hasCompletedSurvey(database: Database, personId: string, surveyId: string): Promise<boolean> {
  const { rows } = await sql`select from survey_participation
    where survey_id = ${surveyId} and person_id = ${personId} and completed_at is not null`.execute(database);
  return rows.length > 0;
}

/** Whether a person has completed a course, of whatever version. */
export async function hasCompletedCourse(database: Database, personId: string, courseId: string): Promise<boolean> {
  const { rows } = await sql`select from enrolment
    where course_id = ${courseId} and person_id = ${personId} and completed_at is not null`.execute(database);
  return rows.length > 0;
}

/** Title and address of a published survey; null for one that is not there or not published. */
export async function surveyHead(
  database: Database,
  surveyId: string,
): Promise<{ id: string; organizationId: string; title: string; path: string } | null> {
  if (!isId(surveyId)) return null;
  const { rows } = await sql<{ id: string; organizationId: string; title: string; path: string }>`
    select survey.id, survey.organization_id as "organizationId", version.definition ->> 'title' as title, '/surveys/' || survey.id as path
    from survey join survey_version version on version.id = survey.current_version_id where survey.id = ${surveyId}`.execute(database);
  return rows[0] ?? null;
}

/**
 * Title and address of a published course; null for one that is not there or not published.
 *
 * @param reference its id or address name
 */
export async function courseHead(
  database: Database,
  reference: string,
): Promise<{ id: string; organizationId: string; title: string; path: string } | null> {
  const { rows } = await sql<{ id: string; organizationId: string; title: string; path: string }>`
    select course.id, course.organization_id as "organizationId", version.definition ->> 'title' as title, '/courses/' || course.slug as path
    from course join course_version version on version.id = course.current_version_id
    where ${isId(reference) ? sql`course.id = ${reference}` : sql`course.slug = ${reference}`}`.execute(database);
  return rows[0] ?? null;
}
