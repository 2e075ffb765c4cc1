/** What the catalog's address may ask for, and addresses that ask for a little more or less. */
const filterNames = ['maxHours', 'difficulty', 'stack', 'issuer', 'topic'] as const;
export type FilterName = (typeof filterNames)[number];

export interface CatalogAsked {
  q: string;
  sort: string | null;
  cursor: string | null;
  filters: Partial<Record<FilterName, string>>;
  /** Address of the list with a filter set, or without it; always its first page. */
  withFilter(name: FilterName, value: string | null): string;
  withSort(sort: string): string;
  withCursor(cursor: string | null): string;
  /** The same search without any filter. */
  unfiltered: string;
}

/** Reads the catalog's own path and query. */
export function askedOf(url: string): CatalogAsked {
  const given = new URLSearchParams(url.split('?')[1] ?? '');
  const changed = (changes: Record<string, string | null>) => {
    const query = new URLSearchParams();
    for (const name of ['q', ...filterNames, 'sort', 'cursor']) {
      const value = name in changes ? changes[name] : given.get(name);
      if (value) query.set(name, value);
    }
    return query.size ? `/catalog?${query}` : '/catalog';
  };
  const filters: CatalogAsked['filters'] = {};
  for (const name of filterNames) {
    const value = given.get(name);
    if (value) filters[name] = value;
  }
  return {
    q: given.get('q')?.trim() ?? '',
    sort: given.get('sort'),
    cursor: given.get('cursor'),
    filters,
    withFilter: (name, value) => changed({ [name]: value, cursor: null }),
    withSort: (sort) => changed({ sort, cursor: null }),
    withCursor: (cursor) => changed({ cursor }),
    unfiltered: changed({ ...Object.fromEntries(filterNames.map((name) => [name, null])), cursor: null }),
  };
}
