import { orders } from './candidates.ts';
import type { Position } from './cursor.ts';
import type { CatalogSort } from './query.ts';

/** One page: what stands on it, in order, and whether more follows. */
export interface Page {
  shown: Position[];
  more: boolean;
}

/** Candidates and, at the same place, what each is sorted by: rank, title, day of publication (ISO 8601) or hours. */
export interface Sortable {
  ids: string[];
  keys: (string | number)[];
}

/** A page of candidates, sorted by their key and then by id, from behind a position on. */
export function pageOf({ ids, keys }: Sortable, sort: CatalogSort, after: Position | null, limit: number): Page {
  const way = orders[sort].descends ? -1 : 1;
  const start = after && { key: typeof keys[0] === 'number' ? Number(after.position) : after.position, id: after.id };
  const all = ids.map((id, at) => ({ id, key: keys[at] ?? '' }));
  const left = start ? all.filter((one) => compare(one, start) * way > 0) : all;
  left.sort((one, other) => compare(one, other) * way);
  return { shown: left.slice(0, limit).map(({ id, key }) => ({ id, position: String(key) })), more: left.length > limit };
}

interface Keyed {
  key: string | number;
  id: string;
}

/** Code point by code point, as the database sorts. */
function compare(one: Keyed, other: Keyed): number {
  if (one.key !== other.key) return one.key < other.key ? -1 : 1;
  return one.id < other.id ? -1 : Number(one.id > other.id);
}
