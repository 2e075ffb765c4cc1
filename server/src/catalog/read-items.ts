import { sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { plannedOnce } from '../platform/database/planned-once.ts';
import type { CatalogItem } from './query.ts';
import type { Label } from './searching.ts';

/** Micro-credentials as lists show them, by id. */
export async function readItems(database: Database, ids: string[]): Promise<Map<string, CatalogItem>> {
  const { rows } = await sql<CatalogItem>`${plannedOnce}
    select e.micro_credential_id as id, e.slug, e.title, e.competency, e.topics, e.difficulty, e.hours, e.published_at as "publishedAt",
      json_build_object('slug', o.slug, 'name', o.name, 'color', o.color) as issuer,
      coalesce((select json_agg(json_build_object('slug', s.slug, 'title', s.title) order by s.title)
        from stack s where s.slug = any(e.stacks)), '[]') as stacks
    from catalog_entry e join organization o on o.id = e.issuer_id where e.micro_credential_id = any(${ids}::uuid[])`.execute(database);
  return new Map(rows.map((item) => [item.id, item]));
}

/** How the facet of issuers names these, by id. */
export async function issuerLabels(database: Database, ids: string[]): Promise<Map<string, Label>> {
  const { rows } = await sql<{ id: string; slug: string; name: string }>`${plannedOnce}
    select id, slug, name from organization where id = any(${ids}::uuid[])`.execute(database);
  return new Map(rows.map(({ id, slug, name }) => [id, { value: slug, label: name }]));
}

/** How the facet of stacks names these, by slug. */
export async function stackLabels(database: Database, slugs: string[]): Promise<Map<string, Label>> {
  const { rows } = await sql<{ slug: string; title: string }>`${plannedOnce}
    select slug, title from stack where slug = any(${slugs}::text[])`.execute(database);
  return new Map(rows.map(({ slug, title }) => [slug, { value: slug, label: title }]));
}
