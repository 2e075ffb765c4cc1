import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { notFound } from '../platform/http/problem.ts';
import type { CourseDefinition } from './course-definition.ts';
import { type CourseProgress, nextIn, progressIn, type ResourceKey } from './course-progress.ts';

/** Reads of courses, shaped for their screens. */

export interface Organization {
  id: string;
  slug: string;
  name: string;
  color: string | null;
}
const organization = sql<Organization>`json_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'color', o.color)`;

/** A micro-credential beside a unit. */
export interface BesideUnit {
  id: string;
  slug: string;
  title: string;
  competency: string;
  difficulty: number;
  hours: number;
}
/** What stands beside a unit: content understood, practice shown. */
export interface UnitAlignment {
  unitId: string;
  stacks: { id: string; slug: string; title: string; description: string; issuer: Organization; members: BesideUnit[] }[];
  microCredentials: (BesideUnit & { issuer: Organization })[];
}

/** The stacks and micro-credentials of every unit of a version, in the order the units name them; one statement for all. */
export async function alignmentsOf(database: Database, versionId: string): Promise<UnitAlignment[]> {
  const entry = sql`'id', e.micro_credential_id, 'slug', e.slug, 'title', e.title, 'competency', e.competency, 'difficulty', e.difficulty, 'hours', e.hours`;
  const { rows } = await sql<UnitAlignment>`
    select unit.value ->> 'id' as "unitId",
      coalesce((select json_agg(json_build_object('id', s.id, 'slug', s.slug, 'title', s.title, 'description', s.description,
          'issuer', ${organization},
          'members', coalesce((select json_agg(json_build_object(${entry}) order by m.position)
            from stack_member m join catalog_entry e on e.micro_credential_id = m.micro_credential_id where m.stack_id = s.id), '[]'))
          order by named.ordinality)
        from jsonb_array_elements_text(unit.value -> 'alignedTo' -> 'stacks') with ordinality named(slug, ordinality)
        join stack s on s.slug = named.slug join organization o on o.id = s.issuer_id), '[]') as stacks,
      coalesce((select json_agg(json_build_object(${entry}, 'issuer', ${organization}) order by named.ordinality)
        from jsonb_array_elements_text(unit.value -> 'alignedTo' -> 'microCredentials') with ordinality named(slug, ordinality)
        join catalog_entry e on e.slug = named.slug join organization o on o.id = e.issuer_id), '[]') as "microCredentials"
    from course_version version, jsonb_array_elements(version.definition -> 'units') with ordinality unit
    where version.id = ${versionId}
    order by unit.ordinality`.execute(database);
  return rows;
}

/** A course in a list. */
export interface ListedCourse {
  id: string;
  slug: string;
  title: string;
  summary: string;
  hours: number;
  units: number;
  demo: boolean;
  organization: Organization;
}

/**
 * Courses open to anyone, the newest first.
 *
 * @param cursor id of the last course of the page before
 */
export async function listOpenCourses(
  database: Database,
  { cursor, limit, organizationSlug }: { cursor?: string | undefined; limit: number; organizationSlug?: string | undefined },
): Promise<{ items: ListedCourse[]; nextCursor: string | null }> {
  const { rows } = await sql<ListedCourse>`
    select course.id, course.slug, version.definition ->> 'title' as title, version.definition ->> 'summary' as summary,
      (version.definition ->> 'hours')::int as hours, jsonb_array_length(version.definition -> 'units') as units, course.demo,
      ${organization} as organization
    from course join course_version version on version.id = course.current_version_id join organization o on o.id = course.organization_id
    where course.enrolment = 'open' and (${cursor ?? null}::uuid is null or course.id < ${cursor ?? null}::uuid)
      and (${organizationSlug ?? null}::text is null or o.slug = ${organizationSlug ?? null}::text)
    order by course.id desc limit ${limit + 1}`.execute(database);
  return pageOf(rows, limit);
}

export function pageOf<T extends { id: string }>(rows: T[], limit: number): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** A course as its public page shows it: what is in it, not the texts themselves. */
export interface PublicCourse extends Omit<ListedCourse, 'units'> {
  number: number;
  description: string;
  audience: string | null;
  enrolment: 'open' | 'invited';
  units: {
    id: string;
    title: string;
    purpose: string;
    minutes: number;
    hasDiscussion: boolean;
    resources: { id: string; kind: 'text' | 'video' | 'link' | 'file'; title: string; minutes: number | null; required: boolean }[];
    beside: UnitAlignment;
  }[];
}

