import { sql } from 'kysely';
import type { Database, Writing } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import { freeSlug } from '../platform/slug.ts';
import { CourseDefinition, type CourseDraft, courseOfDraft, draftOfCourse, emptyCourse } from './course-definition.ts';
import { holdDraft } from './drafts.ts';
import { draftIncomplete, unknownAlignment, unknownFile } from './problems.ts';

/** Creates a course with a draft that has only its name; nobody but its authors sees it until it is published. */
export async function createCourse(
  { database }: Pick<Ground, 'database'>,
  { organizationId, personId, title }: { organizationId: string; personId: string; title: string },
): Promise<{ courseId: string }> {
  return database.transaction().execute(async (transaction) => {
    const slug = await freeAddress(transaction, title);
    const { id: courseId } = await transaction
      .insertInto('course')
      .values({ slug, organization_id: organizationId })
      .returning('id')
      .executeTakeFirstOrThrow();
    await transaction
      .insertInto('course_draft')
      .values({ course_id: courseId, definition: JSON.stringify(emptyCourse(title)), updated_by: personId })
      .execute();
    return { courseId };
  });
}

/** An address made of a title, with a number behind it when it is taken. */
async function freeAddress(transaction: Writing, title: string): Promise<string> {
  // one at a time: two courses of one name must not meet at the same number
  await sql`select pg_advisory_xact_lock(hashtext('course-slug'))`.execute(transaction);
  const base = freeSlug(title, 'course', new Set());
  const { rows } = await sql<{ slug: string }>`select slug from course where slug = ${base} or slug like ${`${base}-%`}`.execute(
    transaction,
  );
  return freeSlug(title, 'course', new Set(rows.map(({ slug }) => slug)));
}

/**
 * Publishes the draft as the next version. Learners stay on theirs until they choose to move.
 *
 * @throws {Problem} 409 `edit-conflict`, `draft-incomplete` with `missing`, `unknown-alignment`, `unknown-file`
 */
export async function publishCourse(
  { database }: Pick<Ground, 'database'>,
  { courseId, revision, personId }: { courseId: string; revision: number; personId: string },
): Promise<{ number: number; slug: string }> {
  return database.transaction().execute(async (transaction) => {
    const course = await transaction.selectFrom('course').select(['id', 'slug']).where('id', '=', courseId).forUpdate().executeTakeFirst();
    if (!course) throw notFound('course');
    const draft = await holdDraft<CourseDraft>(transaction, 'course', courseId, revision);
    const parsed = CourseDefinition.safeParse(courseOfDraft(draft.definition));
    if (!parsed.success) throw draftIncomplete(parsed.error.issues);
    const number = await addCourseVersion(transaction, courseId, parsed.data, personId);
    return { number, slug: course.slug };
  });
}

/** Writes a checked definition as the next version and makes it the current one. The course's row is locked by the caller. */
export async function addCourseVersion(
  transaction: Writing,
  courseId: string,
  definition: CourseDefinition,
  publishedBy: string | null,
): Promise<number> {
  await checkAlignments(transaction, definition);
  await checkFiles(transaction, courseId, definition);
  const { number } = await transaction
    .selectFrom('course_version')
    .select(sql<number>`coalesce(max(number), 0) + 1`.as('number'))
    .where('course_id', '=', courseId)
    .executeTakeFirstOrThrow();
  const { id } = await transaction
    .insertInto('course_version')
    .values({ course_id: courseId, number, definition: JSON.stringify(definition), published_by: publishedBy })
    .returning('id')
    .executeTakeFirstOrThrow();
  await transaction.updateTable('course').set({ current_version_id: id }).where('id', '=', courseId).execute();
  return number;
}

async function checkAlignments(transaction: Writing, { units }: CourseDefinition): Promise<void> {
  const stacks = [...new Set(units.flatMap(({ alignedTo }) => alignedTo.stacks))];
  const microCredentials = [...new Set(units.flatMap(({ alignedTo }) => alignedTo.microCredentials))];
  const { rows } = await sql<{ slug: string }>`
    select slug from unnest(${stacks}::text[]) slug where not exists (select from stack where stack.slug = slug.slug)
    union all
    select slug from unnest(${microCredentials}::text[]) slug
      where not exists (select from micro_credential mc where mc.slug = slug.slug and mc.current_version_id is not null)`.execute(
    transaction,
  );
  if (rows.length) throw unknownAlignment(rows.map(({ slug }) => slug));
}

async function checkFiles(transaction: Writing, courseId: string, { units }: CourseDefinition): Promise<void> {
  const files = units.flatMap(({ resources }) =>
    resources.flatMap((one) =>
      one.kind === 'file' ? [one.fileId] : one.kind === 'video' && 'fileId' in one.source ? [one.source.fileId] : [],
    ),
  );
  if (!files.length) return;
  const { rows } = await sql`select from unnest(${files}::uuid[]) file_id where not exists (
    select from file_use held where held.file_id = file_id.file_id and held.used_by = ${usedByCourse(courseId)})`.execute(transaction);
  if (rows.length) throw unknownFile();
}

/** How `file_use` names a course. */
export const usedByCourse = (courseId: string) => `course:${courseId}`;

/**
 * Makes a course with its first version at once, as an operator's data file has it. Known already: left as it stands.
 *
 * @returns the course's id
 */
export async function bringCourse(
  transaction: Writing,
  course: { slug: string; organizationId: string; definition: CourseDefinition; demo: boolean },
): Promise<string> {
  const made = await transaction
    .insertInto('course')
    .values({ slug: course.slug, organization_id: course.organizationId, demo: course.demo })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) {
    const known = await transaction.selectFrom('course').select('id').where('slug', '=', course.slug).executeTakeFirstOrThrow();
    return known.id;
  }
  await addCourseVersion(transaction, made.id, course.definition, null);
  await transaction
    .insertInto('course_draft')
    .values({ course_id: made.id, definition: JSON.stringify(draftOfCourse(course.definition)) })
    .execute();
  return made.id;
}

/** Opens a course to anyone, or to those who hold its link. */
export async function changeEnrolling(database: Database, courseId: string, enrolment: 'open' | 'invited'): Promise<void> {
  await database.updateTable('course').set({ enrolment }).where('id', '=', courseId).execute();
}

/** Ends the link of an invited course; the next one is another. Who is enrolled stays. */
export async function renewLink(database: Database, courseId: string): Promise<void> {
  await database
    .updateTable('course')
    .set(({ eb }) => ({ link_number: eb('link_number', '+', 1) }))
    .where('id', '=', courseId)
    .execute();
}
