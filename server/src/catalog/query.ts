export type CatalogSort = 'relevance' | 'title' | 'newest' | 'hours';

/** What may be asked of the catalog. */
export interface CatalogQuery {
  q?: string | undefined;
  issuer?: string | undefined;
  stack?: string | undefined;
  topic?: string | undefined;
  difficulty?: number | undefined;
  maxHours?: number | undefined;
  sort: CatalogSort;
  cursor?: string | undefined;
  limit: number;
}

/** A micro-credential as a list shows it. */
export interface CatalogItem {
  id: string;
  slug: string;
  title: string;
  competency: string;
  issuer: { slug: string; name: string; color: string | null };
  topics: string[];
  stacks: { slug: string; title: string }[];
  difficulty: number;
  hours: number;
  publishedAt: Date;
}

/** One value of a facet with how many of what was found have it. */
export interface FacetValue {
  value: string;
  label: string;
  count: number;
}

export interface CatalogPage {
  items: CatalogItem[];
  nextCursor: string | null;
  /** `atLeast` when the search looked at its best candidates only. */
  total: { count: number; atLeast: boolean };
  /** What was searched instead, where a word was corrected. */
  corrected: string | null;
  facets: Record<'issuers' | 'stacks' | 'topics' | 'difficulties' | 'hours', FacetValue[]>;
}