/** @throws {Problem} 404 for what is not published */
export async function loadPublicCourse(database: Database, slug: string): Promise<PublicCourse> {
  const { rows } = await sql<{
    id: string;
    slug: string;
    demo: boolean;
    enrolment: 'open' | 'invited';
    number: number;
    versionId: string;
    definition: CourseDefinition;
    organization: Organization;
  }>`select course.id, course.slug, course.demo, course.enrolment, version.number, version.id as "versionId", version.definition,
      ${organization} as organization
    from course join course_version version on version.id = course.current_version_id join organization o on o.id = course.organization_id
    where course.slug = ${slug}`.execute(database);
  const [course] = rows;
  if (!course) throw notFound('course');
  const { definition, versionId, ...head } = course;
  const beside = await alignmentsOf(database, versionId);
  return {
    ...head,
    title: definition.title,
    summary: definition.summary,
    description: definition.description,
    audience: definition.audience ?? null,
    hours: definition.hours,
    units: definition.units.map((unit) => ({
      id: unit.id,
      title: unit.title,
      purpose: unit.purpose,
      minutes: unit.resources.reduce((sum, { minutes = 0 }) => sum + minutes, 0),
      hasDiscussion: unit.discussionPrompt !== undefined,
      resources: unit.resources.map(({ id, kind, title, minutes, required }) => ({ id, kind, title, minutes: minutes ?? null, required })),
      beside: beside.find(({ unitId }) => unitId === unit.id) ?? { unitId: unit.id, stacks: [], microCredentials: [] },
    })),
  };
}

/** A course as its learner works in it. */
export interface LearningView {
  courseId: string;
  slug: string;
  organization: Organization;
  number: number;
  newerVersion: boolean;
  definition: CourseDefinition;
  beside: UnitAlignment[];
  completed: ResourceKey[];
  progress: CourseProgress;
  next: ResourceKey | null;
  enrolledAt: Date;
  completedAt: Date | null;
  digest: boolean;
  /** Names and sizes of the files that resources offer. */
  files: { fileId: string; name: string; mediaType: string; size: number }[];
  /** Posts by unit, those removed not counted. */
  posts: { unitId: string; count: number }[];
}

/** Reads a course for one who is enrolled; the policy has asked. */
export async function readLearning(database: Database, courseId: string, personId: string): Promise<LearningView> {
  const { rows } = await sql<
    Pick<
      LearningView,
      'courseId' | 'slug' | 'organization' | 'number' | 'newerVersion' | 'definition' | 'enrolledAt' | 'completedAt' | 'digest'
    > & {
      enrolmentId: string;
      versionId: string;
      leftUnit: string | null;
      leftResource: string | null;
    }
  >`select course.id as "courseId", course.slug, version.number, version.definition, version.id as "versionId", enrolment.id as "enrolmentId",
      course.current_version_id <> version.id as "newerVersion", enrolment.enrolled_at as "enrolledAt",
      enrolment.completed_at as "completedAt", enrolment.digest, enrolment.left_unit as "leftUnit",
      enrolment.left_resource as "leftResource", ${organization} as organization
    from enrolment join course on course.id = enrolment.course_id join course_version version on version.id = enrolment.version_id
      join organization o on o.id = course.organization_id
    where enrolment.course_id = ${courseId} and enrolment.person_id = ${personId}`.execute(database);
  const [found] = rows;
  if (!found) throw notFound('course');
  const { enrolmentId, versionId, leftUnit, leftResource, ...view } = found;
  const fileIds = view.definition.units.flatMap(({ resources }) =>
    resources.flatMap((one) =>
      one.kind === 'file' ? [one.fileId] : one.kind === 'video' && 'fileId' in one.source ? [one.source.fileId] : [],
    ),
  );
  const [beside, completed, files, posts] = await Promise.all([
    alignmentsOf(database, versionId),
    database
      .selectFrom('resource_completion')
      .select(['unit_id as unitId', 'resource_id as resourceId'])
      .where('enrolment_id', '=', enrolmentId)
      .execute(),
    fileIds.length
      ? database.selectFrom('file').select(['id as fileId', 'name', 'media_type as mediaType', 'size']).where('id', 'in', fileIds).execute()
      : [],
    sql<{ unitId: string; count: number }>`select unit_id as "unitId", count(*)::int as count from discussion_post
      where course_id = ${courseId} and removed_at is null group by unit_id`.execute(database),
  ]);
  const left = leftUnit && leftResource ? { unitId: leftUnit, resourceId: leftResource } : null;
  return {
    ...view,
    beside,
    completed,
    progress: progressIn(view.definition, completed),
    next: nextIn(view.definition, completed, left),
    files,
    posts: posts.rows,
  };
}

