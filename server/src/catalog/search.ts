import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { plannedOnce } from '../platform/database/planned-once.ts';
import { browsed, type Candidates, filters, mostCandidates, orders, searched } from './candidates.ts';
import { countFacets, type FacetCounts, labeled } from './count-facets.ts';
import { type Position, readCursor, writeCursor } from './cursor.ts';
import { keptCounts } from './kept-counts.ts';
import { type Page, pageOf } from './page-of.ts';
import type { CatalogItem, CatalogPage, CatalogQuery, CatalogSort } from './query.ts';
import { resolveWords } from './resolve-words.ts';

/**
 * Searches or browses the catalog. What is found is sorted, paged and counted here, from a few columns of at most 240 candidates; then the
 * page itself is read.
 *
 * @throws {Problem} 400 `unusable-cursor` for a cursor that we did not make for this order
 */
export async function searchCatalog(database: Database, query: CatalogQuery): Promise<CatalogPage> {
  const asked = query.q?.trim() ?? '';
  const sort = query.sort === 'relevance' && !asked ? 'title' : query.sort;
  const after = query.cursor ? readCursor(query.cursor, sort) : null;
  if (!asked && !isNarrowed(query)) return browseAll(database, query, sort, after);

  const { groups, corrected } = await resolveWords(database, asked);
  const found = groups.length ? await searched(database, groups, query, sort) : asked ? nothing : await browsed(database, query, sort);
  const total = { count: found.ids.length, atLeast: found.ids.length >= mostCandidates };
  const page = asked || !total.atLeast ? pageOf(found, sort, after, query.limit) : await pageByIndex(database, query, sort, after);
  const counts = countFacets(found);
  const { items, issuers, stacks } = await readPage(database, page, counts);
  const itself = (value: string) => ({ value, label: value });
  return {
    items,
    nextCursor: cursorAfter(page, sort),
    total,
    corrected,
    facets: {
      issuers: labeled(counts.issuers, (id) => issuers.get(id)),
      stacks: labeled(counts.stacks, (slug) => stacks.get(slug)),
      topics: labeled(counts.topics, itself),
      difficulties: labeled(counts.difficulties, itself),
      hours: found.ids.length ? labeled(counts.hours, itself) : [],
    },
  };
}

const nothing: Candidates = { ids: [], keys: [], issuers: [], stacks: [], topics: [], difficulties: [], hours: [] };

const isNarrowed = (query: CatalogQuery) =>
  [query.issuer, query.stack, query.topic, query.difficulty, query.maxHours].some((asked) => asked !== undefined);

async function browseAll(database: Database, query: CatalogQuery, sort: CatalogSort, after: Position | null): Promise<CatalogPage> {
  const [{ total, facets }, page] = await Promise.all([keptCounts(database), pageByIndex(database, query, sort, after)]);
  const { items } = await readPage(database, page, null);
  return { items, nextCursor: cursorAfter(page, sort), total: { count: total, atLeast: false }, corrected: null, facets };
}

/** A page straight from the index of its order, for lists of any length. */
async function pageByIndex(database: Database, query: CatalogQuery, sort: CatalogSort, after: Position | null): Promise<Page> {
  const { key, type, descends } = orders[sort];
  const direction = descends ? sql`desc` : sql`asc`;
  const behind = after
    ? sql`(${key}, micro_credential_id) ${descends ? sql`<` : sql`>`} (${after.position}::${type}, ${after.id}::uuid)`
    : sql`true`;
  const { rows } = await sql<Position>`${plannedOnce}
    select micro_credential_id as id, ${key}::text as position from catalog_entry e where ${filters(query)} and ${behind}
    order by ${key} ${direction}, micro_credential_id ${direction} limit ${query.limit + 1}`.execute(database);
  return { shown: rows.slice(0, query.limit), more: rows.length > query.limit };
}

const cursorAfter = ({ shown, more }: Page, sort: CatalogSort) => {
  const last = shown.at(-1);
  return last && more ? writeCursor(sort, last) : null;
};

type Named = Map<string, { value: string; label: string }>;

/** The micro-credentials of a page as they are shown, and the names of what was counted. */
async function readPage(
  database: Database,
  page: Page,
  counts: FacetCounts | null,
): Promise<{ items: CatalogItem[]; issuers: Named; stacks: Named }> {
  const ids = page.shown.map(({ id }) => id);
  const { rows } = await sql<{
    items: CatalogItem[];
    issuers: { id: string; slug: string; name: string }[];
    stacks: { slug: string; title: string }[];
  }>`${plannedOnce}
    with shown as (
      select e.micro_credential_id as id, e.slug, e.title, e.competency, e.topics, e.difficulty, e.hours, e.published_at as "publishedAt", page.place,
        json_build_object('slug', o.slug, 'name', o.name, 'color', o.color) as issuer,
        coalesce((select json_agg(json_build_object('slug', s.slug, 'title', s.title) order by s.title)
          from stack s where s.slug = any(e.stacks)), '[]') as stacks
      from unnest(${ids}::uuid[]) with ordinality as page(id, place)
        join catalog_entry e on e.micro_credential_id = page.id join organization o on o.id = e.issuer_id)
    select coalesce((select json_agg(shown order by place) from shown), '[]') as items,
      coalesce((select json_agg(json_build_object('id', id, 'slug', slug, 'name', name))
        from organization where id = any(${[...(counts?.issuers.keys() ?? [])]}::uuid[])), '[]') as issuers,
      coalesce((select json_agg(json_build_object('slug', slug, 'title', title))
        from stack where slug = any(${[...(counts?.stacks.keys() ?? [])]}::text[])), '[]') as stacks`.execute(database);
  const { items = [], issuers = [], stacks = [] } = rows[0] ?? {};
  return {
    items: items.map((item) => ({ ...item, publishedAt: new Date(item.publishedAt) })),
    issuers: new Map(issuers.map(({ id, slug, name }) => [id, { value: slug, label: name }])),
    stacks: new Map(stacks.map(({ slug, title }) => [slug, { value: slug, label: title }])),
  };
}
