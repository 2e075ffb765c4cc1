import type { Database } from '../platform/database/database.ts';
import type { KeptParts, PublicCache } from '../platform/http/public-cache.ts';
import type { Candidates } from './candidates.ts';
import type { FacetCounts } from './count-facets.ts';
import type { Facts } from './facts.ts';
import type { CatalogItem, CatalogPage } from './query.ts';
import type { WordMeaning } from './resolve-words.ts';

/** What a search reads from: the database, and what searches have in common, kept until the catalog changes. */
export interface Searching {
  database: Database;
  /** By typed word. */
  words: KeptParts<WordMeaning>;
  /** By words and what narrows them: who turns the page or sorts anew does not search again. */
  found: KeptParts<Candidates & Counted>;
  /** By id. */
  facts: KeptParts<Facts>;
  /** By id. */
  items: KeptParts<CatalogItem>;
  /** Of issuers, by id. */
  issuers: KeptParts<Label>;
  /** Of stacks, by slug. */
  stacks: KeptParts<Label>;
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

/** Some 80 MB at most: an item takes 1 kB to 2 kB, facts and candidates of a search half of that and 15 kB. */
const most = { items: 10_000, facts: 50_000, found: 1000, words: 20_000, labels: 10_000 };

/** Searches on this database, remembering what they share. */
export function searchingOn(database: Database, cache: PublicCache): Searching {
  const kept = <Value>(count: number) => cache.parts<Value>(['catalog'], count);
  return {
    database,
    words: kept(most.words),
    found: kept(most.found),
    facts: kept(most.facts),
    items: kept(most.items),
    issuers: kept(most.labels),
    stacks: kept(most.labels),
    whole: kept(1),
  };
}