/** One's own enrolment in a list. */
export interface ListedEnrolment {
  id: string;
  courseId: string;
  slug: string;
  title: string;
  organization: Organization;
  progress: { done: number; asked: number };
  next: (ResourceKey & { title: string }) | null;
  completedAt: Date | null;
  leftAt: Date;
}

/** One's own courses, the one left last first. Nobody enrols in so many that they need pages; the first 200 are told. */
export async function listEnrolments(database: Database, personId: string): Promise<ListedEnrolment[]> {
  const { rows } = await sql<
    Omit<ListedEnrolment, 'progress' | 'next' | 'title'> & {
      definition: CourseDefinition;
      leftUnit: string | null;
      leftResource: string | null;
      completed: ResourceKey[];
    }
  >`select enrolment.id, course.id as "courseId", course.slug, version.definition, enrolment.completed_at as "completedAt",
      enrolment.left_at as "leftAt", enrolment.left_unit as "leftUnit", enrolment.left_resource as "leftResource",
      ${organization} as organization,
      coalesce((select json_agg(json_build_object('unitId', unit_id, 'resourceId', resource_id))
        from resource_completion where enrolment_id = enrolment.id), '[]') as completed
    from enrolment join course on course.id = enrolment.course_id join course_version version on version.id = enrolment.version_id
      join organization o on o.id = course.organization_id
    where enrolment.person_id = ${personId}
    order by enrolment.left_at desc limit 200`.execute(database);
  return rows.map(({ definition, leftUnit, leftResource, completed, ...enrolment }) => {
    const { done, asked } = progressIn(definition, completed);
    const next = nextIn(definition, completed, leftUnit && leftResource ? { unitId: leftUnit, resourceId: leftResource } : null);
    const title = next && definition.units.find(({ id }) => id === next.unitId)?.resources.find(({ id }) => id === next.resourceId)?.title;
    return { ...enrolment, title: definition.title, progress: { done, asked }, next: next && { ...next, title: title ?? '' } };
  });
}

/** An organization's courses as its authors see them, published or not, the newest first. */
export async function listAuthoredCourses(
  database: Database,
  organizationId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const { rows } = await sql<{
    id: string;
    slug: string;
    title: string;
    enrolment: 'open' | 'invited';
    number: number | null;
    draftNewer: boolean;
    enrolled: number;
    completed: number;
    updatedAt: Date;
  }>`select course.id, course.slug, draft.definition ->> 'title' as title, course.enrolment, version.number, draft.updated_at as "updatedAt",
      version.id is null or draft.updated_at > version.published_at as "draftNewer",
      (select count(*)::int from enrolment where course_id = course.id) as enrolled,
      (select count(*)::int from enrolment where course_id = course.id and completed_at is not null) as completed
    from course join course_draft draft on draft.course_id = course.id left join course_version version on version.id = course.current_version_id
    where course.organization_id = ${organizationId} and (${cursor ?? null}::uuid is null or course.id < ${cursor ?? null}::uuid)
    order by course.id desc limit ${limit + 1}`.execute(database);
  return pageOf(rows, limit);
}

/** What an author's page shows of a course beside its draft. */
export async function readAuthored(database: Database, courseId: string) {
  const { rows } = await sql<{
    id: string;
    slug: string;
    enrolment: 'open' | 'invited';
    linkNumber: number;
    number: number | null;
    publishedAt: Date | null;
    organization: Organization;
    files: { fileId: string; name: string; mediaType: string; size: number }[];
  }>`select course.id, course.slug, course.enrolment, course.link_number as "linkNumber", version.number, version.published_at as "publishedAt",
      ${organization} as organization,
      coalesce((select json_agg(json_build_object('fileId', file.id, 'name', file.name, 'mediaType', file.media_type, 'size', file.size) order by file.id)
        from file_use held join file on file.id = held.file_id where held.used_by = 'course:' || course.id), '[]') as files
    from course left join course_version version on version.id = course.current_version_id join organization o on o.id = course.organization_id
    where course.id = ${courseId}`.execute(database);
  if (!rows[0]) throw notFound('course');
  return rows[0];
}
