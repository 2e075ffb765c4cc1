import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { Problem } from '../platform/http/problem.ts';
import { resolveWords } from './resolve-words.ts';

/** What may be asked of the catalog. */
export interface CatalogQuery {
  q?: string | undefined;
  issuer?: string | undefined;
  stack?: string | undefined;
  topic?: string | undefined;
  difficulty?: number | undefined;
  maxHours?: number | undefined;
  sort: 'relevance' | 'title' | 'newest' | 'hours';
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

/**
 * A search ranks at most this many candidates, those with the words in their titles first, so that its cost does not grow with
 * the catalog.
 */
const mostCandidates = 400;

const orders: Record<
  CatalogQuery['sort'],
  { key: RawBuilder<unknown>; direction: RawBuilder<unknown>; type: RawBuilder<unknown>; after: RawBuilder<unknown> }
> = {
  relevance: { key: sql`rank`, direction: sql`desc`, type: sql`float8`, after: sql`<` },
  title: { key: sql`title`, direction: sql`asc`, type: sql`text`, after: sql`>` },
  newest: { key: sql`published_at`, direction: sql`desc`, type: sql`timestamptz`, after: sql`<` },
  hours: { key: sql`hours`, direction: sql`asc`, type: sql`int`, after: sql`>` },
};

/**
 * Searches or browses the catalog.
 *
 * @throws {Problem} 400 `unusable-cursor` for a cursor that we did not make for this order
 */
export async function searchCatalog(database: Database, query: CatalogQuery): Promise<CatalogPage> {
  const asked = query.q?.trim() ?? '';
  const { tsquery, corrected } = asked ? await resolveWords(database, asked) : { tsquery: null, corrected: null };
  if (asked && !tsquery) return { items: [], nextCursor: null, total: { count: 0, atLeast: false }, corrected: null, facets: noFacets() };
  const sort = query.sort === 'relevance' && !asked ? 'title' : query.sort;
  const order = orders[sort];
  const found = tsquery
    ? candidates(tsquery, filters(query))
    : sql`select e.*, 0::float8 as rank from catalog_entry e where ${filters(query)}`;
  const after = query.cursor ? readCursor(query.cursor, sort) : null;
  const page = await sql<CatalogItem & { position: string }>`
    with found as (${found}), page as (
      select *, ${order.key}::text as position from found
      where ${after ? sql`(${order.key}, micro_credential_id) ${order.after} (${after.position}::${order.type}, ${after.id}::uuid)` : sql`true`}
      order by ${order.key} ${order.direction}, micro_credential_id ${order.direction} limit ${query.limit + 1})
    select page.micro_credential_id as id, page.slug, page.title, page.competency, page.topics, page.difficulty, page.hours,
      page.published_at as "publishedAt", page.position,
      json_build_object('slug', o.slug, 'name', o.name, 'color', o.color) as issuer,
      coalesce((select json_agg(json_build_object('slug', s.slug, 'title', s.title) order by s.title)
        from stack_member m join stack s on s.id = m.stack_id where m.micro_credential_id = page.micro_credential_id), '[]') as stacks
    from page join organization o on o.id = page.issuer_id
    order by page.${order.key} ${order.direction}, page.micro_credential_id ${order.direction}`.execute(database);
  const rows = page.rows.slice(0, query.limit);
  const last = rows.at(-1);
  const facets = await countFacets(database, found);
  const { total, ...counted } = facets;
  return {
    items: rows.map(({ position: _position, ...item }) => item),
    nextCursor: last && page.rows.length > query.limit ? writeCursor(sort, last.position, last.id) : null,
    total: { count: total, atLeast: tsquery !== null && total >= mostCandidates },
    corrected,
    facets: counted,
  };
}

function filters(query: CatalogQuery): RawBuilder<unknown> {
  const conditions = [
    query.issuer !== undefined && sql`e.issuer_id = (select id from organization where slug = ${query.issuer})`,
    query.stack !== undefined && sql`e.stacks @> array[${query.stack}]`,
    query.topic !== undefined && sql`e.topics @> array[${query.topic}]`,
    query.difficulty !== undefined && sql`e.difficulty = ${query.difficulty}`,
    query.maxHours !== undefined && sql`e.hours <= ${query.maxHours}`,
  ].filter((condition) => condition !== false);
  return conditions.length ? sql.join(conditions, sql` and `) : sql`true`;
}

/** The candidates of a search with their rank: matches in titles first, then any. */
function candidates(tsquery: string, where: RawBuilder<unknown>): RawBuilder<unknown> {
  const inTitle = tsquery.replace(/'((?:[^']|'')*)'/g, "'$1':A");
  return sql`
    select * , ts_rank('{0.1, 0.3, 0.6, 1.0}', document, ${tsquery}::tsquery, 1)::float8 as rank from (
      (select e.* from catalog_entry e where e.document @@ ${inTitle}::tsquery and ${where} limit ${mostCandidates / 2})
      union
      (select e.* from catalog_entry e where e.document @@ ${tsquery}::tsquery and ${where} limit ${mostCandidates})
    ) candidate`;
}

interface Counted {
  total: number;
  issuers: FacetValue[];
  stacks: FacetValue[];
  topics: FacetValue[];
  difficulties: FacetValue[];
  hours: FacetValue[];
}

const noFacets = () => ({ issuers: [], stacks: [], topics: [], difficulties: [], hours: [] });

async function countFacets(database: Database, found: RawBuilder<unknown>): Promise<Counted> {
  const values = (rows: RawBuilder<unknown>) =>
    sql`coalesce((select json_agg(json_build_object('value', value, 'label', label, 'count', count) order by count desc, label) from (${rows}) v), '[]')`;
  const { rows } = await sql<Counted>`
    with found as materialized (select issuer_id, stacks, topics, difficulty, hours from (${found}) f)
    select (select count(*)::int from found) as total,
      ${values(sql`select o.slug as value, o.name as label, n.count from (select issuer_id, count(*)::int from found group by 1) n join organization o on o.id = n.issuer_id order by count desc limit 30`)} as issuers,
      ${values(sql`select s.slug as value, s.title as label, n.count from (select unnest(stacks) as slug, count(*)::int from found group by 1) n join stack s on s.slug = n.slug order by count desc limit 30`)} as stacks,
      ${values(sql`select topic as value, topic as label, count(*)::int from (select unnest(topics) as topic from found) t group by 1 order by count desc limit 30`)} as topics,
      ${values(sql`select difficulty::text as value, difficulty::text as label, count(*)::int from found group by 1, 2`)} as difficulties,
      ${values(sql`select most::text as value, most::text as label, (select count(*)::int from found where hours <= most) as count from unnest(array[10, 20, 30]) most`)} as hours`.execute(
    database,
  );
  return rows[0] ?? { total: 0, ...noFacets() };
}

function writeCursor(sort: string, position: string, id: string): string {
  return Buffer.from(JSON.stringify([sort, position, id])).toString('base64url');
}

function readCursor(cursor: string, sort: string): { position: string; id: string } {
  try {
    const [kept, position, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown, unknown];
    const isNumber = sort === 'title' || !Number.isNaN(sort === 'newest' ? Date.parse(String(position)) : Number(position));
    if (kept === sort && typeof position === 'string' && typeof id === 'string' && isNumber && /^[0-9a-f-]{36}$/.test(id))
      return { position, id };
  } catch {
    // told below
  }
  throw new Problem(
    400,
    'unusable-cursor',
    'This page of the list is not known',
    'The list changed or the address is incomplete. Start from its first page.',
  );
}
