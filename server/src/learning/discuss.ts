import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import type { Ground } from '../platform/ground.ts';
import { notFound } from '../platform/http/problem.ts';
import { pageOf } from './course-queries.ts';
import { noDiscussion, postRemoved } from './problems.ts';

/** A unit's discussion: posts open threads, replies belong to a post. */

/** A post as a reader sees it; what was removed keeps its place without its words. */
export interface PostView {
  id: string;
  author: { id: string; name: string } | null;
  text: string | null;
  createdAt: Date;
  editedAt: Date | null;
  removed: { by: 'author' | 'organization'; note: string | null } | null;
  mine: boolean;
  replies: number;
}

const postView = (readerId: string) => sql`post.id, post.created_at as "createdAt",
  case when post.removed_at is null then post.text end as text,
  case when post.removed_at is null then post.edited_at end as "editedAt",
  case when person.id is not null then json_build_object('id', person.id, 'name', person.name) end as author,
  case when post.removed_at is not null then json_build_object(
    'by', case when post.removed_by is null and post.removal_note is null then 'author' else 'organization' end, 'note', post.removal_note) end as removed,
  post.author_id is not distinct from ${readerId}::uuid as mine,
  case when post.reply_to is null then (select count(*)::int from discussion_post reply where reply.reply_to = post.id and reply.removed_at is null)
    else 0 end as replies`;

/**
 * Threads of a unit, the newest first. A removed post without replies is gone.
 *
 * @param cursor id of the last post of the page before
 */
export async function listPosts(
  database: Database,
  {
    courseId,
    unitId,
    readerId,
    cursor,
    limit,
  }: { courseId: string; unitId: string; readerId: string; cursor?: string | undefined; limit: number },
) {
  const { rows } = await sql<PostView>`select ${postView(readerId)}
    from discussion_post post left join person on person.id = post.author_id
    where post.course_id = ${courseId} and post.unit_id = ${unitId} and post.reply_to is null
      and (post.removed_at is null or post.removal_note is not null
        or exists (select from discussion_post reply where reply.reply_to = post.id and reply.removed_at is null))
      and (${cursor ?? null}::uuid is null or post.id < ${cursor ?? null}::uuid)
    order by post.id desc limit ${limit + 1}`.execute(database);
  return pageOf(rows, limit);
}

/** Replies to a post, the oldest first. */
export async function listReplies(
  database: Database,
  { postId, readerId, cursor, limit }: { postId: string; readerId: string; cursor?: string | undefined; limit: number },
) {
  const { rows } = await sql<PostView>`select ${postView(readerId)}
    from discussion_post post left join person on person.id = post.author_id
    where post.reply_to = ${postId} and (post.removed_at is null or post.removal_note is not null)
      and (${cursor ?? null}::uuid is null or post.id > ${cursor ?? null}::uuid)
    order by post.id limit ${limit + 1}`.execute(database);
  return pageOf(rows, limit);
}

/**
 * Writes a post in a unit, or a reply to one.
 *
 * @throws {Problem} 404 for a unit or post that is not there; 409 `no-discussion`, `post-removed`
 */
export async function writePost(
  { database }: Pick<Ground, 'database'>,
  {
    courseId,
    unitId,
    replyTo,
    authorId,
    text,
  }: { courseId: string; unitId: string; replyTo: string | null; authorId: string; text: string },
): Promise<{ postId: string }> {
  return database.transaction().execute(async (transaction) => {
    // the author's own version, or for the organization's people the current one
    const { rows } = await sql<{ open: boolean }>`select unit.value ? 'discussionPrompt' as open
      from course left join enrolment on enrolment.course_id = course.id and enrolment.person_id = ${authorId}
        join course_version version on version.id = coalesce(enrolment.version_id, course.current_version_id),
        jsonb_array_elements(version.definition -> 'units') unit
      where course.id = ${courseId} and unit.value ->> 'id' = ${unitId}`.execute(transaction);
    if (!rows[0]) throw notFound('unit');
    if (!rows[0].open) throw noDiscussion();
    if (replyTo) {
      const post = await transaction
        .selectFrom('discussion_post')
        .select(['removed_at', 'reply_to'])
        .where('id', '=', replyTo)
        .where('course_id', '=', courseId)
        .where('unit_id', '=', unitId)
        .forShare()
        .executeTakeFirst();
      if (!post || post.reply_to) throw notFound('post');
      if (post.removed_at) throw postRemoved();
    }
    const { id } = await transaction
      .insertInto('discussion_post')
      .values({ course_id: courseId, unit_id: unitId, reply_to: replyTo, author_id: authorId, text })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { postId: id };
  });
}

/** Changes one's own words; the page says that they were changed. @throws {Problem} 409 `post-removed` */
export async function editPost(database: Database, postId: string, text: string): Promise<void> {
  const changed = await database
    .updateTable('discussion_post')
    .set({ text, edited_at: sql<Date>`now()` })
    .where('id', '=', postId)
    .where('removed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!changed) throw postRemoved();
}

/** Takes one's own post back: its words are gone for good. Taking it back twice is the same. */
export async function takePostBack(database: Database, postId: string): Promise<void> {
  await database
    .updateTable('discussion_post')
    .set({ removed_at: sql<Date>`now()`, text: '' })
    .where('id', '=', postId)
    .where('removed_at', 'is', null)
    .execute();
}

/**
 * Removes somebody's post for the organization, with a note that readers see in its place. The words stay in the database, for whoever
 * has to account for the removal.
 *
 * @throws {Problem} 409 `post-removed`
 */
export async function removePost(database: Database, { postId, personId, note }: { postId: string; personId: string; note: string }) {
  const removed = await database
    .updateTable('discussion_post')
    .set({ removed_at: sql<Date>`now()`, removed_by: personId, removal_note: note })
    .where('id', '=', postId)
    .where('removed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!removed) throw postRemoved();
}

/** Turns the daily mail about a course's new posts on or off. */
export async function changeDigest(database: Database, { courseId, personId, on }: { courseId: string; personId: string; on: boolean }) {
  await database
    .updateTable('enrolment')
    .set({ digest: on, ...(on && { digest_at: sql<Date>`now()` }) })
    .where('course_id', '=', courseId)
    .where('person_id', '=', personId)
    .execute();
}
