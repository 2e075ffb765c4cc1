import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { plannedOnce } from '../platform/database/planned-once.ts';
import { browsed, type Candidates, filters, mostCandidates, orders, searched } from './candidates.ts';
import { countFacets, labeled } from './count-facets.ts';
import { type Position, readCursor, writeCursor } from './cursor.ts';
import { keyOf, readFacts } from './facts.ts';
import { keptCounts } from './kept-counts.ts';
import { type Page, pageOf } from './page-of.ts';
import type { CatalogItem, CatalogPage, CatalogQuery, CatalogSort } from './query.ts';
import { issuerLabels, readItems, stackLabels } from './read-items.ts';
import { resolveWords } from './resolve-words.ts';
import type { Counted, Searching } from './searching.ts';

/**
 * Searches or browses the catalog. What is found, at most 240 candidates, is sorted, paged and counted here by facts that are remembered;
 * then the page itself is read. Meanings of words, candidates, names and items are remembered too, so that of a new search mostly its
 * finding is left to do.
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

const isNarrowed = (query: CatalogQuery) => narrowing(query).some((asked) => asked !== undefined);

async function searchByWords(searching: Searching, query: CatalogQuery, asked: string, sort: CatalogSort, after: Position | null) {
  const { groups, corrected } = await resolveWords(searching.database, searching.words, asked);
  const about = JSON.stringify([groups.map(({ tsquery }) => tsquery), narrowing(query)]);
  const found = groups.length
    ? await searching.found.one(about, async () => counted(searching, await searched(searching.database, groups, query)))
    : await counted(searching, { ids: [] });
  return { ...(await shownPage(searching, await pageAmong(searching, found, query, sort, after), sort, found)), corrected };
}

/** Candidates with what they count; those that left the catalog meanwhile are left out. */
async function counted(searching: Searching, { ids, ranks }: Candidates): Promise<Candidates & Counted> {
  const facts = await factsOf(searching, ids);
  const here = ids.flatMap((id) => facts.get(id) ?? []);
  return {
    ids,
    ...(ranks && { ranks }),
    total: { count: ids.length, atLeast: ids.length >= mostCandidates },
    facets: countFacets(here),
  };
}

const factsOf = (searching: Searching, ids: string[]) => searching.facts.all(ids, (missing) => readFacts(searching.database, missing));

async function pageAmong(
  searching: Searching,
  { ids, ranks }: Candidates,
  query: CatalogQuery,
  sort: CatalogSort,
  after: Position | null,
): Promise<Page> {
  if (sort === 'relevance') return pageOf({ ids, keys: ranks ?? [] }, sort, after, query.limit);
  const facts = await factsOf(searching, ids);
  const here = ids.flatMap((id) => {
    const known = facts.get(id);
    return known ? [{ id, key: keyOf(known, sort) }] : [];
  });
  return pageOf({ ids: here.map(({ id }) => id), keys: here.map(({ key }) => key) }, sort, after, query.limit);
}

const narrowing = (query: CatalogQuery) => [query.issuer, query.stack, query.topic, query.difficulty, query.maxHours];

/** What a filter lets through: all of it where it is little, else page by page, with counts of a part that are remembered. */
async function browseSome(searching: Searching, query: CatalogQuery, sort: CatalogSort, after: Position | null): Promise<CatalogPage> {
  const { database } = searching;
  const about = JSON.stringify(narrowing(query));
  const found = await searching.found.one(about, async () => counted(searching, await browsed(database, query)));
  const page = found.total.atLeast
    ? await pageByIndex(database, query, sort, after)
    : await pageAmong(searching, found, query, sort, after);
  return shownPage(searching, page, sort, found);
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
