import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { plannedOnce } from '../platform/database/planned-once.ts';
import { browsed, type Candidates, filters, mostCandidates, orders, searched } from './candidates.ts';
import { countFacets, labeled } from './count-facets.ts';
import { type Position, readCursor, writeCursor } from './cursor.ts';
import { keptCounts } from './kept-counts.ts';
import { type Page, pageOf } from './page-of.ts';
import type { CatalogItem, CatalogPage, CatalogQuery, CatalogSort } from './query.ts';
import { issuerLabels, readItems, stackLabels } from './read-items.ts';
import { resolveWords } from './resolve-words.ts';
import type { Counted, Searching } from './searching.ts';

/**
 * Searches or browses the catalog. What is found is sorted, paged and counted here, from a few columns of at most 240 candidates; then the
 * page itself is read. Meanings of words, names and items are remembered, so that of a new search mostly its finding is left to do.
 *
 * @throws {Problem} 400 `unusable-cursor` for a cursor that we did not make for this order
 */
export async function searchCatalog(searching: Searching, query: CatalogQuery): Promise<CatalogPage> {
  const asked = query.q?.trim() ?? '';
  const sort = query.sort === 'relevance' && !asked ? 'title' : query.sort;
  const after = query.cursor ? readCursor(query.cursor, sort) : null;
  if (asked) return searchByWords(searching, query, asked, sort, after);
  return isNarrowed(query) ? browseSome(searching, query, sort, after) : browseAll(searching, query, sort, after);
}

const isNarrowed = (query: CatalogQuery) =>
  [query.issuer, query.stack, query.topic, query.difficulty, query.maxHours].some((asked) => asked !== undefined);

async function searchByWords(searching: Searching, query: CatalogQuery, asked: string, sort: CatalogSort, after: Position | null) {
  const { groups, corrected } = await resolveWords(searching.database, searching.words, asked);
  const found = groups.length ? await searched(searching.database, groups, query, sort) : nothing;
  return { ...(await shownPage(searching, pageOf(found, sort, after, query.limit), sort, countedOf(found))), corrected };
}

const nothing: Candidates = { ids: [], keys: [], issuers: [], stacks: [], topics: [], difficulties: [], hours: [] };

const countedOf = (found: Candidates): Counted => ({
  total: { count: found.ids.length, atLeast: found.ids.length >= mostCandidates },
  facets: countFacets(found),
});

/** What a filter lets through: all of it where it is little, else page by page, with counts of a part that are remembered. */
async function browseSome(searching: Searching, query: CatalogQuery, sort: CatalogSort, after: Position | null): Promise<CatalogPage> {
  const { database } = searching;
  const narrowing = JSON.stringify([query.issuer, query.stack, query.topic, query.difficulty, query.maxHours]);
  let found: Candidates | undefined;
  const counted = await searching.counts.one(narrowing, async () => {
    found = await browsed(database, query, sort);
    return countedOf(found);
  });
  const page = counted.total.atLeast
    ? await pageByIndex(database, query, sort, after)
    : pageOf(found ?? (await browsed(database, query, sort)), sort, after, query.limit);
  return shownPage(searching, page, sort, counted);
}

async function browseAll(searching: Searching, query: CatalogQuery, sort: CatalogSort, after: Position | null): Promise<CatalogPage> {
  const { database } = searching;
  const [{ total, facets }, page] = await Promise.all([
    searching.whole.one('whole', () => keptCounts(database)),
    pageByIndex(database, query, sort, after),
  ]);
  return { items: await itemsOf(searching, page), nextCursor: cursorAfter(page, sort), total, corrected: null, facets };
}

async function shownPage(searching: Searching, page: Page, sort: CatalogSort, { total, facets }: Counted): Promise<CatalogPage> {
  const [items, issuers, stacks] = await Promise.all([
    itemsOf(searching, page),
    searching.issuers.all([...facets.issuers.keys()], (ids) => issuerLabels(searching.database, ids)),
    searching.stacks.all([...facets.stacks.keys()], (slugs) => stackLabels(searching.database, slugs)),
  ]);
  const itself = (value: string) => ({ value, label: value });
  return {
    items,
    nextCursor: cursorAfter(page, sort),
    total,
    corrected: null,
    facets: {
      issuers: labeled(facets.issuers, (id) => issuers.get(id)),
      stacks: labeled(facets.stacks, (slug) => stacks.get(slug)),
      topics: labeled(facets.topics, itself),
      difficulties: labeled(facets.difficulties, itself),
      hours: total.count ? labeled(facets.hours, itself) : [],
    },
  };
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

async function itemsOf(searching: Searching, { shown }: Page): Promise<CatalogItem[]> {
  const ids = shown.map(({ id }) => id);
  const items = await searching.items.all(ids, (missing) => readItems(searching.database, missing));
  return ids.flatMap((id) => items.get(id) ?? []);
}
