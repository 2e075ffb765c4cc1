import { sql } from 'kysely';
import type { Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import type { CourseDefinition } from './course-definition.ts';
import { progressIn, type ResourceKey } from './course-progress.ts';
import { noSuchResource, notEnrolled } from './problems.ts';

interface HeldEnrolment {
  id: string;
  versionId: string;
  completedAt: Date | null;
  definition: CourseDefinition;
}

async function holdEnrolment(transaction: Writing, courseId: string, personId: string): Promise<HeldEnrolment> {
  const { rows } = await sql<HeldEnrolment>`
    select enrolment.id, enrolment.version_id as "versionId", enrolment.completed_at as "completedAt", version.definition
    from enrolment join course_version version on version.id = enrolment.version_id
    where enrolment.course_id = ${courseId} and enrolment.person_id = ${personId}
    for update of enrolment`.execute(transaction);
  if (!rows[0]) throw notEnrolled();
  return rows[0];
}

function requireResource({ definition }: HeldEnrolment, { unitId, resourceId }: ResourceKey): void {
  const unit = definition.units.find(({ id }) => id === unitId);
  if (!unit?.resources.some(({ id }) => id === resourceId)) throw noSuchResource();
}

/** Completes an enrolment whose version is done; a course once completed stays so. */
async function completeWhenDone(
  { events }: Pick<Ground, 'events'>,
  transaction: Writing,
  who: HeldEnrolment & { courseId: string; personId: string },
) {
  const completed = await transaction
    .selectFrom('resource_completion')
    .select(['unit_id as unitId', 'resource_id as resourceId'])
    .where('enrolment_id', '=', who.id)
    .execute();
  const complete = progressIn(who.definition, completed).complete;
  if (!complete || who.completedAt) return complete;
  await transaction.updateTable('enrolment').set({ completed_at: sql<Date>`now()` }).where('id', '=', who.id).execute();
  await events.emit(transaction, 'course.completed', {
    courseId: who.courseId,
    versionId: who.versionId,
    enrolmentId: who.id,
    personId: who.personId,
  });
  return complete;
}

/**
 * Marks a resource as done, or takes that back. The last one completes the course and tells of it, once.
 *
 * @throws {Problem} 403 `not-enrolled`; 404 `no-such-resource`
 */
export async function markResource(
  ground: Pick<Ground, 'database' | 'events'>,
  { courseId, personId, done, ...key }: ResourceKey & { courseId: string; personId: string; done: boolean },
): Promise<{ complete: boolean }> {
  return ground.database.transaction().execute(async (transaction) => {
    const enrolment = await holdEnrolment(transaction, courseId, personId);
    requireResource(enrolment, key);
    if (done)
      await transaction
        .insertInto('resource_completion')
        .values({ enrolment_id: enrolment.id, unit_id: key.unitId, resource_id: key.resourceId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    else
      await transaction
        .deleteFrom('resource_completion')
        .where('enrolment_id', '=', enrolment.id)
        .where('unit_id', '=', key.unitId)
        .where('resource_id', '=', key.resourceId)
        .execute();
    return { complete: await completeWhenDone(ground, transaction, { ...enrolment, courseId, personId }) };
  });
}

/**
 * Remembers where one is, for "continue where I left".
 *
 * @throws {Problem} 403 `not-enrolled`; 404 `no-such-resource`
 */
export async function rememberPlace(
  { database }: Pick<Ground, 'database'>,
  { courseId, personId, ...key }: ResourceKey & { courseId: string; personId: string },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const enrolment = await holdEnrolment(transaction, courseId, personId);
    requireResource(enrolment, key);
    await transaction
      .updateTable('enrolment')
      .set({ left_unit: key.unitId, left_resource: key.resourceId, left_at: sql<Date>`now()` })
      .where('id', '=', enrolment.id)
      .execute();
  });
}

/** Moves a learner on to the current version, by choice. What was done stays done where it is still there. */
export async function moveToCurrentVersion(
  ground: Pick<Ground, 'database' | 'events'>,
  { courseId, personId }: { courseId: string; personId: string },
): Promise<void> {
  await ground.database.transaction().execute(async (transaction) => {
    const { id } = await holdEnrolment(transaction, courseId, personId);
    await sql`update enrolment set version_id = course.current_version_id from course
      where enrolment.id = ${id} and course.id = enrolment.course_id`.execute(transaction);
    await completeWhenDone(ground, transaction, { ...(await holdEnrolment(transaction, courseId, personId)), courseId, personId });
  });
}
