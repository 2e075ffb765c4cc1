import type { Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import { opensCourse } from './course-link.ts';
import { byInvitation } from './problems.ts';

/**
 * Enrols a person, or finds the enrolment that is there: enrolling twice leads to the same place.
 *
 * @param key the secret of an invited course's link
 * @throws {Problem} 404 before publication; 403 `by-invitation`
 */
export async function enrolByOneself(
  { database, secrets }: Pick<Ground, 'database' | 'secrets'>,
  { courseId, personId, key }: { courseId: string; personId: string; key: string | null },
): Promise<{ enrolmentId: string; enrolled: boolean }> {
  return database.transaction().execute(async (transaction) => {
    const course = await transaction
      .selectFrom('course')
      .select(['current_version_id as versionId', 'enrolment', 'link_number as linkNumber'])
      .where('id', '=', courseId)
      .executeTakeFirst();
    if (!course?.versionId) throw notFound('course');
    const known = await transaction
      .selectFrom('enrolment')
      .select('id')
      .where('course_id', '=', courseId)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    if (known) return { enrolmentId: known.id, enrolled: false };
    if (course.enrolment === 'invited' && !(key && opensCourse(secrets, courseId, course.linkNumber, key))) throw byInvitation();
    return enrol(transaction, { courseId, personId });
  });
}

/**
 * Enrols a person on the current version, whoever may enrol by oneself: for programs that lead through a course.
 *
 * @throws {Problem} 404 before publication
 */
export async function enrol(
  transaction: Writing,
  { courseId, personId }: { courseId: string; personId: string },
): Promise<{ enrolmentId: string; enrolled: boolean }> {
  const course = await transaction
    .selectFrom('course')
    .select('current_version_id as versionId')
    .where('id', '=', courseId)
    .executeTakeFirst();
  if (!course?.versionId) throw notFound('course');
  const made = await transaction
    .insertInto('enrolment')
    .values({ course_id: courseId, person_id: personId, version_id: course.versionId })
    .onConflict((conflict) => conflict.columns(['course_id', 'person_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) return { enrolmentId: made.id, enrolled: true };
  const { id } = await transaction
    .selectFrom('enrolment')
    .select('id')
    .where('course_id', '=', courseId)
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  return { enrolmentId: id, enrolled: false };
}
