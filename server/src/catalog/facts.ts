import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { plannedOnce } from '../platform/database/planned-once.ts';
import type { CatalogSort } from './query.ts';

/** What a list is sorted and counted by: small, and read once for all searches that find it. */
export interface Facts {
  /** By id. */
  issuer: string;
  /** By slug. */
  stacks: string[];
  topics: string[];
  difficulty: number;
  hours: number;
  title: string;
  /** Day of publication (ISO 8601). */
  published: string;
}

type Row = [id: string, ...facts: [string, string[], string[], number, number, string, string]];

/** Facts of micro-credentials by id. */
export async function readFacts(database: Database, ids: string[]): Promise<Map<string, Facts>> {
  const { rows } = await sql<{ all: Row[] | null }>`${plannedOnce}
    select json_agg(json_build_array(micro_credential_id, issuer_id, stacks, topics, difficulty, hours, title, published_at)) as all
    from catalog_entry where micro_credential_id = any(${ids}::uuid[])`.execute(database);
  return new Map(
    (rows[0]?.all ?? []).map(([id, issuer, stacks, topics, difficulty, hours, title, published]) => [
      id,
      { issuer, stacks, topics, difficulty, hours, title, published },
    ]),
  );
}

/** What a micro-credential is sorted by in an order without rank. */
export function keyOf(facts: Facts, sort: Exclude<CatalogSort, 'relevance'>): string | number {
  return sort === 'title' ? facts.title : sort === 'hours' ? facts.hours : facts.published;
}
