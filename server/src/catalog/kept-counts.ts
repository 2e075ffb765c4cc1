import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { plannedOnce } from '../platform/database/planned-once.ts';
import type { CatalogPage } from './query.ts';

const listed = (rows: RawBuilder<unknown>) =>
  sql`coalesce((select json_agg(json_build_object('value', value, 'label', label, 'count', count) order by count desc, label) from (${rows}) v), '[]')`;
const most = (kind: string) => sql`select value, count from catalog_facet where kind = ${kind} and count > 0 order by count desc limit 30`;

/** Facets of the whole catalog, which are kept with it. */
export async function keptCounts(database: Database): Promise<Pick<CatalogPage, 'total' | 'facets'>> {
  const { rows } = await sql<{ total: number; facets: CatalogPage['facets'] }>`${plannedOnce}
    select coalesce((select count from catalog_facet where kind = 'all'), 0) as total, json_build_object(
      'issuers', ${listed(sql`select o.slug as value, o.name as label, count from (${most('issuer')}) n join organization o on o.id = n.value::uuid`)},
      'stacks', ${listed(sql`select s.slug as value, s.title as label, count from (${most('stack')}) n join stack s on s.slug = n.value`)},
      'topics', ${listed(sql`select value, value as label, count from (${most('topic')}) n`)},
      'difficulties', ${listed(sql`select value, value as label, count from (${most('difficulty')}) n`)},
      'hours', ${listed(sql`select most::text as value, most::text as label, coalesce(f.count, 0) as count from unnest(array[10, 20, 30]) most
        left join catalog_facet f on f.kind = 'hours' and f.value = most::text`)}) as facets`.execute(database);
  const [counts] = rows;
  if (!counts) throw new Error('A statement without conditions gave no row.');
  return { total: { count: counts.total, atLeast: false }, facets: counts.facets };
}
