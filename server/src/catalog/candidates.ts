import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { plannedOnce } from '../platform/database/planned-once.ts';
import type { CatalogQuery, CatalogSort } from './query.ts';
import { commonWord, type WordGroup } from './resolve-words.ts';

/** Facets are counted, and a search ranks, over at most this many micro-credentials, so that the cost does not grow with the catalog. */
export const mostCandidates = 240;

/** What a list is made from, by id. */
export interface Candidates {
  ids: string[];
  /** How well each fits the words; nothing where there were none. */
  ranks?: number[];
}

/** What a list is sorted by, and which way. */
export const orders: Record<CatalogSort, { key: RawBuilder<unknown>; type: RawBuilder<unknown>; descends: boolean }> = {
  relevance: { key: sql`rank`, type: sql`float8`, descends: true },
  title: { key: sql`title`, type: sql`text`, descends: false },
  newest: { key: sql`published_at`, type: sql`timestamptz`, descends: true },
  hours: { key: sql`hours`, type: sql`int`, descends: false },
};

/**
 * What narrows a list beside words.
 *
 * @param beside whether rows are found by words already: then the long lists of a topic or stack are not fetched from their indexes too
 */
export function filters(query: CatalogQuery, beside = false): RawBuilder<unknown> {
  const none = beside ? sql` || '{}'::text[]` : sql``;
  const conditions = [
    query.issuer !== undefined && sql`e.issuer_id = (select id from organization where slug = ${query.issuer})`,
    query.stack !== undefined && sql`(e.stacks${none}) @> array[${query.stack}]`,
    query.topic !== undefined && sql`(e.topics${none}) @> array[${query.topic}]`,
    query.difficulty !== undefined && sql`e.difficulty = ${query.difficulty}`,
    query.maxHours !== undefined && sql`e.hours <= ${query.maxHours}`,
  ].filter((condition) => condition !== false);
  return conditions.length ? sql.join(conditions, sql` and `) : sql`true`;
}

/** Some of what a browsing person sees, to count facets over; all of it where it is fewer than `mostCandidates`. */
export async function browsed(database: Database, query: CatalogQuery): Promise<Candidates> {
  const { rows } = await sql<{ ids: string[] | null }>`${plannedOnce}
    select json_agg(micro_credential_id) as ids from (
      select e.micro_credential_id from catalog_entry e where ${filters(query)} limit ${mostCandidates}) found`.execute(database);
  return { ids: rows[0]?.ids ?? [] };
}

/** The candidates of a search with their rank by every word that was typed: matches in titles first, then in all words. */
export async function searched(database: Database, groups: WordGroup[], query: CatalogQuery): Promise<Candidates> {
  const telling = groups.filter(({ documents }) => documents <= commonWord);
  const where = filters(query, telling.length > 0);
  const narrowing = telling.length ? telling : groups;
  const needed = narrowing.map(({ tsquery }) => tsquery).join(' & ');
  const likeliest = narrowing.map((group) => group.likeliest).join(' & ');
  const any = groups.map(({ tsquery }) => tsquery).join(' | ');
  const ranked = sql`e.micro_credential_id, ts_rank('{0.1, 0.3, 0.6, 1.0}', e.heading, ${any}::tsquery, 1)::float8 as rank`;
  // common words alone: matches outside titles are looked for only where no title has them
  const further = telling.length ? sql`true` : sql`not exists (select 1 from titled)`;
  const { rows } = await sql<{ ids: string[] | null; ranks: number[] | null }>`${plannedOnce}
    with titled as materialized (select ${ranked} from catalog_entry e
      where to_tsvector('simple', plain_text(e.title)) @@ ${needed}::tsquery and ${where} limit ${telling.length ? mostCandidates / 2 : mostCandidates})
    select json_agg(micro_credential_id) as ids, json_agg(rank) as ranks from (
      select * from titled union all
      (select ${ranked} from catalog_entry e
        where ${further} and e.document @@ ${likeliest}::tsquery and ${where}
          and not exists (select 1 from titled where titled.micro_credential_id = e.micro_credential_id)
        limit ${mostCandidates} - (select count(*) from titled))) found`.execute(database);
  return { ids: rows[0]?.ids ?? [], ranks: rows[0]?.ranks ?? [] };
}
