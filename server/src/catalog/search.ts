import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { Problem } from '../platform/http/problem.ts';
import { resolveWords, type WordGroup } from './resolve-words.ts';

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

/** Facets are counted, and a search ranks, over at most this many micro-credentials, so that the cost does not grow with the catalog. */
const mostCandidates = 240;
/** Words that stand in more micro-credentials than this tell little: they narrow a search only where it has no other words. */
const commonWord = 1000;

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
  const sort = query.sort === 'relevance' && !asked ? 'title' : query.sort;
  const after = query.cursor ? readCursor(query.cursor, sort) : null;
  const { groups, corrected } = asked ? await resolveWords(database, asked) : { groups: [], corrected: null };
  if (asked && groups.length === 0)
    return { items: [], nextCursor: null, total: { count: 0, atLeast: false }, corrected: null, facets: noFacets() };
  const order = orders[sort];
  const where = filters(query);
  const afterCursor = after
    ? sql`(${order.key}, micro_credential_id) ${order.after} (${after.position}::${order.type}, ${after.id}::uuid)`
    : sql`true`;
  const onPage = sql`${afterCursor} order by ${order.key} ${order.direction}, micro_credential_id ${order.direction} limit ${query.limit + 1}`;
  const counted = asked ? null : await keptCounts(database, query);
  const { rows } = await sql<{ items: (CatalogItem & { position: string })[]; counted: Counted }>`
    with found as materialized (${asked ? candidates(groups, where) : browsed(where, counted ? 0 : mostCandidates)}),
    page as materialized (${asked ? sql`select * from found where ${onPage}` : sql`select e.* from catalog_entry e where ${where} and ${onPage}`}),
    shown as (
      select page.micro_credential_id as id, e.slug, e.title, e.competency, e.topics, e.difficulty, e.hours,
        e.published_at as "publishedAt", page.${order.key}::text as position, row_number() over (order by page.${order.key} ${order.direction}, page.micro_credential_id ${order.direction}) as place,
        json_build_object('slug', o.slug, 'name', o.name, 'color', o.color) as issuer,
        coalesce((select json_agg(json_build_object('slug', s.slug, 'title', s.title) order by s.title)
          from stack_member m join stack s on s.id = m.stack_id where m.micro_credential_id = page.micro_credential_id), '[]') as stacks
      from page join catalog_entry e using (micro_credential_id) join organization o on o.id = e.issuer_id)
    select coalesce((select json_agg(shown order by place) from shown), '[]') as items, ${countFound} as counted`.execute(database);
  const all = rows[0]?.items ?? [];
  const items = all.slice(0, query.limit);
  const last = items.at(-1);
  const { total, ...facets } = counted ?? rows[0]?.counted ?? { total: 0, ...noFacets() };
  return {
    items: items.map(({ position: _position, ...item }) => ({ ...item, publishedAt: new Date(item.publishedAt) })),
    nextCursor: last && all.length > query.limit ? writeCursor(sort, last.position, last.id) : null,
    total: { count: total, atLeast: counted === null && total >= mostCandidates },
    corrected,
    facets,
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

const counting = sql`e.micro_credential_id, e.issuer_id, e.stacks, e.topics, e.difficulty, e.hours, e.title, e.published_at`;

/** Some of what a browsing person sees, to count facets over. */
function browsed(where: RawBuilder<unknown>, most: number): RawBuilder<unknown> {
  return sql`select ${counting} from catalog_entry e where ${where} limit ${most}`;
}

/**
 * The candidates of a search with their rank: matches in titles first, then in all words. Ranked by every word that was typed.
 */
function candidates(groups: WordGroup[], where: RawBuilder<unknown>): RawBuilder<unknown> {
  const telling = groups.filter(({ documents }) => documents <= commonWord);
  const needed = (telling.length ? telling : groups).map(({ tsquery }) => tsquery).join(' & ');
  const any = groups.map(({ tsquery }) => tsquery).join(' | ');
  const ranked = sql`${counting}, ts_rank('{0.1, 0.3, 0.6, 1.0}', e.heading, ${any}::tsquery, 1)::float8 as rank`;
  // common words alone: matches outside titles are looked for only where no title has them
  const further = telling.length ? sql`true` : sql`not exists (select 1 from titled)`;
  return sql`
    with titled as materialized (select ${ranked} from catalog_entry e
      where to_tsvector('simple', plain_text(e.title)) @@ ${needed}::tsquery and ${where} limit ${telling.length ? mostCandidates / 2 : mostCandidates})
    select * from titled union all
    (select ${ranked} from catalog_entry e
      where ${further} and e.document @@ ${needed}::tsquery and ${where}
        and not exists (select 1 from titled where titled.micro_credential_id = e.micro_credential_id)
      limit ${mostCandidates} - (select count(*) from titled))`;
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

const listed = (rows: RawBuilder<unknown>) =>
  sql`coalesce((select json_agg(json_build_object('value', value, 'label', label, 'count', count) order by count desc, label) from (${rows}) v), '[]')`;

/** Facets of what was found. */
const countFound = sql`json_build_object(
  'total', (select count(*) from found),
  'issuers', ${listed(sql`select o.slug as value, o.name as label, n.count from (select issuer_id, count(*)::int from found group by 1) n join organization o on o.id = n.issuer_id order by count desc limit 30`)},
  'stacks', ${listed(sql`select s.slug as value, s.title as label, n.count from (select unnest(stacks) as slug, count(*)::int from found group by 1) n join stack s on s.slug = n.slug order by count desc limit 30`)},
  'topics', ${listed(sql`select topic as value, topic as label, count(*)::int from (select unnest(topics) as topic from found) t group by 1 order by count desc limit 30`)},
  'difficulties', ${listed(sql`select difficulty::text as value, difficulty::text as label, count(*)::int from found group by 1, 2`)},
  'hours', ${listed(sql`select most::text as value, most::text as label, (select count(*)::int from found where hours <= most) as count from unnest(array[10, 20, 30]) most`)})`;

/**
 * Counts of the whole catalog, which are kept with it.
 *
 * @returns null where something narrows what is seen
 */
async function keptCounts(database: Database, query: CatalogQuery): Promise<Counted | null> {
  if ([query.issuer, query.stack, query.topic, query.difficulty, query.maxHours].some((asked) => asked !== undefined)) return null;
  const most = (kind: string) =>
    sql`select value, count from catalog_facet where kind = ${kind} and count > 0 order by count desc limit 30`;
  const { rows } = await sql<{ counted: Counted }>`select json_build_object(
    'total', coalesce((select count from catalog_facet where kind = 'all'), 0),
    'issuers', ${listed(sql`select o.slug as value, o.name as label, count from (${most('issuer')}) n join organization o on o.id = n.value::uuid`)},
    'stacks', ${listed(sql`select s.slug as value, s.title as label, count from (${most('stack')}) n join stack s on s.slug = n.value`)},
    'topics', ${listed(sql`select value, value as label, count from (${most('topic')}) n`)},
    'difficulties', ${listed(sql`select value, value as label, count from (${most('difficulty')}) n`)},
    'hours', ${listed(sql`select most::text as value, most::text as label, coalesce(f.count, 0) as count from unnest(array[10, 20, 30]) most
      left join catalog_facet f on f.kind = 'hours' and f.value = most::text`)}) as counted`.execute(database);
  return rows[0]?.counted ?? null;
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
