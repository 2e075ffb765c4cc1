import { stringify } from 'csv-stringify/sync';
import { sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { notFound } from '../../platform/http/problem.ts';
import { listIncentives } from '../incentives/read-incentives.ts';

/** A set of awards that gives something once: an endorsement, a status. */
export interface Endorsement {
  incentiveId: string;
  name: string;
  /** What holding the set gives. */
  gives: string;
  sentence: string;
  /** How many of the achievements it takes. */
  need: number;
  achievements: { countsAs: string; title: string }[];
}

/** The endorsements of a recognizer that are in force. */
export async function listEndorsements(database: Database, recognizerId: string, today: string): Promise<Endorsement[]> {
  const inForce = (await listIncentives(database, recognizerId, today)).flatMap(({ id, name, versions, inForce: version }) => {
    const held = versions.find((one) => one.id === version);
    return held?.rule.value.kind === 'set' ? [{ id, name, sentence: held.sentence, value: held.rule.value }] : [];
  });
  const titles = await titlesOf(database, recognizerId, [...new Set(inForce.flatMap(({ value }) => value.achievements))]);
  return inForce.map(({ id, name, sentence, value }) => ({
    incentiveId: id,
    name,
    sentence,
    gives: 'unit' in value.pays ? value.pays.unit : value.pays.kind,
    need: value.need === 'all' ? value.achievements.length : value.need,
    achievements: value.achievements.map((countsAs) => ({ countsAs, title: titles.get(countsAs) ?? countsAs })),
  }));
}

async function titlesOf(database: Database, recognizerId: string, achievements: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ achievement: string; title: string }>`
    select distinct on (e.achievement) e.achievement, e.title from program_entry e join program p on p.id = e.program_id
    where p.recognizer_id = ${recognizerId} and e.achievement = any(${[...achievements]}::text[])
    order by e.achievement, e.version_id desc`.execute(database);
  return new Map(rows.map(({ achievement, title }) => [achievement, title]));
}

/** Somebody on an endorsement's list. */
export interface Endorsed {
  personId: string;
  name: string;
  schools: string[];
  held: number;
  /** Titles of what is not posted yet; of these one is enough to get on. */
  missing: string[];
}

export interface EndorsedQuery {
  recognizerId: string;
  incentiveId: string;
  standing: 'complete' | 'lacks-one';
  today: string;
  /** The last person of the page before. */
  cursor?: string | undefined;
  limit: number;
}

/**
 * Who is complete, or lacks one: by posted claims, which Human Resources know by name anyway.
 *
 * @throws {Problem} 404 `not-found`
 */
export async function listEndorsed(
  database: Database,
  { recognizerId, incentiveId, standing, today, cursor, limit }: EndorsedQuery,
): Promise<{ endorsement: Endorsement; items: Endorsed[]; nextCursor: string | null }> {
  const endorsement = (await listEndorsements(database, recognizerId, today)).find((one) => one.incentiveId === incentiveId);
  if (!endorsement) throw notFound('endorsement');
  const { need, achievements } = endorsement;
  const { rows } = await sql<{ personId: string; name: string; schools: string[] | null; posted: string[] }>`
    with recursive own as (
      select id from organization where id = ${recognizerId}
      union select o.id from organization o join own on o.parent_id = own.id),
    held as (
      select educator_id, array_agg(distinct counts_as) as posted from claim
      where recognizer_id = ${recognizerId} and state = 'posted' and counts_as = any(${achievements.map(({ countsAs }) => countsAs)}::text[])
        and educator_id > ${cursor ?? '00000000-0000-0000-0000-000000000000'}::uuid
      group by 1)
    select p.id as "personId", p.name, held.posted,
      (select json_agg(o.name order by o.name) from membership m join own on own.id = m.organization_id join organization o on o.id = own.id
        where m.person_id = p.id and o.id <> ${recognizerId}) as schools
    from held join person p on p.id = held.educator_id
    where ${standing === 'complete' ? sql`cardinality(posted) >= ${need}` : sql`cardinality(posted) = ${need - 1}`}
    order by p.id limit ${limit + 1}`.execute(database);
  const items = rows.slice(0, limit).map(({ posted, schools, ...person }) => ({
    ...person,
    schools: schools ?? [],
    held: posted.length,
    missing: achievements.filter(({ countsAs }) => !posted.includes(countsAs)).map(({ title }) => title),
  }));
  return { endorsement, items, nextCursor: rows.length > limit ? (items.at(-1)?.personId ?? null) : null };
}

/** The list as a file. */
export async function endorsedCsv(database: Database, query: Omit<EndorsedQuery, 'cursor' | 'limit'>): Promise<string> {
  const { endorsement, items } = await listEndorsed(database, { ...query, limit: 100_000 });
  return stringify(
    [
      ['endorsement', 'name', 'schools', 'held', 'needed', 'missing'],
      ...items.map(({ name, schools, held, missing }) => [
        ...[endorsement.gives, name, schools.join('; '), held, endorsement.need],
        query.standing === 'complete' ? '' : missing.join('; '),
      ]),
    ],
    { escape_formulas: true, record_delimiter: 'windows' },
  );
}
