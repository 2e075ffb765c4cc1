import { sql } from 'kysely';
import { audit } from '../../platform/audit.ts';
import type { Database, Writing } from '../../platform/database/database.ts';
import type { Ground } from '../../platform/ground.ts';
import type { Caller } from '../../platform/http/access.ts';
import { notFound } from '../../platform/http/problem.ts';
import { population, standingAwards } from './population.ts';

/** Somebody who agreed to be found. */
export interface FoundPerson {
  personId: string;
  name: string;
  headline: string | null;
  schools: string[];
  offers: string[];
  note: string;
  /** Null where they take messages through Brevet only. */
  email: string | null;
  awards: { awardId: string; title: string; slug: string; difficulty: number | null; awardedAt: string }[];
}

export interface PeopleSearch {
  recognizerId: string;
  /** Words of a competency: a title, a topic, what one can do. */
  q?: string | undefined;
  microCredential?: string | undefined;
  stack?: string | undefined;
  topic?: string | undefined;
  schoolId?: string | undefined;
  offers?: 'coaching' | 'leading' | undefined;
  since: Date | null;
  /** `<moment of the latest award>/<person>` of the page before's last one. */
  cursor?: string | undefined;
  limit: number;
}

/**
 * Educators who have shown a competency and agreed to be found by name, those who showed it last first. Awards that they hide are not
 * looked at.
 */
export async function findPeople(
  database: Database,
  { recognizerId, q, microCredential, stack, topic, schoolId, offers, since, cursor, limit }: PeopleSearch,
): Promise<{ items: FoundPerson[]; nextCursor: string | null }> {
  const [latest, person] = cursor?.split('/') ?? [];
  const { rows } = await sql<FoundPerson & { latest: string }>`
    with recursive ${population(recognizerId)},
    looked as (
      select e.* from catalog_entry e
      where ${q ? sql`e.document @@ websearch_to_tsquery('simple', plain_text(${q}))` : sql`true`}
        and ${microCredential ? sql`e.slug = ${microCredential}` : sql`true`}
        and ${stack ? sql`e.stacks @> array[${stack}]` : sql`true`} and ${topic ? sql`e.topics @> array[${topic}]` : sql`true`}),
    shown as (
      select c.person_id, c.offers, c.note, c.contact from talent_consent c
      where c.recognizer_id = ${recognizerId} and c.shown and ${offers ? sql`c.offers @> array[${offers}]` : sql`true`}
        and exists (select from seat s where s.person_id = c.person_id and ${schoolId ? sql`s.school_id = ${schoolId}::uuid` : sql`true`})),
    held as materialized (
      select shown.person_id, a.id, a.awarded_at, l.title, l.slug, l.difficulty
      from shown join (${standingAwards}) a on a.earner_id = shown.person_id join looked l on l.micro_credential_id = a.micro_credential_id
      where ${since ? sql`a.awarded_at >= ${since}` : sql`true`}),
    found as (select person_id, max(awarded_at) as latest from held group by 1),
    page as (
      select * from found
      where ${latest && person ? sql`(latest, person_id) < (${latest}::timestamptz, ${person}::uuid)` : sql`true`}
      order by latest desc, person_id desc limit ${limit + 1})
    select p.id as "personId", p.name, p.headline, shown.offers, shown.note, page.latest::text as latest,
      case when shown.contact = 'address' then p.email end as email,
      (select json_agg(distinct o.name order by o.name) from seat s join organization o on o.id = s.school_id where s.person_id = p.id) as schools,
      (select json_agg(json_build_object('awardId', h.id, 'title', h.title, 'slug', h.slug, 'difficulty', h.difficulty, 'awardedAt', h.awarded_at)
        order by h.awarded_at desc, h.id) from held h where h.person_id = p.id) as awards
    from page join person p on p.id = page.person_id join shown on shown.person_id = p.id
    order by page.latest desc, p.id desc`.execute(database);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ latest: _, ...found }) => found),
    nextCursor: rows.length > limit && last ? `${last.latest}/${last.personId}` : null,
  };
}

/**
 * Sends a message to somebody who agreed to be found, without telling their address. Theirs is told to them, to answer to.
 *
 * @throws {Problem} 404 `not-found` for somebody who did not agree, or does not work here
 */
export async function writeToPerson(
  { mail, config }: Pick<Ground, 'mail' | 'config'>,
  transaction: Writing,
  caller: Caller,
  { recognizerId, personId, text }: { recognizerId: string; personId: string; text: string },
): Promise<void> {
  const { rows } = await sql<{ email: string; organization: string }>`
    with recursive ${population(recognizerId)}
    select p.email, o.name as organization from person p join organization o on o.id = ${recognizerId}
    where p.id = ${personId} and exists (select from agreed where person_id = p.id) and exists (select from seat where person_id = p.id)`.execute(
    transaction,
  );
  const [to] = rows;
  if (!to) throw notFound('person');
  await mail.send(
    {
      to: to.email,
      subject: `${caller.name} asks you about what you have shown`,
      text: [
        `${caller.name} of ${to.organization} found you by a micro-credential that you earned, and writes:`,
        text,
        `Answer to ${caller.email}. Your own address was not told. You decide who may find you:`,
      ].join('\n\n'),
      action: { label: 'Who may find me', url: `${config.url}/found` },
    },
    transaction,
  );
  await audit(transaction, { personId: caller.personId, action: 'talent.written', subjectType: 'person', subjectId: personId });
}
