import { sql } from 'kysely';
import type { Ground } from '../platform/ground.ts';

interface Digest {
  enrolmentId: string;
  email: string;
  name: string;
  courseId: string;
  course: string;
  posts: { author: string; unit: string; text: string }[];
  count: number;
}

const mostShown = 5;
const portion = 200;

/**
 * Mails each learner, once, what others have written in the course since the last such mail; nobody gets one without news. Each portion
 * is a transaction of its own with its mails in it, so that a crash neither repeats nor loses one.
 */
export async function sendDigests(ground: Pick<Ground, 'database' | 'mail' | 'config' | 'clock'>): Promise<number> {
  const until = ground.clock();
  let sent = 0;
  for (;;) {
    const digests = await ground.database.transaction().execute(async (transaction) => {
      const { rows } = await sql<Digest>`
        with due as materialized (
          select enrolment.id, enrolment.course_id, enrolment.person_id, enrolment.digest_at
          from enrolment
          where digest and exists (select from discussion_post post where post.course_id = enrolment.course_id and post.removed_at is null
            and post.created_at > enrolment.digest_at and post.created_at <= ${until}
            and post.author_id is distinct from enrolment.person_id)
          order by enrolment.id limit ${portion} for update skip locked
        ), told as (update enrolment set digest_at = ${until} from due where enrolment.id = due.id)
        select due.id as "enrolmentId", person.email, person.name, course.id as "courseId", version.definition ->> 'title' as course, news.*
        from due join person on person.id = due.person_id join course on course.id = due.course_id
          join course_version version on version.id = course.current_version_id
          cross join lateral (
            select count(*)::int as count, (json_agg(json_build_object('author', coalesce(author.name, ''), 'text', left(post.text, 280),
              'unit', coalesce((select unit ->> 'title' from jsonb_array_elements(version.definition -> 'units') unit where unit ->> 'id' = post.unit_id), ''))
              order by post.id desc)) as posts
            from discussion_post post left join person author on author.id = post.author_id
            where post.course_id = due.course_id and post.removed_at is null and post.created_at > due.digest_at
              and post.created_at <= ${until} and post.author_id is distinct from due.person_id) news`.execute(transaction);
      for (const digest of rows) await ground.mail.send(digestMail(digest, ground.config.url), transaction);
      return rows.length;
    });
    sent += digests;
    if (digests < portion) return sent;
  }
}

function digestMail({ email, name, course, courseId, posts, count }: Digest, url: string) {
  const shown = posts.slice(0, mostShown).map(({ author, unit, text }) => `${author} in “${unit}”:\n${text}`);
  return {
    to: email,
    subject: count === 1 ? `One new post in ${course}` : `${count} new posts in ${course}`,
    text: [
      `Hello ${name},`,
      `since the last message, others in “${course}” wrote:`,
      ...shown,
      count > mostShown ? `And ${count - mostShown} more.` : '',
      'You can turn these messages off on the course’s page.',
    ]
      .filter(Boolean)
      .join('\n\n'),
    action: { label: 'Go to the discussion', url: `${url}/learn/${courseId}` },
  };
}
