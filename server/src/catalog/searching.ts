import type { Database } from '../platform/database/database.ts';
import type { KeptParts, PublicCache } from '../platform/http/public-cache.ts';
import type { FacetCounts } from './count-facets.ts';
import type { CatalogItem, CatalogPage } from './query.ts';
import type { WordMeaning } from './resolve-words.ts';

/** What a search reads from: the database, and what searches have in common, kept until the catalog changes. */
export interface Searching {
  database: Database;
  /** By typed word. */
  words: KeptParts<WordMeaning>;
  /** By id. */
  items: KeptParts<CatalogItem>;
  /** Of issuers, by id. */
  issuers: KeptParts<Label>;
  /** Of stacks, by slug. */
  stacks: KeptParts<Label>;
  /** Of lists without words, by what narrows them. */
  counts: KeptParts<Counted>;
  /** The one of the whole catalog. */
  whole: KeptParts<Pick<CatalogPage, 'total' | 'facets'>>;
}

/** How a facet names a value. */
export interface Label {
  value: string;
  label: string;
}

/** A list counted by facets. */
export interface Counted {
  total: CatalogPage['total'];
  facets: FacetCounts;
}

/** Some 40 MB at most: an item takes 1 kB to 2 kB. */
const most = { items: 10_000, words: 20_000, labels: 10_000, counts: 1000 };

/** Searches on this database, remembering what they share. */
export function searchingOn(database: Database, cache: PublicCache): Searching {
  const kept = <Value>(count: number) => cache.parts<Value>(['catalog'], count);
  return {
    database,
    words: kept(most.words),
    items: kept(most.items),
    issuers: kept(most.labels),
    stacks: kept(most.labels),
    counts: kept(most.counts),
    whole: kept(1),
  };
}
